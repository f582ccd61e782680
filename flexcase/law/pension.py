"""Folkepensionsalder by year of birth, as a dated table, and age on a day.

Source: lov om social pension § 1 a. The age of the younger cohorts is looked at every fifth year; the table tells what
was enacted on a given day, because LAB § 119 asks how far somebody then was from the age then known.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flexcase.law.reckoning import add_months

__all__ = ["PENSION_AGES", "Cohort", "age_on", "pension_age_months", "pension_date"]


@dataclass(frozen=True)
class Cohort:
    """Those born from a day on reach pension age after so many months of life; ``since`` is the day it became law."""

    born_from: date
    months: int
    since: date
    cites: str


_2006 = date(2006, 1, 1)
_REFORM = "Lov om social pension § 1 a"

#: Oldest cohort first. The day ``since`` is verified for 70 years; for 68 and 69 it follows the law's rhythm of five
#: years. The slower rise to 67 that was law from 2006 to 2011 is left out: nobody of those cohorts was near it then.
PENSION_AGES: tuple[Cohort, ...] = (
    Cohort(date(1858, 1, 1), 67 * 12, _2006, "Lov om social pension før 1. juli 2004"),
    Cohort(date(1939, 7, 1), 65 * 12, _2006, _REFORM),
    Cohort(date(1954, 1, 1), 65 * 12 + 6, _2006, _REFORM),
    Cohort(date(1954, 7, 1), 66 * 12, _2006, _REFORM),
    Cohort(date(1955, 1, 1), 66 * 12 + 6, _2006, _REFORM),
    Cohort(date(1955, 7, 1), 67 * 12, _2006, _REFORM),
    Cohort(date(1963, 1, 1), 68 * 12, date(2015, 12, 31), _REFORM),
    Cohort(date(1967, 1, 1), 69 * 12, date(2020, 12, 31), _REFORM),
    Cohort(date(1971, 1, 1), 70 * 12, date(2025, 12, 31), _REFORM),
)


def pension_age_months(born: date, known_on: date | None = None) -> int:
    """Pension age in months of life, by the law as it stood on ``known_on`` (default: all that is enacted).

    Raises ValueError for a birth before the table begins.
    """
    fitting = [
        cohort
        for cohort in PENSION_AGES
        if cohort.born_from <= born and (known_on is None or cohort.since <= max(known_on, _2006))
    ]
    if not fitting:
        raise ValueError(f"no pension age is known for someone born {born.isoformat()}")
    return fitting[-1].months


def pension_date(born: date, known_on: date | None = None) -> date:
    """The day on which pension age is reached. Raises ValueError for a birth before the table begins."""
    return add_months(born, pension_age_months(born, known_on))


def age_on(born: date, day: date) -> int:
    """Full years of age on a day; someone born on 29 February turns on the 28th. Raises ValueError before the birth."""
    if day < born:
        raise ValueError(f"{day.isoformat()} is before the birth on {born.isoformat()}")
    years = day.year - born.year
    return years if add_months(born, years * 12) <= day else years - 1
