"""Danish words for days and numbers. Plain spaces; what is shown or printed makes its own hard spaces."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

WEEKDAYS = ("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag")
MONTHS = (
    "januar", "februar", "marts", "april", "maj", "juni",
    "juli", "august", "september", "oktober", "november", "december",
)  # fmt: skip
#: A reason shorter than this says nothing.
SHORTEST_REASON = 10
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


def says_something(text: str) -> bool:
    """Whether a reason is more than blanks, dots and repeated keys."""
    letters = [character for character in text if character.isalpha()]
    return len(text.strip()) >= SHORTEST_REASON and len({character.lower() for character in letters}) >= 4
