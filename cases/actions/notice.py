"""The word that the decision takes longer than the published frist (fristbrev, P-04)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.inputs import DeadlineNoticeInput
from cases.letters import wording
from cases.letters.deadline_notice import DeadlineNotice
from cases.models import Deadline
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Part


class SendDeadlineNotice(Action):
    """Writes to the citizen when the decision is expected now and why, before the frist is missed (D-02b)."""

    label = "Send fristbrev"
    help = "Kan fristen ikke holdes, skal borgeren vide det, før den går: hvornår afgørelsen kommer, og hvorfor det tager tid."
    effects = ("Borgeren får et brev med den nye dag og grunden.", "Fristen for afgørelsen flyttes til den nye dag.")
    inputs = DeadlineNoticeInput
    to_citizen = ("why",)
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.LETTERS
    event = "deadline_notice_sent"
    dated = False
    icon, rank = "time", 52

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case, until = act.case, given["until"]
        running = Deadline.objects.filter(case=case, kind="case_decision", met_on=None, due__isnull=False)
        before = running.order_by("due").values_list("due", flat=True).first() or case.expected_decision_on
        if until <= max(before, act.day):
            raise Refused(f"Skriv en dag, der ligger efter {max(before, act.day):%d.%m.%Y}.", "until")
        letter = act.letter(
            DeadlineNotice(
                envelope=wording.envelope(case, act.day),
                applied_on=case.received_on,
                expected_before=before,
                expected_by=until,
                why=given["why"],
                meanwhile=case.regime.texts["deadline_notice_meanwhile"].strip(),
                who_can_help=wording.helpers(case.regime),
            )
        )
        case.expected_decision_on = until
        case.save(update_fields=["expected_decision_on"])
        return {"until": until, "letter": letter.pk, "in_time": act.day <= before}
