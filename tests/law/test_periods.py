"""Months that are full, and days that do not count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.near_pension import has_less_than_six_years, has_more_than_six_years, six_years_before
from flexcase.law.periods import Period, full_after, joined, without

DAYS = st.dates(date(2012, 1, 1), date(2030, 1, 1))
PERIODS = st.builds(lambda first, length: Period(first, first + timedelta(days=length)), DAYS, st.integers(0, 900))


def period(first: str, last: str) -> Period:
    return Period(date.fromisoformat(first), date.fromisoformat(last))


@pytest.mark.parametrize(
    ("first", "last", "full"),
    [
        ("2024-02-01", "2025-01-30", None),  # eleven months and thirty days
        ("2024-02-01", "2025-01-31", date(2025, 1, 31)),
        ("2024-02-29", "2025-02-27", date(2025, 2, 27)),
        ("2023-06-16", "2024-05-15", None),
    ],
)
def test_twelve_months_are_full_with_the_day_before_the_anniversary(first, last, full):
    assert full_after([period(first, last)], 12) == full


def test_what_lies_between_does_not_count():
    half = period("2023-01-01", "2023-06-30")
    assert full_after([half, period("2023-07-11", "2024-01-09")], 12) is None
    assert full_after([half, period("2023-07-11", "2024-01-10")], 12) == date(2024, 1, 10)


def test_half_a_year_and_half_a_year_are_a_year_whatever_months_they_are():
    assert full_after([period("2023-09-01", "2024-02-29"), period("2025-01-01", "2025-06-30")], 12) == date(2025, 6, 30)
    three_and_two = [period("2019-01-01", "2021-12-31"), period("2024-01-01", "2025-12-31")]
    assert full_after(three_and_two, 60) == date(2025, 12, 31)


def test_overlap_counts_once_and_what_is_taken_away_does_not_count():
    year = period("2023-01-01", "2023-12-31")
    assert joined([year, period("2023-06-01", "2024-01-31")]) == [period("2023-01-01", "2024-01-31")]
    left = without([year], [period("2023-03-01", "2023-03-31")])
    assert left == [period("2023-01-01", "2023-02-28"), period("2023-04-01", "2023-12-31")]
    assert full_after(left, 12) is None
    assert full_after([], 12) is None


def test_a_period_ends_after_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        period("2024-02-01", "2024-01-31")


@given(st.lists(PERIODS, max_size=5), st.lists(PERIODS, max_size=5))
def test_days_are_counted_as_a_calendar_would(some, others):
    def days(periods):
        return {one.first + timedelta(days=at) for one in periods for at in range(one.days)}

    assert days(joined(some)) == days(some)
    assert days(without(some, others)) == days(some) - days(others)


@given(PERIODS, st.integers(1, 24))
def test_one_day_more_or_less_decides(one, months):
    full = full_after([one], months)
    if full is not None:
        assert full_after([Period(one.first, full)], months) == full
        assert full == one.first or full_after([Period(one.first, full - timedelta(days=1))], months) is None


def test_exactly_six_years_are_neither_more_nor_less():
    born, day = date(1963, 5, 10), date(2025, 5, 10)  # pension age 68 on 10 May 2031
    assert six_years_before(born, day) == day
    assert not has_more_than_six_years(born, day)
    assert not has_less_than_six_years(born, day)
    assert has_more_than_six_years(born, day - timedelta(days=1))
    assert has_less_than_six_years(born, day + timedelta(days=1))


def test_the_pension_age_is_the_one_that_was_law_on_the_day():
    # Born in 1971: 69 years were law until the end of 2025, 70 years after.
    born = date(1971, 3, 1)
    assert six_years_before(born, date(2025, 6, 1)) == date(2034, 3, 1)
    assert six_years_before(born, date(2026, 6, 1)) == date(2035, 3, 1)
