"""A letter that has waited for its approval gets the day on which it goes out.

The approver approves bytes, and those very bytes are issued, so the day in them is the day on which they were made: the
letter was sent to approval then. No deadline hangs on it: the time for complaints runs from the day on which the citizen has
the letter, as its delivery proves (retssikkerhedsloven § 67, `decisions/deadlines.py`). An older day therefore harms nobody
and stops nothing; but who reads »5. maj« on a letter that came on the 20th counts wrongly, so K-05 reminds, and one press
makes the same letter anew. New bytes are another letter: the approval falls, and a second person reads it again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.letters.letter import from_snapshot
from cases.models import Case
from decisions.actions.approval import require_law_of_case
from decisions.actions.draft import open_decision, outcome_at_stake, take_back
from decisions.facts import DecisionFacts
from decisions.inputs import IssueInput
from decisions.models import Decision
from flexcase.base import clock
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part


class RedateDecision(Action):
    """Makes the letter anew with today's day and today's addressee. Every other word stays; the approval falls."""

    label = "Sæt dagens dato på brevet"
    help = "Kun dato og modtager bliver nye. Skal andet rettes, så ret udkastet."
    effects = (
        "Brevet dannes igen med dagens dato. Godkendelsen bortfalder.",
        "En anden end dig godkender brevet igen.",
        "Klagefristen ændrer sig ikke. Den løber, fra borgeren har brevet.",
    )
    inputs = IssueInput
    roles = CASEWORK
    when = ("decision",)
    part = Part.DECISION
    event = "decision_redated"
    icon, rank = "time", 15

    def offered(self, case: Case, dossier: Dossier) -> bool:
        draft = dossier.of(DecisionFacts).draft
        waits = draft is not None and draft.state in {"to_approve", "approved"}
        return waits and draft is not None and draft.letter_dated != clock.today()

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = open_decision(act.case)
        letter = row.letter
        if row.state not in {"to_approve", "approved"} or letter is None:
            raise Refused("Der er intet brev at sætte dato på. Send udkastet til godkendelse.")
        if letter.dated == act.day:
            raise Refused("Brevet har allerede dagens dato.")
        require_law_of_case(letter, act.case)
        content = from_snapshot(letter.kind, letter.version, letter.snapshot)
        if row.outcome == Decision.Outcome.GRANT:
            row.effective_from = row.effective_from or letter.dated  # the day that the letter names stays in its words
        take_back(act, row)
        row.letter = act.letter(replace(content, envelope=wording.envelope(act.case, act.day)), needs_approval=True)
        if act.user.pk not in row.writers:
            row.writers = [*row.writers, act.user.pk]
        row.save(update_fields=["letter", "writers", "effective_from"])
        act.take(row, "send_to_approval")
        return {"decision": row.no, "letter": row.letter.pk, "dated": row.letter.dated}
