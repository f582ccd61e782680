"""How long a ressourceforløb lasts: the time without barsel and sorgorlov, and the sum of several (LAB § 114)."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from flexcase.law.periods import Period, full_after, joined, without
from flexcase.law.reckoning import add_months

__all__ = ["exceeds", "last_day", "lasts_between"]

_DAY = timedelta(days=1)


def last_day(course: Period, leaves: Iterable[Period]) -> date:
    """The last day of a course whose length was fixed as ``course``, when days of barsel and sorgorlov do not count."""
    away = joined(leaves)
    ends = course.last
    while (lacking := course.days - sum(one.days for one in without([Period(course.first, ends)], away))) > 0:
        ends += lacking * _DAY
    return ends


def lasts_between(course: Period, least: int, most: int) -> bool:
    """Whether a course is at least and at most so many months long, both to the day."""
    return add_months(course.first, least) - _DAY <= course.last <= add_months(course.first, most) - _DAY


def exceeds(courses: Iterable[Period], months: int) -> bool:
    """Whether the courses together last longer than so many months."""
    whole = joined(courses)
    full = full_after(whole, months)
    return full is not None and full < whole[-1].last
