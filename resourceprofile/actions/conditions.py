"""Beside the work capacity: pensions are checked, declined treatment is kept apart."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Part
from resourceprofile.actions.common import numbered_row
from resourceprofile.assessment_inputs import DeclinedTreatmentInput, PensionCheckInput
from resourceprofile.models import DeclinedTreatment, PensionCheck

#: The first day on which anybody could have the pension.
EXISTS_SINCE = {PensionCheck.Result.SENIOR: date(2020, 1, 1), PensionCheck.Result.EARLY: date(2022, 1, 1)}


class CheckPension(Action):
    """Registers whether the citizen receives førtidspension or seniorpension, or has used tidlig pension (E-02)."""

    label = "Registrér opslag om pension"
    help = "Den, der får førtidspension eller seniorpension, eller som har fået tidlig pension, kan ikke få fleksjob."
    inputs = PensionCheckInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.PROFILE
    event = "pension_checked"
    icon, rank = "check", 25

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        since = EXISTS_SINCE.get(given["result"])
        if since is not None and act.day < since:
            raise Refused(f"Den pension fandtes først fra {since:%d.%m.%Y}.", "result")
        row = numbered_row(act, PensionCheck)
        row.result, row.source, row.dated = given["result"], given["source"], act.day
        row.save()
        return {"check": row.no, "result": row.result, "source": row.source}


class RecordDeclinedTreatment(Action):
    """Registers treatment that the citizen has declined, apart from everything that is weighed (E-13)."""

    label = "Registrér behandling, som borgeren har sagt nej til"
    help = "Et nej til operation, ordineret medicin eller lige så indgribende behandling må ikke få betydning."
    effects = ("Oplysningen kan ikke bruges som grund til et afslag.",)
    inputs = DeclinedTreatmentInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.HEALTH
    event = "treatment_declined"
    icon, rank = "edit", 68

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, DeclinedTreatment)
        row.kind, row.dated = given["kind"], act.day
        row.text = given["text"]
        row.save()
        return {"declined": row.no, "kind": row.kind}
