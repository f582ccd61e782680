from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.pension import PENSION_AGES, age_on, pension_age_months, pension_date
from tests.law.examples import unhurried

births = st.dates(date(1930, 1, 1), date(2020, 12, 31))


@pytest.mark.parametrize(
    ("born", "years", "months"),
    [
        (date(1939, 6, 30), 67, 0),
        (date(1939, 7, 1), 65, 0),
        (date(1953, 12, 31), 65, 0),
        (date(1954, 1, 1), 65, 6),
        (date(1954, 6, 30), 65, 6),
        (date(1954, 7, 1), 66, 0),
        (date(1955, 1, 1), 66, 6),
        (date(1955, 7, 1), 67, 0),
        (date(1962, 12, 31), 67, 0),
        (date(1963, 1, 1), 68, 0),
        (date(1966, 12, 31), 68, 0),
        (date(1967, 1, 1), 69, 0),
        (date(1970, 12, 31), 69, 0),
        (date(1971, 1, 1), 70, 0),
        (date(2005, 5, 5), 70, 0),
    ],
)
def test_pension_age_by_cohort(born, years, months):
    assert pension_age_months(born) == years * 12 + months


@pytest.mark.parametrize(
    ("born", "day"),
    [
        (date(1954, 3, 15), date(2019, 9, 15)),
        (date(1979, 6, 12), date(2049, 6, 12)),
        (date(1954, 8, 31), date(2020, 8, 31)),
        (date(1955, 8, 31), date(2022, 8, 31)),
        (date(1956, 2, 29), date(2023, 2, 28)),
    ],
)
def test_the_day_on_which_pension_age_is_reached(born, day):
    assert pension_date(born) == day


@pytest.mark.parametrize(
    ("known_on", "year"),
    [
        (date(2015, 12, 30), 2042),
        (date(2015, 12, 31), 2043),
        (date(2020, 12, 31), 2044),
        (date(2025, 12, 30), 2044),
        (date(2025, 12, 31), 2045),
        (None, 2045),
        (date(1999, 1, 1), 2042),
    ],
)
def test_an_old_decision_is_judged_by_the_age_known_then(known_on, year):
    assert pension_date(date(1975, 4, 1), known_on) == date(year, 4, 1)


def test_the_table_rises_and_says_its_source():
    assert all(one.born_from < next_.born_from for one, next_ in pairwise(PENSION_AGES))
    assert all(one.months < next_.months for one, next_ in pairwise(PENSION_AGES[1:]))
    assert all("lov om social pension" in one.cites.lower() for one in PENSION_AGES)


def test_a_birth_before_the_table_is_refused():
    with pytest.raises(ValueError, match="1800-01-01"):
        pension_date(date(1800, 1, 1))


@unhurried
@given(born=births)
def test_younger_people_reach_pension_age_no_earlier(born):
    if born.year >= 1940:
        assert pension_date(born + timedelta(days=1)) >= pension_date(born)
    assert pension_date(born, born) <= max(pension_date(born), pension_date(born, date(2006, 1, 1)))


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        (date(1979, 6, 12), date(2026, 6, 11), 46),
        (date(1979, 6, 12), date(2026, 6, 12), 47),
        (date(2008, 2, 29), date(2026, 2, 27), 17),
        (date(2008, 2, 29), date(2026, 2, 28), 18),
        (date(2000, 1, 1), date(2000, 1, 1), 0),
    ],
)
def test_age(born, day, age):
    assert age_on(born, day) == age


def test_nobody_has_an_age_before_birth():
    with pytest.raises(ValueError, match="before the birth"):
        age_on(date(2000, 1, 2), date(2000, 1, 1))


@unhurried
@given(born=births)
def test_age_on_the_pension_date_is_the_pension_age(born):
    assert age_on(born, pension_date(born)) == pension_age_months(born) // 12
