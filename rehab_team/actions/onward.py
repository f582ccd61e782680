"""When the answer is another than fleksjob: the stand on førtidspension, and the case given to those who go on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.action import Act, Action, Refused
from cases.actions import CASEWORK
from cases.models import Case, Document, User
from cases.road import BEING_CLARIFIED
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from rehab_team.facts import TeamFacts
from rehab_team.inputs import HandOverInput
from rehab_team.models import HandOver, MeetingItem, Receiver
from rehab_team.outcomes import LEADS_TO, ONWARD
from rehab_team.sheets import hand_over_sheet
from rehab_team.writing import pension_notice
from resourceprofile.actions.common import numbered_row
from resourceprofile.answers import YES
from resourceprofile.assessment_inputs import ConsiderPensionInput
from resourceprofile.models import PensionConsideration

#: From the first picture of the person until after the answer: the question may come up at any of these steps.
CONSIDERED_IN = (*BEING_CLARIFIED, "hearing", "team", "decision", "rejected")


class ConsiderPension(Action):
    """Takes a stand on førtidspension (E-15): whether kommunen opens a case on it. The citizen is told why."""

    label = "Tag stilling til førtidspension"
    help = "Når arbejdsevnen er for lille til et fleksjob og ikke kan udvikles, skal kommunen overveje førtidspension."
    effects = (
        "Borgeren får et brev om det. Brevet siger, at borgeren også selv kan søge.",
        "Åbner I en sag, får pensionskontoret et ark med det vigtigste.",
    )
    inputs = ConsiderPensionInput
    to_citizen = ("text",)
    roles = CASEWORK
    when = CONSIDERED_IN
    part = Part.TEAM
    event = "pension_considered"
    icon, rank = "edit", 67

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        papers = case.documents.select_related("case__key").order_by("no")
        return {"papers": [(str(paper.no), f"{paper.no}. {paper.title}") for paper in papers]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, PensionConsideration)
        row.opens, row.dated = given["opens"] == YES, act.day
        row.text = given["text"]
        row.save()
        letter = act.letter(pension_notice(act.case, row, [int(no) for no in given["papers"]], act.day))
        if row.opens and not HandOver.objects.filter(case=act.case, to=Receiver.PENSION).exists():
            hand_over(act, Receiver.PENSION, row.text)
        return {"consideration": row.no, "opens": row.opens, "letter": letter.pk}


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
