"""A day on which the municipality is closed (lokal lukkedag): deadlines that end on it roll on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases import timeline
from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions.common import BY_CLOCK, LEADS
from cases.inputs import ClosingDayInput
from cases.models import Case, ClosingDay, Deadline
from cases.projection import calendar, project
from flexcase.law.calendar import FIRST_YEAR, LAST_YEAR


class AddClosingDay(Action):
    """Enters a closing day that is still to come. It moves the end of a deadline forwards, never the arrival of a letter."""

    label = "Tilføj lukkedag"
    help = "Frister, der slutter på dagen, flyttes til næste hverdag. Ingen frist bliver kortere."
    inputs = ClosingDayInput
    target = Target.HOUSE
    roles = LEADS | BY_CLOCK
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        day = given["day"]
        if day <= act.day:
            raise Refused("Skriv en dag, der ligger senere end i dag: en frist, der er gået, flyttes ikke.", "day")
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise Refused(f"Kalenderen kender dagene til og med {LAST_YEAR}.", "day")
        if why := calendar().why_closed(day):
            raise Refused(f"Dagen er ikke en hverdag i forvejen ({why}).", "day")
        ClosingDay.objects.create(day=day, name=given["name"], known_from=act.day)
        touched = Deadline.objects.filter(due__gte=day).values("case")
        rows = Case.objects.filter(pk__in=touched).select_for_update(of=("self",), no_key=True).order_by("pk")
        for case in rows.prefetch_related("events").iterator(chunk_size=500):
            project(case, [timeline.typed(row) for row in sorted(case.events.all(), key=lambda row: row.seq)])
        act.created = day
