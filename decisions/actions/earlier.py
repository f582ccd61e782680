"""A decision that was made before the case was taken over, so that a complaint over it has something to be tied to (C-01)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, Document, Event
from decisions.inputs.earlier import EarlierDecisionInput
from decisions.models import Decision
from flexcase.law.event import FactValue
from flexcase.law.regime import regime_on
from flexcase.law.rule import Dossier, Part


class RegisterEarlierDecision(Action):
    """Names a decision of the case that was made elsewhere: when, what and by whom. It is nobody's draft here."""

    label = "Registrér en tidligere afgørelse"
    help = "Til sager, der er overtaget fra et andet sted. Så kan en klage over afgørelsen registreres."
    effects = ("Afgørelsen kan vælges, når borgeren klager.", "Borgeren får ikke noget brev.")
    inputs = EarlierDecisionInput
    roles = CASEWORK
    part = Part.DECISION
    event = "earlier_decision_registered"
    icon, rank = "document", 83

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return case.initiator == Case.Initiator.MUNICIPALITY and case.channel == Case.Channel.FOLLOW_UP

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not Event.objects.filter(case=act.case, kind="case_taken_over").exists():
            raise Refused("Sagen er begyndt her. Afgørelser i den står under »Afgørelse«.")
        decided_on = given["decided_on"]
        if not act.case.citizen.born <= decided_on <= act.day:
            raise Refused("Afgørelsen kan ikke ligge før borgerens fødsel eller efter i dag.", "decided_on")
        if Decision.objects.filter(case=act.case, origin="elsewhere", issued_on=decided_on, outcome=given["outcome"]).exists():
            raise Refused("Den afgørelse er allerede registreret.", "decided_on")
        row = Decision(
            case=act.case,
            no=Decision.objects.filter(case=act.case).count() + 1,
            state="issued",
            outcome=given["outcome"],
            origin=Decision.Origin.ELSEWHERE,
            drafted_by=act.user,
            writers=[act.user.pk],
            issued_on=decided_on,
            regime_name=regime_on(decided_on).name,
        )
        row.authority = given["authority"]
        row.save()
        if given["file"]:
            title = f"Afgørelse fra {row.authority}"
            act.document(
                Document.Kind.OTHER, title, dated=decided_on, file=given["file"], health=True, known_to_citizen=True, source=row
            )
        return {"decision": row.no, "outcome": row.outcome, "decided_on": decided_on}
