"""Who may decide: a dated table of units, outcomes and holders, with substitutes for those who are away."""

from __future__ import annotations

from datetime import date

from decisions.facts import DecisionFact, DecisionFacts
from decisions.rules.decision import OUTCOMES
from flexcase.law.competence import ANY, Competence, may_decide
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule


@rule(
    "K-02",
    "Den, der godkender, må afgøre sagen",
    cites=("Retssikkerhedsloven § 15", "Kommunens kompetenceplan"),
    guards=("approve_decision", "issue_decision"),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def approver_is_competent(dossier: Dossier) -> Lack | None:
    """Who may decide on what is a dated table; asked of the one who approved, on the day of the approval."""
    facts = dossier.of(DecisionFacts)
    stake = facts.at_stake
    if stake is None or stake.approved_by is None or stake.approved_on is None:
        return None
    if is_competent(facts, stake, stake.approved_on):
        return None
    return Lack(f"Den, der godkender, har ikke kompetence til at afgøre {OUTCOMES[stake.outcome]} i enheden.")


def is_competent(facts: DecisionFacts, stake: DecisionFact, day: date) -> bool:
    """Whether the unit's table lets the approver decide. The rows are the unit's own and those of all units.

    A substitute decides only while somebody is away who decides in their own right.
    """
    role, outcome = stake.approver_role or "", stake.outcome
    if _holds(facts, str(stake.approved_by), role, outcome, day, substitute=False):
        return True
    return _holds(facts, str(stake.approved_by), role, outcome, day, substitute=True) and _somebody_is_away(facts, outcome, day)


def _holds(facts: DecisionFacts, person: str, role: str, outcome: str, day: date, *, substitute: bool) -> bool:
    """Whether a row gives the competence to the person, in their own right or as a substitute."""
    table = [
        Competence(ANY, row.outcome, row.valid_from, row.valid_until, row.role, str(row.person or ""))
        for row in facts.competences
        if row.substitute is substitute
    ]
    return may_decide(table, person=person, roles={role}, unit=ANY, outcome=outcome, day=day) is not None


def _somebody_is_away(facts: DecisionFacts, outcome: str, day: date) -> bool:
    """Whether one who decides on the outcome in their own right is away that day."""
    return any(
        _holds(facts, str(absence.person), absence.role, outcome, day, substitute=False)
        for absence in facts.absences
        if absence.valid_from <= day <= absence.valid_until
    )
