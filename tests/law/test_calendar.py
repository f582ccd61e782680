from __future__ import annotations

from datetime import date, timedelta

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.calendar import (
    CHRISTMAS_EVE,
    CONSTITUTION_DAY,
    FIRST_YEAR,
    LAST_YEAR,
    NEW_YEARS_EVE,
    Calendar,
    easter,
    public_holidays,
)
from tests.law.examples import calendars, days, unhurried

OPEN = Calendar()


@pytest.mark.parametrize("year", range(FIRST_YEAR, LAST_YEAR + 1))
def test_public_holidays_agree_with_an_independent_source(year):
    oracle = holidays.country_holidays("DK", years=year, language="da")
    ours = {day: name.replace("2. ", "anden ").lower() for day, name in public_holidays(year).items()}
    assert set(ours) == set(oracle)
    # Where two fall on one day the source names both, and we name one.
    assert all(name in oracle[day].lower() for day, name in ours.items())


@pytest.mark.parametrize(
    ("year", "sunday"),
    [(2008, date(2008, 3, 23)), (2011, date(2011, 4, 24)), (2026, date(2026, 4, 5)), (2038, date(2038, 4, 25))],
)
def test_easter(year, sunday):
    assert easter(year) == sunday


def test_great_prayer_day_ended_with_2023():
    assert OPEN.why_closed(date(2023, 5, 5)) == "store bededag"
    assert OPEN.is_working_day(date(2024, 4, 26))


@pytest.mark.parametrize(
    ("day", "each_year", "word"),
    [
        (date(2026, 6, 5), CONSTITUTION_DAY, "grundlovsdag"),
        (date(2026, 12, 24), CHRISTMAS_EVE, "juleaftensdag"),
        (date(2026, 12, 31), NEW_YEARS_EVE, "nytårsaftensdag"),
    ],
)
def test_days_that_only_some_municipalities_keep(day, each_year, word):
    assert OPEN.is_working_day(day)
    assert Calendar(closed_each_year=frozenset({each_year})).why_closed(day) == word


def test_a_day_is_called_by_its_strongest_reason():
    saturday, monday = date(2026, 11, 21), date(2026, 11, 23)
    closed = Calendar(frozenset({saturday, monday, date(2026, 12, 25)}))
    assert closed.why_closed(saturday) == "lørdag"
    assert closed.why_closed(monday) == "lukkedag"
    assert closed.why_closed(date(2026, 12, 25)) == "juledag"
    assert closed.why_closed(date(2026, 11, 24)) == ""


def test_the_post_is_carried_on_local_closing_days():
    closed = Calendar(frozenset({date(2026, 11, 3)}), frozenset({CHRISTMAS_EVE}))
    assert closed.of_the_post() == OPEN


@pytest.mark.parametrize("day", [date(2005, 12, 31), date(2041, 1, 1)])
def test_outside_its_years_it_does_not_guess(day):
    with pytest.raises(ValueError, match="2006 to 2040"):
        OPEN.is_working_day(day)


def test_working_days_are_counted_forwards():
    with pytest.raises(ValueError, match="-1"):
        OPEN.add_working_days(date(2026, 11, 2), -1)


@unhurried
@given(day=days, calendar=calendars)
def test_the_next_working_day_is_the_first_open_one(day, calendar):
    found = calendar.next_working_day(day)
    assert calendar.is_working_day(found)
    assert found >= day
    assert not any(calendar.is_working_day(day + timedelta(days=n)) for n in range((found - day).days))


@unhurried
@given(day=days, calendar=calendars, count=st.integers(0, 40))
def test_working_days_added_are_the_working_days_between(day, calendar, count):
    found = calendar.add_working_days(day, count)
    between = [day + timedelta(days=n + 1) for n in range((found - day).days)]
    assert sum(calendar.is_working_day(one) for one in between) == count
    assert found == day or calendar.is_working_day(found)


@unhurried
@given(day=days, calendar=calendars, closing=days, count=st.integers(0, 40))
def test_one_more_closing_day_never_makes_a_day_earlier(day, calendar, closing, count):
    more = Calendar(calendar.local_closings | {closing}, calendar.closed_each_year)
    assert more.next_working_day(day) >= calendar.next_working_day(day)
    assert more.add_working_days(day, count) >= calendar.add_working_days(day, count)
