"""Numbers as they are written in Danish."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation

NBSP = "\u00a0"
MINUS = "\u2212"


def decimal_da(value: Decimal | float | str | None, least: int = 0) -> str:
    """Comma, true minus, no superfluous zeros: `7,2`. The argument is the least number of decimals: `5,0`."""
    if value is None or value == "":
        return ""
    try:
        number = Decimal(str(value))
    except InvalidOperation:
        return str(value)
    whole, _, rest = f"{abs(number):f}".partition(".")
    rest = rest.rstrip("0").ljust(least, "0")
    text = f"{whole},{rest}" if rest else whole
    return f"{MINUS}{text}" if number < 0 else text


def percent(value: Decimal | float | str | None) -> str:
    """`60 %` with a space that does not break."""
    return "" if value is None or value == "" else f"{decimal_da(value)}{NBSP}%"


def file_size(value: int | None) -> str:
    """`182 KB`, `3,4 MB`"""
    if value is None:
        return ""
    if value < 1_000_000:
        return f"{max(1, round(value / 1000))}{NBSP}KB"
    return f"{decimal_da(round(value / 1_000_000, 1))}{NBSP}MB"
