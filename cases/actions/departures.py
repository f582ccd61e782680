"""Departing from a rule that stops (fravigelse): asked by one, answered by another."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.conf import settings

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import BY_CLOCK, CASEWORK, LAPSES, LEADS
from cases.inputs import AnswerDepartureInput, ClockDepartureInput, DepartureInput
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
        row.asked_by, row.asked_on, row.expires_on = act.user, act.day, act.day + timedelta(days=settings.DEPARTURE_DAYS)
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
        if row.expires_on is not None and act.day > row.expires_on:
            raise Refused(f"Anmodningen udløb {row.expires_on:%d.%m.%Y}. Der skal bedes om fravigelsen igen.")
        row.answered_by, row.answered_on = act.user, act.day
        row.expires_on = act.day + timedelta(days=settings.DEPARTURE_DAYS)
        row.answer = given["answer"]
        row.save()
        act.take(row, self.move_of_departure)
        act.notify(row.asked_by, self.event, f"Der er svaret på din anmodning om fravigelse i sag {act.case.number}.")
        return {"departure": row.no, "rule": row.rule, "substitute": act.user.unit_id != act.case.unit_id}


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


class LapseDeparture(Action):
    """The clock takes away a fravigelse that nobody answered, or that nobody used, while it held."""

    label = "Registrér, at fravigelsen er udløbet"
    inputs = ClockDepartureInput
    roles = BY_CLOCK
    event = "departure_lapsed"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Departure.objects.filter(case=act.case, no=given["departure"], state__in=OPEN).first()
        if row is None:
            raise Refused("Fravigelsen er brugt eller besvaret.")
        if row.expires_on is None or act.day <= row.expires_on:
            raise Refused("Fravigelsen gælder endnu.")
        act.take(row, "lapse")
        act.notify(row.asked_by, self.event, f"Fravigelsen af {row.rule} i sag {act.case.number} er udløbet.")
        return {"departure": row.no, "rule": row.rule}


#: States in which a departure can still be answered or used.
OPEN = ("asked", "approved")


def lapse_departures(act: Act, to: str) -> None:
    """A case that ends, or goes back to the description, takes its open departures along."""
    if to in {"profile", "withdrawn"}:
        for row in Departure.objects.filter(case=act.case, state__in=OPEN):
            act.take(row, "lapse")


LAPSES.append(lapse_departures)
