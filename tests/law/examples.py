"""Days, calendars and events for the tests of the law."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

from hypothesis import settings
from hypothesis import strategies as st

from flexcase.law.calendar import CHRISTMAS_EVE, CONSTITUTION_DAY, NEW_YEARS_EVE, Calendar
from flexcase.law.deadline import Pause
from flexcase.law.event import Event

#: A slow machine must not fail a property.
unhurried = settings(deadline=None)

#: Days from which a deadline of a few months still ends within the calendar's years.
days = st.dates(date(2006, 1, 1), date(2040, 3, 31))

calendars = st.builds(
    Calendar,
    local_closings=st.frozensets(st.dates(date(2006, 1, 1), date(2040, 12, 1)), max_size=12),
    closed_each_year=st.frozensets(st.sampled_from([CONSTITUTION_DAY, CHRISTMAS_EVE, NEW_YEARS_EVE])),
)


@st.composite
def pauses_near(draw: st.DrawFn, day: date) -> list[Pause]:
    """Finished pauses around a day, in any order, some of them overlapping."""
    found = []
    for _ in range(draw(st.integers(0, 4))):
        begins = day + timedelta(days=draw(st.integers(-20, 60)))
        found.append(Pause(begins, begins + timedelta(days=draw(st.integers(0, 20)))))
    return found


def event(seq: int, kind: str, happened_on: date, **facts: str | int | bool | None) -> Event:
    """An event written down at noon of the day on which it happened."""
    return Event(seq, kind, happened_on, datetime.combine(happened_on, time(12), UTC), facts)
