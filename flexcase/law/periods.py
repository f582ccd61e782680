"""Lengths of time in whole days and calendar months: periods joined, taken from each other, and months that are full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flexcase.law.reckoning import add_months

__all__ = ["Period", "full_after", "joined", "without"]

_DAY = timedelta(days=1)


@dataclass(frozen=True, order=True)
class Period:
    """From the first day to the last, both counted. Raises ValueError when it ends before it begins."""

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"a period ends on {self.last.isoformat()}, before it begins on {self.first.isoformat()}")

    @property
    def days(self) -> int:
        """Calendar days."""
        return (self.last - self.first).days + 1


def joined(periods: Iterable[Period]) -> list[Period]:
    """The same days, oldest first: what overlaps or follows day upon day is one period."""
    found: list[Period] = []
    for one in sorted(periods):
        if found and one.first <= found[-1].last + _DAY:
            found[-1] = Period(found[-1].first, max(found[-1].last, one.last))
        else:
            found.append(one)
    return found


def without(periods: Iterable[Period], taken: Iterable[Period]) -> list[Period]:
    """The days of the first that none of the others has."""
    left = joined(periods)
    for away in joined(taken):
        rest = []
        for one in left:
            if away.last < one.first or one.last < away.first:
                rest.append(one)
                continue
            if one.first < away.first:
                rest.append(Period(one.first, away.first - _DAY))
            if away.last < one.last:
                rest.append(Period(away.last + _DAY, one.last))
        left = rest
    return left


def full_after(periods: Iterable[Period], months: int) -> date | None:
    """The last day of so many calendar months spent in the periods, days between them not counted; None while some lack.

    From 1 February 2024 twelve months are full with 31 January 2025. Each period gives its whole months and the days over,
    so that half a year and half a year are a year, whatever months they are.
    """
    whole_months = days_over = 0
    for one in joined(periods):
        full = add_months(one.first, months - whole_months) - (days_over + 1) * _DAY
        if full <= one.last:
            return max(full, one.first)
        whole = _months_in(one)
        whole_months += whole
        days_over += (one.last + _DAY - add_months(one.first, whole)).days
    return None


def _months_in(one: Period) -> int:
    """Whole calendar months from the first day."""
    after = one.last + _DAY
    months = (after.year - one.first.year) * 12 + after.month - one.first.month
    return months if add_months(one.first, months) <= after else months - 1
