"""What a wish to stay at one's workplace adds to a decision (fastholdelsesfleksjob, LAB § 119).

A rejection on this ground speaks of that workplace only: its letter says that a fleksjob somewhere else is still possible.
A grant to somebody who gave up staying says that the fleksjob must be somewhere else.
"""

from __future__ import annotations

from cases.models import Case
from flexcase.law.rule import book
from resourceprofile.sources import gave_up_workplace

#: The ground of a rejection, and how its letter begins.
GROUND = "not_this_workplace"
FIRST_WORDS = "Vi har besluttet, at du ikke kan få fleksjob på den arbejdsplads, du har nu."


def concerns(case: Case) -> bool:
    """Whether the citizen wants to stay, under a law that has conditions for it."""
    return case.stay_at_workplace and case.regime.holds("F-01", book["F-01"].since)


def rules(case: Case, outcome: str) -> tuple[str, str]:
    """Which rules come on top of those of § 116, and their wording; empty when the decision is not about staying."""
    if outcome not in ("grant", "rejection") or not concerns(case):
        return "", ""
    which, _, in_full = case.regime.texts["rules_own_workplace"].strip().partition("\n\n")
    return which, in_full


def elsewhere(case: Case) -> str:
    """That a granted fleksjob must be somewhere else; empty where nobody ever wanted to stay."""
    return case.regime.texts["grant_other_workplace"].strip() if gave_up_workplace(case) else ""
