"""What a team's answer leads to: which decision follows it, and who goes on with the citizen. Pure tables."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flexcase.law.regime import Mandate, Regime, regime_on


@dataclass(frozen=True)
class Leads:
    """Where an answer leads.

    ``decision`` is the outcome of the decision that follows it, ``own_firm`` whether it is tilskud to one's own firm
    (LAB § 126, before 2020 § 75). ``ground`` is the ground that a rejection most often has, ``receiver`` the unit that goes
    on, ``words`` the answer in the middle of a sentence.
    """

    decision: str
    words: str
    own_firm: bool = False
    ground: str = ""
    receiver: str = ""


LEADS_TO: Mapping[str, Leads] = {
    "grant": Leads("grant", "bevilling"),
    "rejection": Leads("rejection", "afslag"),
    "firm_support": Leads("grant", "tilskud til egen virksomhed", own_firm=True),
    "resource_course": Leads("rejection", "ressourceforløb", ground="not_clarified", receiver="resource_course"),
    "other_effort": Leads("rejection", "en anden indsats", ground="not_tried", receiver="job_effort"),
    "pension": Leads("rejection", "førtidspension", ground="too_low", receiver="pension"),
    "none": Leads("rejection", "ingen af delene"),
}

#: Answers that point to something else than fleksjob, so that somebody else goes on with the citizen.
ONWARD = frozenset(outcome for outcome, leads in LEADS_TO.items() if leads.receiver)


def follows(decision: str, own_firm: bool, answer: str) -> bool:
    """Whether a decision does what the team answered."""
    leads = LEADS_TO[answer]
    return (decision, own_firm) == (leads.decision, leads.own_firm)


def open_to(regime: Regime, answer: str) -> bool:
    """Whether the law knows the effort: ressourceforløb is no longer given to new citizens from February 2026."""
    if answer != "resource_course":
        return True
    return any(measure.key == "ressourceforloeb" for measure in regime.measures)


#: How the citizen is told what the team came to, after »Teamet mente, at« or »Teamet afgjorde, at«.
TOLD_AS: Mapping[str, str] = {
    "grant": "du skal have fleksjob",
    "rejection": "du ikke skal have fleksjob",
    "firm_support": "du skal have tilskud til at beholde din egen virksomhed",
    "resource_course": "du skal have et ressourceforløb",
    "other_effort": "du skal have en anden hjælp end fleksjob",
    "pension": "kommunen skal se på, om du kan få førtidspension",
    "none": "hverken fleksjob eller en anden indsats er den rette nu",
}
#: Where the team decides, it grants or refuses; elsewhere it says what it thinks.
DECIDED_AS: Mapping[str, str] = {**TOLD_AS, "grant": "du får fleksjob", "rejection": "du ikke får fleksjob"}


def answered(mandate: Mandate, outcome: str) -> str:
    """The team's answer as a whole sentence to the citizen."""
    if mandate is Mandate.DECIDES:
        return f"Teamet afgjorde, at {DECIDED_AS[outcome]}."
    return f"Teamet mente, at {TOLD_AS[outcome]}."


def binds(met_on: date, regime: Regime) -> bool:
    """Whether what the team said that day is its decision, under a law that lets the team decide.

    A recommendation does not become a decision because the law changes. Whether the case changes law at all is the open
    question ``cases_already_before_team``.
    """
    return met_on >= regime.begins or regime_on(met_on).mandate is Mandate.DECIDES


def outdated(met_on: date, regime: Regime) -> bool:
    """Whether a team that decides must answer anew, because what was said that day was only a recommendation."""
    return regime.mandate is Mandate.DECIDES and not binds(met_on, regime)
