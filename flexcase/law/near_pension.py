"""Six years to folkepensionsalderen: the line of LAB § 119, stk. 1 (fastholdelse) and § 112, stk. 3 (ressourceforløb)."""

from __future__ import annotations

from datetime import date

from flexcase.law.pension import pension_date
from flexcase.law.reckoning import add_months

__all__ = ["SIX_YEARS", "has_less_than_six_years", "has_more_than_six_years", "six_years_before"]

#: Months.
SIX_YEARS = 6 * 12


def six_years_before(born: date, known_on: date) -> date:
    """The day on which exactly six years are left to the pension age that was law on ``known_on``."""
    return add_months(pension_date(born, known_on), -SIX_YEARS)


def has_more_than_six_years(born: date, day: date) -> bool:
    """§ 119, stk. 1: »mere end 6 år til folkepensionsalderen«. On the day itself six years are left, not more."""
    return day < six_years_before(born, day)


def has_less_than_six_years(born: date, day: date) -> bool:
    """§ 112, stk. 3: »mindre end 6 år til folkepensionsalderen«. On the day itself six years are left, not less."""
    return day > six_years_before(born, day)
