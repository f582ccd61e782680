from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.capacity import DISAGREEMENT, FULL_TIME, HALF, disagree, effective_hours, share_of_full_time
from tests.law.examples import unhurried

hours = st.decimals(0, 37, places=2)
percents = st.integers(0, 100)


@pytest.mark.parametrize(
    ("present", "intensity", "effective"),
    [
        ("25", 50, "12.5"),
        ("23", 57, "13.11"),
        ("20", 25, "5"),
        ("28", 90, "25.2"),
        ("37", 100, "37"),
        ("0.67", 100, "0.67"),
        ("12", 0, "0"),
    ],
)
def test_effective_hours(present, intensity, effective):
    assert effective_hours(Decimal(present), intensity) == Decimal(effective)


def test_a_fraction_of_a_per_cent_counts():
    assert effective_hours(Decimal(16), Decimal("82.5")) == Decimal("13.2")


@pytest.mark.parametrize(
    ("present", "intensity"),
    [("-1", 50), ("37.01", 50), ("12", 101), ("12", -1), ("NaN", 50), ("Infinity", 50)],
)
def test_impossible_figures_are_refused(present, intensity):
    with pytest.raises(ValueError, match="is not between 0 and"):
        effective_hours(Decimal(present), intensity)


def test_the_measure_is_always_full_time():
    assert FULL_TIME == 37
    assert Decimal("18.5") == HALF
    assert share_of_full_time(HALF) == 50
    assert share_of_full_time(Decimal("12.5")) == Decimal("33.78")
    with pytest.raises(ValueError, match="hours a week"):
        share_of_full_time(Decimal(38))


@pytest.mark.parametrize(
    ("values", "differ"),
    [
        ([], False),
        (["12.5"], False),
        (["12.5", "14.5"], False),
        (["12.5", "14.51"], True),
        (["13", "12", "14"], False),
        (["13", "11", "14"], True),
    ],
)
def test_sources_disagree_by_more_than_two_effective_hours(values, differ):
    assert Decimal(2) == DISAGREEMENT
    assert disagree(Decimal(value) for value in values) is differ


@unhurried
@given(present=hours, intensity=percents, more=percents)
def test_effective_hours_stay_within_the_hours_and_grow_with_intensity(present, intensity, more):
    effective = effective_hours(present, intensity)
    assert 0 <= effective <= present
    if more >= intensity:
        assert effective_hours(present, more) >= effective


@unhurried
@given(values=st.lists(hours, max_size=6), data=st.data())
def test_disagreement_knows_no_order_and_no_repetition(values, data):
    mixed = data.draw(st.permutations(values + values))
    assert disagree(mixed) == disagree(values)
