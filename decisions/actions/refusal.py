"""Refusing to open a case (P-02): a decision with reasons and klagevejledning, never a door that is closed in silence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, User
from decisions.actions.draft import begin
from decisions.actions.hearing import Hear
from decisions.facts import OPEN, DecisionFacts
from decisions.inputs.refusal import RefuseToOpenInput
from decisions.models import Decision
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

CONSIDERING = "Vi overvejer at sige nej til at åbne en sag om fleksjob til dig."


class RefuseToOpen(Action):
    """Begins the decision that no case is opened; a second person approves it, and the citizen gets it in a letter."""

    label = "Afslå at åbne sagen"
    help = "Det er en afgørelse, som borgeren kan klage over. Er du i tvivl, så åbn sagen."
    effects = (
        "Et udkast til afgørelse begynder med din begrundelse.",
        "En anden end dig godkender det.",
        "Borgeren får en afgørelse med begrundelse og klagevejledning.",
    )
    inputs = RefuseToOpenInput
    to_citizen = ("reason", "facts")
    roles = CASEWORK
    moves = ("prepare_refusal",)
    part = Part.DECISION
    event = "refusal_prepared"
    icon, rank = "minus", 82

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return Decision.Outcome.NOT_OPENED

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = begin(act, Decision.Outcome.NOT_OPENED, "")
        row.set_texts({**row.list_texts(), "main_considerations": given["reason"], "facts": list(given["facts"])})
        row.save()
        return {"decision": row.no, "outcome": row.outcome}


class HearBeforeRefusal(Hear):
    """Hears the citizen before a case is refused: what is of weight, adverse and unknown must be known first (P-08)."""

    label = "Send partshøring, før sagen afslås"
    when = ("application", "decision")
    rank = 84

    def offered(self, case: Case, dossier: Dossier) -> bool:
        facts = dossier.of(DecisionFacts)
        refusing = facts.draft is not None and facts.draft.outcome == Decision.Outcome.NOT_OPENED
        return facts.running(dossier.today) is None and (refusing or case.state == "application")

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"considering": CONSIDERING}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        open_ones = Decision.objects.filter(case=act.case, state__in=OPEN)
        if act.case.state == "decision" and not open_ones.filter(outcome=Decision.Outcome.NOT_OPENED).exists():
            raise Refused("Send sagen tilbage til partshøring først. Så bortfalder udkastet til afgørelse.")
        return super().perform(act, given)
