"""A story told on other days: moved by whole days, so that a step falls on a day that breaks careless programs."""

from __future__ import annotations

from calendar import isleap
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import product
from typing import Any

from flexcase.law.calendar import Calendar
from flexcase.law.pension import age_on, pension_date
from flexcase.law.regime import regime_on
from oversight.scenario.story import Ending, Step, Story

YEARS = range(2006, 2033)
CALENDAR = Calendar()


def last_sunday(year: int, month: int) -> date:
    """The day on which the clocks are changed, in March and in October (both have 31 days)."""
    last = date(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


HARD_DAYS = {
    "29 February": [date(year, 2, 29) for year in YEARS if isleap(year)],
    "31 December": [date(year, 12, 31) for year in YEARS],
    "summer time": [last_sunday(year, month) for year, month in product(YEARS, (3, 10))],
}


def moved_onto(story: Story, days: Iterable[date]) -> Story | None:
    """The story moved as little as possible so that a step falls on one of the days; None where the law does not let it."""
    shifts = {(day - step.date).days for day, step in product(days, story.steps)}
    for shift in sorted(shifts, key=abs):
        if _the_law_is_the_same(story, shift):
            return moved(story, shift)
    return None


def moved(story: Story, shift: int) -> Story:
    """Every date of the story so many days later, the citizen's birth too. What the letters must say is left out."""
    by = timedelta(days=shift)
    citizen = {**story.citizen, "born": story.citizen["born"] + by}
    return replace(story, citizen=citizen, steps=tuple(_step(step, by) for step in story.steps), expect=Ending())


def _step(step: Step, by: timedelta) -> Step:
    given: dict[str, Any] = {name: value + by if isinstance(value, date) else value for name, value in step.given.items()}
    return replace(step, date=step.date + by, given=given)


def _the_law_is_the_same(story: Story, shift: int) -> bool:
    """Each step keeps its regime and the citizen's age, and what was a working day is one still, so that nothing rolls."""
    by, born = timedelta(days=shift), story.citizen["born"]
    if min(step.date for step in story.steps) + by < date(YEARS.start, 1, 1):
        return False
    return all(
        regime_on(step.date) is regime_on(step.date + by) and _ages(born, step.date) == _ages(born + by, step.date + by)
        for step in story.steps
    ) and all(CALENDAR.is_working_day(day) == CALENDAR.is_working_day(day + by) for day in _named_days(story))


def _ages(born: date, day: date) -> tuple[bool, bool]:
    return age_on(born, day) < 18, day >= pension_date(born)


def _named_days(story: Story) -> Iterator[date]:
    """Dates that the steps put in: last days, meetings, consultations."""
    first = story.steps[0].date
    for step in story.steps:
        yield from (value for value in step.given.values() if isinstance(value, date) and value >= first)
