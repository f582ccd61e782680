"""The Danish calendar: public holidays (helligdage), local closing days, and counting in working days."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

__all__ = [
    "CHRISTMAS_EVE",
    "CONSTITUTION_DAY",
    "FIRST_YEAR",
    "LAST_YEAR",
    "NEW_YEARS_EVE",
    "Calendar",
    "easter",
    "public_holidays",
]

#: The calendar answers for these years; outside them it raises ValueError rather than guess.
FIRST_YEAR, LAST_YEAR = 2006, 2040
#: Store Bededag was a public holiday to and with this year (lov nr. 214 af 6. marts 2023).
LAST_GREAT_PRAYER_DAY = 2023

#: (month, day) of days that are no public holidays, but on which many municipalities close.
CONSTITUTION_DAY, CHRISTMAS_EVE, NEW_YEARS_EVE = (6, 5), (12, 24), (12, 31)
_CLOSED_DAY_NAMES = {CONSTITUTION_DAY: "grundlovsdag", CHRISTMAS_EVE: "juleaftensdag", NEW_YEARS_EVE: "nytårsaftensdag"}
_WEEKEND = {5: "lørdag", 6: "søndag"}
_DAY = timedelta(days=1)


def easter(year: int) -> date:
    """Easter Sunday in the Gregorian calendar (the anonymous algorithm, as given by Meeus)."""
    golden = year % 19
    century, of_century = divmod(year, 100)
    leap_centuries, rest = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap_centuries - moon + 15) % 30
    weekday = (32 + 2 * rest + 2 * (of_century // 4) - epact - of_century % 4) % 7
    correction = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * correction + 114, 31)
    return date(year, month, day + 1)


@cache
def public_holidays(year: int) -> Mapping[date, str]:
    """Danish public holidays of a year with their Danish names."""
    sunday = easter(year)
    movable = {
        -3: "skærtorsdag",
        -2: "langfredag",
        0: "påskedag",
        1: "2. påskedag",
        39: "Kristi himmelfartsdag",
        49: "pinsedag",
        50: "2. pinsedag",
    }
    if year <= LAST_GREAT_PRAYER_DAY:
        movable[26] = "store bededag"
    return {
        date(year, 1, 1): "nytårsdag",
        **{sunday + timedelta(days=after): name for after, name in sorted(movable.items())},
        date(year, 12, 25): "juledag",
        date(year, 12, 26): "2. juledag",
    }


@dataclass(frozen=True)
class Calendar:
    """Working days (arbejdsdage, hverdage): Monday to Friday, no public holiday, no closing day.

    ``local_closings`` are single days on which the municipality is closed; ``closed_each_year`` holds (month, day)
    pairs such as ``CHRISTMAS_EVE``. Both only ever make a deadline longer.
    """

    local_closings: frozenset[date] = frozenset()
    closed_each_year: frozenset[tuple[int, int]] = frozenset()
    saturdays: bool = False  # whether a Saturday is a working day: only ever so for the post

    def why_closed(self, day: date) -> str:
        """Why it is no working day, in a Danish word; empty when it is one. Raises ValueError outside the years."""
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise ValueError(f"the calendar knows {FIRST_YEAR} to {LAST_YEAR}, not {day.isoformat()}")
        if name := public_holidays(day.year).get(day):
            return name
        name = _WEEKEND.get(day.weekday())
        if name and not (self.saturdays and name == "lørdag"):
            return name
        if (day.month, day.day) in self.closed_each_year:
            return _CLOSED_DAY_NAMES.get((day.month, day.day), "lukkedag")
        return "lukkedag" if day in self.local_closings else ""

    def is_working_day(self, day: date) -> bool:
        """Whether the municipality is open on the day."""
        return not self.why_closed(day)

    def next_working_day(self, day: date) -> date:
        """The day itself when it is a working day, else the first one after it."""
        while not self.is_working_day(day):
            day += _DAY
        return day

    def add_working_days(self, day: date, count: int) -> date:
        """The ``count``-th working day after ``day``, which itself does not count. Raises ValueError below nought."""
        if count < 0:
            raise ValueError(f"working days are counted forwards, not {count}")
        for _ in range(count):
            day = self.next_working_day(day + _DAY)
        return day

    def of_the_post(self, saturdays: bool = False) -> Calendar:
        """The calendar without the municipality's own closing days: the post is carried all the same."""
        return Calendar(saturdays=saturdays)
