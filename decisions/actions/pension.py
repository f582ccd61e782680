"""The stand on førtidspension (E-15, RF-03). A no is a decision of its own, with klagevejledning, and can be complained about.

Refusing to open or to go on with a case is an afgørelse (P-02, Ankestyrelsen 2014). A yes only begins a case on førtidspension:
its answer comes later, from those who get the case.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cases.act import Act
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Letter
from cases.road import BEING_CLARIFIED
from decisions.letters import PensionRefusal
from decisions.models import Complaint, Decision
from flexcase.law.event import FactValue
from flexcase.law.rule import Part
from rehab_team.actions.onward import hand_over
from rehab_team.models import HandOver, Receiver
from rehab_team.writing import pension_notice
from resourceprofile.actions.common import numbered_row
from resourceprofile.answers import YES
from resourceprofile.assessment_inputs import ConsiderPensionInput
from resourceprofile.models import PensionConsideration

#: From the first picture of the person until after the answer: the question may come up at any of these steps.
CONSIDERED_IN = (*BEING_CLARIFIED, "hearing", "team", "decision", "rejected", "closed")


class ConsiderPension(Action):
    """Takes a stand on førtidspension (E-15): whether kommunen opens a case on it. The citizen is told why."""

    label = "Tag stilling til førtidspension"
    help = "Når arbejdsevnen er for lille til et fleksjob og ikke kan udvikles, skal kommunen overveje førtidspension."
    effects = (
        "Borgeren får et brev om det. Brevet siger, at borgeren også selv kan søge.",
        "Åbner I en sag, får pensionskontoret et ark med det vigtigste.",
        "Åbner I ingen sag, er det en afgørelse. Brevet siger, hvordan borgeren klager.",
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
        papers = [int(no) for no in given["papers"]]
        if row.opens:
            letter, met = _opened(act, row, papers), _meet_complaints(act, row)
        else:
            letter, met = _refused(act, row, papers), []
        return {
            "consideration": row.no,
            "opens": row.opens,
            "letter": letter.pk,
            "complaints": ":".join(map(str, met)) or None,
        }


def _opened(act: Act, row: PensionConsideration, papers: Sequence[int]) -> Letter:
    """The pension office gets the case."""
    letter = act.letter(pension_notice(act.case, row, papers, act.day))
    if not HandOver.objects.filter(case=act.case, to=Receiver.PENSION).exists():
        hand_over(act, Receiver.PENSION, row.text)
    return letter


def _meet_complaints(act: Act, row: PensionConsideration) -> list[int]:
    """A yes is what a complaint over an earlier no wanted: the genvurdering is made by it. Answers which were met."""
    about = Complaint.objects.filter(case=act.case, decision__origin=Decision.Origin.PENSION)
    waiting = list(about.filter(state__in=("received", "hearing")).select_related("case__key"))
    for complaint in waiting:
        complaint.outcome, complaint.reassessed_by, complaint.reassessed_on = Complaint.Reassessment.CHANGED, act.user, act.day
        complaint.added, complaint.reasons = "Kommunen begynder en sag om førtidspension.", row.text
        complaint.save()
        act.take(complaint, "change")
        act.take(complaint, "close")
    return [complaint.no for complaint in waiting]


def _refused(act: Act, row: PensionConsideration, papers: Sequence[int]) -> Letter:
    """The decision, issued as it is written: what is complained about must have a number of its own."""
    case, texts = act.case, act.case.regime.texts
    found = case.documents.filter(no__in=papers).select_related("case__key").order_by("no")
    letter = act.letter(
        PensionRefusal(
            envelope=wording.envelope(case, act.day),
            reasons=row.text,
            papers=tuple(paper.title for paper in found),
            rules=texts["rules_pension_not_opened"].strip(),
            next_steps=texts["pension_not_opened"].strip(),
            own_application=texts["pension_own_application"].strip(),
            appeal=wording.appeal(case.regime),
            who_can_help=wording.helpers(case.regime),
        )
    )
    Decision.objects.create(
        case=case,
        no=Decision.objects.filter(case=case).count() + 1,
        state="issued",
        outcome=Decision.Outcome.NO_PENSION,
        origin=Decision.Origin.PENSION,
        letter=letter,
        drafted_by=act.user,
        writers=[act.user.pk],
        issued_on=act.day,
        regime_name=case.regime_name,
    )
    return letter
