"""Arithmetic of work capacity (arbejdsevne): hours a week, intensity in per cent, and the two together.

Figures are shown and compared, they never decide: the law knows no limit in hours (Ankestyrelsens praksisnotat 2024,
afsnit IV).
"""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal

__all__ = ["DISAGREEMENT", "FULL_TIME", "HALF", "disagree", "effective_hours", "share_of_full_time"]

#: Hours a week of normal full-time work, whatever the person worked before (principmeddelelse 149-11).
FULL_TIME = Decimal(37)
#: "Omkring halvdelen" as a line in a chart, always labelled "ikke en grænse".
HALF = FULL_TIME / 2
#: Effective hours a week by which sources must differ before a reason is asked for. Our choice, not law.
DISAGREEMENT = Decimal("2.0")

_CENT = Decimal("0.01")
_PERCENT = Decimal(100)


def effective_hours(hours: Decimal, intensity_percent: Decimal | int) -> Decimal:
    """Hours present a week times intensity (principmeddelelse N-11-06): 25 hours at 50 per cent are 12.5.

    Raises ValueError outside 0–37 hours and 0–100 per cent.
    """
    _within(hours, FULL_TIME, "hours a week")
    percent = Decimal(intensity_percent)
    _within(percent, _PERCENT, "per cent")
    return _rounded(hours * percent / _PERCENT)


def share_of_full_time(effective: Decimal) -> Decimal:
    """Effective hours a week as per cent of full time. Raises ValueError outside 0–37 hours."""
    _within(effective, FULL_TIME, "hours a week")
    return _rounded(effective * _PERCENT / FULL_TIME)


def disagree(effective: Iterable[Decimal]) -> bool:
    """Whether sources of evidence lie so far apart, in effective hours a week, that the file must say why."""
    values = list(effective)
    return bool(values) and max(values) - min(values) > DISAGREEMENT


def _within(value: Decimal, most: Decimal, unit: str) -> None:
    if not value.is_finite() or not 0 <= value <= most:
        raise ValueError(f"{value} {unit} is not between 0 and {most}")


def _rounded(value: Decimal) -> Decimal:
    return value.quantize(_CENT, ROUND_HALF_UP)
