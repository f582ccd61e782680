"""Numbers as lengths and places in a drawing, with a point as SVG demands."""

from __future__ import annotations

from decimal import Decimal


def share(value: Decimal | float | None, of: float = 1) -> int:
    """How many whole percent `value` is `of` something: widths in drawings."""
    if value is None or not of:
        return 0
    return max(0, min(100, round(float(value) / float(of) * 100)))


def times(value: Decimal | float | None, factor: float) -> str:
    """A coordinate in a drawing, with a point as SVG demands."""
    return "0" if value is None else f"{float(value) * float(factor):.1f}"


def add_number(value: str, number: float) -> str:
    """Moves a coordinate in a drawing."""
    return f"{float(value) + float(number):.1f}"


def share_of(value: Decimal | float | None, measures: str) -> str:
    """`{{ hours|share_of:"37 290 6" }}`: a length in a drawing 290 wide that stands for 37, and 6 more."""
    whole, width, more = (float(number) for number in f"{measures} 0".split()[:3])
    return f"{min(1.0, float(value or 0) / whole) * width + more:.1f}"
