"""When the answer is another than fleksjob: the case given to those who go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, Document, User
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from rehab_team.facts import TeamFacts
from rehab_team.inputs import HandOverInput
from rehab_team.models import HandOver, MeetingItem, Receiver
from rehab_team.outcomes import LEADS_TO, ONWARD
from rehab_team.sheets import hand_over_sheet


class HandOverCase(Action):
    """Gives the case's essentials to the unit that goes on with the citizen."""

    label = "Giv sagen videre"
    help = "Bruges, når teamet eller afgørelsen peger på noget andet end fleksjob."
    effects = ("Et ark med det vigtigste lægges på sagen til dem, der tager over.", "Teamlederen får besked.")
    inputs = HandOverInput
    roles = CASEWORK
    when = ("team", "decision", "rejected")
    part = Part.TEAM
    event = "case_handed_over"
    icon, rank = "forward", 49

    def offered(self, case: Case, dossier: Dossier) -> bool:
        facts = dossier.of(TeamFacts)
        return facts.outcome is not None and facts.outcome.outcome in ONWARD and not facts.hand_overs

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        item = newest_answer(case)
        return {"to": LEADS_TO[item.outcome].receiver} if item else {}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = hand_over(act, given["to"], given["task"])
        return {"hand_over": row.no, "to": row.to, "document": row.document_no}


def newest_answer(case: Case) -> MeetingItem | None:
    """The team's newest answer that has not lapsed."""
    found = MeetingItem.objects.filter(case=case, state="concluded").select_related("meeting__team", "case__key")
    return found.order_by("-no").first()


def hand_over(act: Act, to: str, task: str) -> HandOver:
    """Put the sheet on the case and tell the leaders. Raises Refused when that unit has it already."""
    earlier = HandOver.objects.filter(case=act.case)
    if earlier.filter(to=to).exists():
        raise Refused(f"{Receiver(to).label} har allerede fået sagen.", "to")
    title, sheet = hand_over_sheet(act.case, Receiver(to), task, newest_answer(act.case))
    document = act.document(Document.Kind.OTHER, title, dated=act.day, sheet=sheet, health=True)
    act.notify_leaders("case_handed_over", f"Sag {act.case.number} skal gives videre til {Receiver(to).label.lower()}.")
    return HandOver.objects.create(
        case=act.case,
        no=earlier.count() + 1,
        to=to,
        document_no=document.no,
        handed_by=act.user,
        handed_on=act.day,
    )
