"""Danish in print: dates, numbers, lists, paragraphs, and the spaces that may not break a line."""

import re
from datetime import date, time
from decimal import ROUND_HALF_UP, Decimal

from flexcase.law.danish import MONTHS, WEEKDAYS

NBSP = "\N{NO-BREAK SPACE}"

# Where a line may not break: § 19, stk. 2, 9. november, 60 procent, kl. 10.30.
_TIES = re.compile(
    rf"(?<=§) (?=\d)|(?<=§§) (?=\d)|(?<=\bstk\.) (?=\d)|(?<=\bnr\.) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\bLÆ) (?=\d)"
    rf"|(?<=\d\.) (?=(?:{'|'.join(MONTHS)})\b)"
    r"|(?<=\d) (?=(?:procent|timer|time|minutter|uger|uge|dage|dag|måneder|måned|år|kroner|%)\b)|(?<=\d) (?=%)"
)

_PHONE = re.compile(r"\b\d\d(?: \d\d){3}\b")


def day(on: date) -> str:
    """9. november 2026"""
    return f"{on.day}. {MONTHS[on.month - 1]} {on.year}"


def weekday(on: date) -> str:
    """mandag 9. november 2026"""
    return f"{WEEKDAYS[on.weekday()]} {day(on)}"


def clock(at: time) -> str:
    """10.30"""
    return f"{at.hour}.{at.minute:02}"


def number(value: Decimal | int) -> str:
    """25,2 without needless noughts, and with two decimals at most."""
    rounded = Decimal(value).quantize(Decimal("0.01"), ROUND_HALF_UP)
    return f"{rounded.normalize():f}".replace(".", ",")


def count(how_many: int, one: str, many: str) -> str:
    """1 uge, 4 uger"""
    return f"{how_many} {one if how_many == 1 else many}"


def tie(text: str) -> str:
    """The text with no-break spaces where a line break would part a number from its word."""
    return _PHONE.sub(lambda found: found[0].replace(" ", NBSP), _TIES.sub(NBSP, text))


def paragraphs(text: str) -> list[list[str]]:
    """A text as written in a form: blank lines part paragraphs, other line breaks are kept as lines."""
    blocks = re.split(r"\n[^\S\n]*(?:\n[^\S\n]*)+", text.strip())
    return [[line.strip() for line in block.split("\n")] for block in blocks if block]
