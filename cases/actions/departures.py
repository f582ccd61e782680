"""Departing from a rule that stops (fravigelse): asked by one, answered by another."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.action import Act, Action, Refused
from cases.actions.common import CASEWORK, LEADS
from cases.inputs import AnswerDepartureInput, DepartureInput
from cases.models import Departure
from flexcase.law.event import FactValue


class AskDeparture(Action):
    """Asks to depart from a rule that stops (fravigelse). Another person answers."""

    label = "Anmod om fravigelse"
    effects = ("Begrundelsen gemmes uændret på sagen.", "En anden end dig skal godkende.")
    inputs = DepartureInput
    roles = CASEWORK
    event = "departure_asked"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        from cases.departing import finding_to_depart_from

        finding = finding_to_depart_from(act, given["action"], given["rule"])
        row = Departure(case=act.case, no=Departure.objects.filter(case=act.case).count() + 1)
        row.rule, row.action, row.fingerprint = finding.rule, given["action"], finding.fingerprint
        row.asked_by, row.asked_on = act.user, act.day
        row.finding, row.reason = finding.text, given["reason"]
        row.save()
        act.notify_leaders("departure_asked", f"{act.user} beder om at fravige {finding.rule} i sag {act.case.number}.")
        return {"departure": row.no, "rule": finding.rule, "action": given["action"]}


class _AnswerDeparture(Action):
    inputs = AnswerDepartureInput
    roles = LEADS
    rank = 0
    move_of_departure = ""

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        open_ones = Departure.objects.filter(case=act.case, state="asked").order_by("no")
        if given["departure"]:
            open_ones = open_ones.filter(no=given["departure"])
        row = open_ones.first()
        if row is None:
            raise Refused("Der er ingen anmodning om fravigelse at svare på.")
        if row.asked_by_id == act.user.pk:
            raise Refused("Du har selv bedt om fravigelsen. En anden skal svare på den.")
        row.answered_by, row.answered_on = act.user, act.day
        row.answer = given["answer"]
        row.save()
        act.take(row, self.move_of_departure)
        act.notify(row.asked_by, self.event, f"Der er svaret på din anmodning om fravigelse i sag {act.case.number}.")
        return {"departure": row.no, "rule": row.rule}


class ApproveDeparture(_AnswerDeparture):
    """Approves a fravigelse. The approver is another than the one who asked; the database sees to it as well."""

    label = "Godkend fravigelse"
    event = "departure_approved"
    move_of_departure = "approve"


class RefuseDeparture(_AnswerDeparture):
    """Refuses a fravigelse."""

    label = "Afvis fravigelse"
    event = "departure_refused"
    move_of_departure = "refuse"
