"""Deadlines of a ressourceforløb: an effort within six months (T-11), and what follows decided before its end (T-12).

They run beside the case, until the case is closed. The law is that of the day on which the course began.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cases.deadlines import standing
from flexcase.law.calendar import Calendar
from flexcase.law.danish import count_in_words, day_in_words
from flexcase.law.deadline import Deadline, deadline, months_after
from flexcase.law.event import Event
from flexcase.law.periods import Period
from flexcase.law.regime import regime_on
from flexcase.law.resource_course import last_day
from resourceprofile.rules.resource_course import EFFORT_WITHIN, SHORTER_SINCE

#: Events after which the case waits for nothing beside it.
GONE = ("application_withdrawn", "case_transferred", "case_ended", "case_closed")


def _met(events: Sequence[Event], start: Event, kinds: tuple[str, ...]) -> date | None:
    """When one of these happened to the same course, or when the case was gone."""
    for event in standing(events):
        if event.seq <= start.seq:
            continue
        if event.kind in GONE or (event.kind in kinds and event.facts.get("course") == start.facts.get("course")):
            return event.happened_on
    return None


@deadline(
    kind="course_effort",
    title="Indsats i ressourceforløbet",
    missed="Forelæg ressourceforløbet for teamet snarest muligt, eller skriv de særlige grunde til at lade være.",
    near=31,
    escalates=True,
)
def course_effort(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Six months from the first day of a course (RF-07, T-11); one is reminded a month before."""
    for event in events:
        starts = event.day("starts_on")
        if event.kind != "resource_course_started" or starts is None or SHORTER_SINCE not in regime_on(starts).lineage:
            continue
        due = months_after(starts, EFFORT_WITHIN, calendar)
        kept = ("course_effort_begun", "course_put_before_team", "course_excused_from_team", "resource_course_ended")
        yield Deadline(
            kind="course_effort",
            title="Indsats i ressourceforløbet",
            due=due.day,
            rule="T-11",
            cites=("LAB § 113, stk. 2",),
            anchor=event.seq,
            words=due.words,
            waits_for="kommunen",
            met_on=_met(events, event, kept),
        )


@deadline(
    kind="course_end",
    title="Beslutning om, hvad der følger efter ressourceforløbet",
    missed="Forløbet er slut. Beslut nu, hvad der følger, og tal med borgeren om, hvad borgeren lever af imens.",
    near=60,
    escalates=True,
)
def course_end(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Before the last day one decides what follows (RF-08, T-12). The day is not rolled on: after it the course has ended."""
    for event in events:
        starts, ends = event.day("starts_on"), event.day("ends_on")
        if event.kind != "resource_course_started" or starts is None or ends is None:
            continue
        last = last_day(Period(starts, ends), _leaves(events, event))
        words = f"Forløbet løber fra {day_in_words(starts)} til {day_in_words(ends)}."
        if last > ends:
            away = count_in_words((last - ends).days, "dag", "dage")
            words += f" Barsel og sorgorlov, {away}, tæller ikke med. Forløbet slutter {day_in_words(last)}."
        yield Deadline(
            kind="course_end",
            title="Beslutning om, hvad der følger efter ressourceforløbet",
            due=last,
            rule="T-12",
            cites=("LAB § 113, stk. 4", "LAB § 114, stk. 1"),
            anchor=event.seq,
            words=words,
            waits_for="kommunen",
            met_on=_met(events, event, ("course_next_decided", "resource_course_ended")),
        )


def _leaves(events: Sequence[Event], start: Event) -> list[Period]:
    """Barsel and sorgorlov of the same course."""
    found = []
    for event in events:
        if event.kind == "course_leave_recorded" and event.facts.get("course") == start.facts.get("course"):
            first, last = event.day("starts_on"), event.day("ends_on")
            if first is not None and last is not None:
                found.append(Period(first, last))
    return found
