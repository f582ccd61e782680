"""CPR numbers (personnumre): reading, birth date, and the numbers that nobody can have.

A number is valid when its date is. Modulus 11 is no test of validity since 1 October 2007 (cpr.dk). Numbers whose day
is raised by 60 are never assigned as personnumre: the CPR office proposes that form for erstatningspersonnumre, and we
use it for demo and tests. They are refused unless asked for.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

__all__ = ["PERHAPS", "Cpr", "InvalidCpr", "is_fictive", "parse"]

#: What is added to the day of a number that belongs to nobody in the CPR register: 61–91.
FICTIVE_DAYS = 60
#: Six and four digits in a text, however they are held apart: they may be a CPR number, and are treated as one.
PERHAPS = re.compile(r"(?<!\d)(\d{6})[-–  ]?\d{4}(?!\d)", re.ASCII)
_SHAPE = re.compile(r"(\d{2})(\d{2})(\d{2})-?(\d{4})", re.ASCII)
_BLANK = re.compile(r"\s+")


class InvalidCpr(ValueError):
    """Not a CPR number; the message is Danish, fit to be shown, and does not repeat the number."""


@dataclass(frozen=True, repr=False)
class Cpr:
    """A CPR number as ten digits. Printing the object shows the birth date's digits only."""

    number: str
    born: date
    fictive: bool

    @property
    def formatted(self) -> str:
        """Such as ``010190-1234``."""
        return f"{self.number[:6]}-{self.number[6:]}"

    @property
    def masked(self) -> str:
        """Such as ``010190-••••``."""
        return f"{self.number[:6]}-••••"

    def __repr__(self) -> str:
        return f"<Cpr {self.masked}>"

    __str__ = __repr__


def parse(text: str, *, allow_fictive: bool = False) -> Cpr:
    """Read a number with or without hyphen and spaces. Raises InvalidCpr, also for a fictive one not asked for."""
    shape = _SHAPE.fullmatch(_BLANK.sub("", text))
    if shape is None:
        raise InvalidCpr("Skriv CPR-nummeret med ti cifre, for eksempel 010190-1234")
    day, month, year, serial = shape.groups()
    fictive = int(day) > FICTIVE_DAYS
    try:
        full_year = _century(int(year), int(serial[0])) + int(year)
        born = date(full_year, int(month), int(day) - (FICTIVE_DAYS if fictive else 0))
    except ValueError:
        raise InvalidCpr("CPR-nummeret skal begynde med en dato, der findes. Se, om det er skrevet rigtigt") from None
    if fictive and not allow_fictive:
        raise InvalidCpr("CPR-nummeret er et erstatningsnummer, som ikke kan bruges her")
    return Cpr("".join(shape.groups()), born, fictive)


def is_fictive(text: str) -> bool:
    """Whether the text is a number that the CPR register never gives to anybody."""
    try:
        return parse(text, allow_fictive=True).fictive
    except InvalidCpr:
        return False


def _century(year: int, seventh: int) -> int:
    """The century by digits 5–7: digit 7 alone says 1900 below four; from four on it depends on the year."""
    if seventh <= 3:
        return 1900
    if seventh in (4, 9):
        return 2000 if year <= 36 else 1900
    return 2000 if year <= 57 else 1800
