"""Days and times as the pages say them: short where it is narrow, with the year where it is another one."""

from __future__ import annotations

import re
from datetime import date, datetime

from django.utils import timezone

from flexcase.base import clock
from flexcase.base.display.numbers import NBSP
from flexcase.law.danish import MONTHS, WEEKDAYS

WEEKDAYS_SHORT = tuple(f"{weekday[:3]}." for weekday in WEEKDAYS)
MONTHS_SHORT = ("jan.", "feb.", "marts", "april", "maj", "juni", "juli", "aug.", "sep.", "okt.", "nov.", "dec.")

Day = date | datetime | None


def _as_day(value: Day) -> date | None:
    if isinstance(value, datetime):
        return timezone.localtime(value).date() if timezone.is_aware(value) else value.date()
    return value if isinstance(value, date) else None


def _year(day: date) -> str:
    return "" if day.year == clock.today().year else f" {day.year}"


def short_date(value: Day) -> str:
    """`man. 30. nov.`, and `ons. 3. feb. 2027` when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS_SHORT[day.weekday()]} {day.day}.{NBSP}{MONTHS_SHORT[day.month - 1]}{_year(day)}"


def short_day(value: Day) -> str:
    """`2. dec.`, and `9. jan. 2027` when it is not this year: for narrow lists."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{day.day}.{NBSP}{MONTHS_SHORT[day.month - 1]}{_year(day)}"


def day_month(value: Day) -> str:
    """`30. november`, and `3. februar 2027` when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{day.day}.{NBSP}{MONTHS[day.month - 1]}{_year(day)}"


def weekday_date(value: Day) -> str:
    """`mandag 30. november`, and with the year when it is not this year."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]} {day_month(day)}"


def long_date(value: Day) -> str:
    """`mandag 30. november 2026`: for the dates that decide something."""
    if (day := _as_day(value)) is None:
        return ""
    return f"{WEEKDAYS[day.weekday()]} {day.day}.{NBSP}{MONTHS[day.month - 1]} {day.year}"


def clock_time(value: datetime | None) -> str:
    """`kl. 14.06`"""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    return f"kl.{NBSP}{local.hour}.{local.minute:02}"


def when(value: datetime | None) -> str:
    """`I dag 9.12`, `16. nov.`, `16. nov. 2025`: the left column of a timeline."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    if local.date() == clock.today():
        return f"I{NBSP}dag {local.hour}.{local.minute:02}"
    return short_day(local.date())


def when_exactly(value: datetime | None) -> str:
    """`i dag kl. 9.12`, `16. nov. kl. 14.06`: in a sentence."""
    if not isinstance(value, datetime):
        return ""
    local = timezone.localtime(value) if timezone.is_aware(value) else value
    day = f"i{NBSP}dag" if local.date() == clock.today() else short_day(local.date())
    return f"{day} {clock_time(value)}"


def ago(value: datetime | None) -> str:
    """`for lidt siden`, `for 2 minutter siden`, or from an hour on when it was: `i dag kl. 9.12`."""
    if not isinstance(value, datetime):
        return ""
    minutes = int((clock.now() - value).total_seconds() // 60)
    if minutes >= 60:
        return when_exactly(value)
    if minutes < 1:
        return "for lidt siden"
    return f"for {minutes}{NBSP}{'minut' if minutes == 1 else 'minutter'} siden"


def relative_day(value: Day, today: Day = None) -> str:
    """`om 7 dage`, `i morgen`, `i dag`, `3 dage over`."""
    if (day := _as_day(value)) is None:
        return ""
    days = (day - (_as_day(today) or clock.today())).days
    if days == 0:
        return f"i{NBSP}dag"
    if days == 1:
        return f"i{NBSP}morgen"
    if days > 0:
        return f"om {days}{NBSP}dage"
    return f"1{NBSP}dag over" if days == -1 else f"{-days}{NBSP}dage over"


def due_state(value: Day, today: Day = None) -> str:
    """`over`, `soon` (today and the next two days), `plain`, or `none` without a date."""
    if (day := _as_day(value)) is None:
        return "none"
    days = (day - (_as_day(today) or clock.today())).days
    if days < 0:
        return "over"
    return "soon" if days <= 2 else "plain"


_TIES = re.compile(
    r"(?<=§) (?=\d)|(?<=\bstk\.) (?=\d)|(?<=\bnr\.) (?=\d)|(?<=\bkl\.) (?=\d)|(?<=\bLÆ) (?=\d)"
    rf"|(?<=\d\.) (?=(?:{'|'.join(MONTHS)})\b)|(?<=\d) (?=(?:%|procent\b|timers?\b|uger?\b|dage?\b|måneder\b))"
)


def tie(value: str) -> str:
    """The text with spaces that do not break in `§ 19`, `stk. 2`, `9. november`, `12 timer`, `60 %`."""
    return _TIES.sub(NBSP, str(value))
