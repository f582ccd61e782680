"""Danish words for days and numbers. Plain spaces; what is shown or printed makes its own hard spaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
_NUMBERS = ("nul", "en", "to", "tre", "fire", "fem", "seks", "syv", "otte", "ni", "ti", "elleve", "tolv")


def day_in_words(day: date) -> str:
    """Such as ``torsdag 3. december 2026``."""
    return f"{WEEKDAYS[day.weekday()]} {day.day}. {MONTHS[day.month - 1]} {day.year}"


def number_in_words(number: int) -> str:
    """Nought to twelve in words, the rest in figures."""
    return _NUMBERS[number] if 0 <= number < len(_NUMBERS) else str(number)


def count_in_words(number: int, one: str, many: str) -> str:
    """Such as ``fire uger`` or ``en uge``."""
    return f"{number_in_words(number)} {one if number == 1 else many}"


def listed(words: Sequence[str]) -> str:
    """Such as ``a, b og c``."""
    return " og ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else list(words))
