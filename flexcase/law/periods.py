"""Lengths of time in whole days and calendar months: periods joined, taken from each other, and months that are full."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

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

    From 1 February 2024 twelve months are full with 31 January 2025. A gap of ten days moves the day by ten.
    """
    whole = joined(periods)
    if not whole:
        return None
    full = add_months(whole[0].first, months) - _DAY
    for before, after in pairwise(whole):
        if full <= before.last:
            break
        full += timedelta(days=(after.first - before.last).days - 1)
    return full if any(one.first <= full <= one.last for one in whole) else None
