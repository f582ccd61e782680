"""What binds a decision to the team's answer: followed, put again, or decided there."""

from __future__ import annotations

from cases.facts import CaseFacts
from decisions.facts import DecisionFact, DecisionFacts
from decisions.rules.decision import DECIDING, OUTCOMES
from flexcase.law.danish import day_in_words
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from rehab_team.facts import TeamFacts
from rehab_team.outcomes import LEADS_TO, binds, follows


def words_for(stake: DecisionFact) -> str:
    """What the draft decides, in the middle of a sentence."""
    return LEADS_TO["firm_support"].words if stake.own_firm else OUTCOMES[stake.outcome]


def where_to_answer(dossier: Dossier) -> str:
    """Where the team's answer is given from the step on which the case stands."""
    at_the_team = dossier.of(CaseFacts).state == "team"
    return "action:record_team_outcome" if at_the_team else "action:return_case"


@rule(
    "V-03",
    "Uenighed med teamet forelægges igen",
    cites=("Ankestyrelsens praksisnotat 2024, afsnit IV",),
    guards=DECIDING,
    effect=Effect.STOP,
    part=Part.DECISION,
    since="reform-2013",
)
def disagreement_is_put_again(dossier: Dossier) -> Lack | None:
    """Kommunen decides, but when it disagrees the team sees the case once more, and the letter says why."""
    stake, answer = dossier.of(DecisionFacts).at_stake, dossier.of(TeamFacts).outcome
    if dossier.regime.mandate is not Mandate.RECOMMENDS or stake is None or answer is None:
        return None
    if follows(stake.outcome, stake.own_firm, answer.outcome):
        return None
    team = dossier.regime.labels["team_definite"]
    if not answer.second:
        return Lack(
            f"Udkastet er {words_for(stake)}, men {team} indstiller {LEADS_TO[answer.outcome].words}. Forelæg sagen igen.",
            "action:return_case",
        )
    if not stake.says("team_why"):
        return Lack(f"Skriv, hvorfor kommunen ikke følger {team}.", "action:write_decision")
    return None


@rule(
    "K-01",
    "Teamets afgørelse binder",
    cites=("Retssikkerhedsloven § 15",),
    guards=("decide_directly", "start_decision", "begin_decision", *DECIDING),
    effect=Effect.STOP,
    part=Part.DECISION,
    since="arbejdsevne-2006",
)
def team_has_decided(dossier: Dossier) -> Lack | None:
    """Where the team decides nobody overrides it: approval by a second person concerns the letter only."""
    if dossier.regime.mandate is not Mandate.DECIDES:
        return None
    team = dossier.regime.labels["team_definite"].capitalize()
    stake, answer = dossier.of(DecisionFacts).at_stake, dossier.of(TeamFacts).outcome
    if stake is not None and stake.outcome == "not_opened":
        return None  # a case that is not opened is not put before the team
    if answer is None:
        return Lack(f"{team} har ikke afgjort sagen endnu.", where_to_answer(dossier))
    if not binds(answer.meeting_on, dossier.regime):
        met = day_in_words(answer.meeting_on)
        return Lack(
            f"Mødet {met} gav kun en indstilling efter den tidligere lov. {team} skal afgøre sagen.", where_to_answer(dossier)
        )
    if stake is None or follows(stake.outcome, stake.own_firm, answer.outcome):
        return None
    decided = LEADS_TO[answer.outcome].words
    return Lack(f"{team} har afgjort: {decided}. Afgørelsen kan ikke blive {words_for(stake)}.", "action:return_case")
