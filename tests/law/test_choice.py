"""Which law a case follows."""

from __future__ import annotations

from datetime import date

import pytest

from flexcase.law.choice import Anchor, AnchorDays, regime_for
from flexcase.law.regime import UnknownRegime
from tests.law.test_answers import CONFIRMED, answered

__all__ = ["answered"]


@pytest.mark.parametrize(
    ("decided", "law"),
    [
        (date(2006, 6, 30), "arbejdsevne-2003"),
        (date(2006, 7, 1), "arbejdsevne-2006"),
        (date(2012, 12, 31), "arbejdsevne-2006"),
        (date(2013, 1, 1), "reform-2013"),
        (date(2020, 1, 1), "lab-2020"),
        (date(2022, 1, 1), "lab-2022"),
        (date(2025, 1, 1), "lab-2025"),
        (date(2026, 1, 31), "lab-2025"),
        (date(2026, 2, 1), "overgang-2026"),
        (date(2026, 6, 30), "overgang-2026"),
        (date(2026, 7, 1), "reform-2026"),
    ],
)
def test_a_decision_follows_the_law_of_its_day(decided, law):
    assert regime_for(AnchorDays(decided, applied_on=date(2005, 1, 1)), Anchor.DECISION).name == law


def test_a_subsidy_follows_the_day_of_employment_and_a_course_its_first_day():
    days = AnchorDays(date(2026, 11, 22), employed_on=date(2012, 5, 1), course_began_on=date(2025, 11, 3))
    assert regime_for(days, Anchor.EMPLOYMENT).name == "arbejdsevne-2006"
    assert regime_for(days, Anchor.RESOURCE_COURSE).name == "lab-2025"
    assert regime_for(days, Anchor.DECISION).name == "reform-2026"


@pytest.mark.parametrize("anchor", [Anchor.EMPLOYMENT, Anchor.RESOURCE_COURSE])
def test_a_day_that_the_case_does_not_have_chooses_nothing(anchor):
    with pytest.raises(LookupError, match=anchor):
        regime_for(AnchorDays(date(2026, 11, 22)), anchor)


def test_before_the_first_law_there_is_none():
    with pytest.raises(UnknownRegime):
        regime_for(AnchorDays(date(1998, 1, 1)), Anchor.DECISION)


def test_a_choice_by_hand_concerns_the_decision_only():
    days = AnchorDays(date(2026, 11, 22), employed_on=date(2026, 11, 1), chosen="lab-2025")
    assert regime_for(days, Anchor.DECISION).name == "lab-2025"
    assert regime_for(days, Anchor.EMPLOYMENT).name == "reform-2026"


BEFORE, AFTER = date(2026, 6, 30), date(2026, 7, 1)
YES = f"[cases_already_before_team]\nvalue = true\n{CONFIRMED}"


@pytest.mark.parametrize(("before_team_on", "law"), [(BEFORE, "overgang-2026"), (AFTER, "reform-2026"), (None, "reform-2026")])
def test_what_was_before_the_team_keeps_to_its_law_when_the_lawyer_says_so(answered, before_team_on, law):
    days = AnchorDays(date(2026, 9, 1), before_team_on=before_team_on)
    assert regime_for(days, Anchor.DECISION).name == "reform-2026", "our own answer: the law of the day"
    answered(YES)
    assert regime_for(days, Anchor.DECISION).name == law


def test_the_way_back_goes_one_law_at_a_time(answered):
    answered(YES)
    days = AnchorDays(date(2026, 9, 1), before_team_on=date(2025, 12, 1))
    assert regime_for(days, Anchor.DECISION).name == "overgang-2026", "the law before has no transitional rule of its own"
