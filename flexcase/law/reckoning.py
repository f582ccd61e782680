"""Counting of deadlines: every helper answers the day and the computation in Danish words.

A citizen's deadline is never shortened: rolling, closing days, pauses and extensions only ever move a day forwards.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from flexcase.law.calendar import Calendar
from flexcase.law.danish import count_in_words, day_in_words, number_in_words

__all__ = [
    "LETTER_DAYS",
    "Channel",
    "Pause",
    "Reckoning",
    "add_months",
    "days_after",
    "extended",
    "lengthened",
    "months_after",
    "received_by",
    "rolled",
    "weeks_after",
    "working_days_after",
]

#: Hverdage (Monday to Friday) until an ordinary letter is taken to have arrived: Ankestyrelsen's practice, a setting.
LETTER_DAYS = 6


class Channel(StrEnum):
    """How something reached the other side."""

    DIGITAL_POST = "digital_post"
    PAPER = "paper"
    IN_PERSON = "in_person"


@dataclass(frozen=True)
class Reckoning:
    """A day, and in Danish words how it was found."""

    day: date
    words: str


@dataclass(frozen=True)
class Pause:
    """A time in which a deadline stands still: ``begins`` is the first day that does not count, ``ends`` the first that
    counts again, or None while the pause lasts."""

    begins: date
    ends: date | None = None

    def __post_init__(self) -> None:
        if self.ends is not None and self.ends < self.begins:
            raise ValueError(f"a pause ends on {self.ends.isoformat()}, before it begins on {self.begins.isoformat()}")


def weeks_after(received: date, weeks: int, calendar: Calendar) -> Reckoning:
    """The same weekday so many weeks later, or the next working day. Four weeks are 28 days from receipt."""
    target = received + timedelta(weeks=_length(weeks))
    return rolled(target, f"{_from(received)}{_capital(count_in_words(weeks, 'uge', 'uger'))} senere er", calendar)


def days_after(received: date, days: int, calendar: Calendar) -> Reckoning:
    """So many calendar days later, or the next working day."""
    target = received + timedelta(days=_length(days))
    return rolled(target, f"{_from(received)}{_capital(count_in_words(days, 'dag', 'dage'))} senere er", calendar)


def months_after(begun: date, months: int, calendar: Calendar) -> Reckoning:
    """The same day so many calendar months later (or the month's last day), or the next working day."""
    target = add_months(begun, _length(months))
    counted = _capital(count_in_words(months, "måned", "måneder"))
    return rolled(target, f"{_from(begun)}{counted} senere er", calendar)


def working_days_after(received: date, days: int, calendar: Calendar) -> Reckoning:
    """So many working days (arbejdsdage) later; the day of receipt does not count."""
    target = calendar.add_working_days(received, _length(days))
    counted = _capital(count_in_words(days, "arbejdsdag", "arbejdsdage"))
    return Reckoning(target, f"{_from(received)}{counted} senere er {day_in_words(target)}.")


def received_by(
    channel: str, sent_on: date, calendar: Calendar, letter_days: int = LETTER_DAYS, *, saturdays: bool = False
) -> Reckoning:
    """The day on which something counts as received (T-01a, T-01b).

    Digital Post and what is handed over: the same day. Paper: ``letter_days`` hverdage after sending, Monday to Friday
    (with ``saturdays``: to Saturday) without public holidays; the municipality's own closing days do not hold up the
    post. Raises ValueError for a channel that starts no deadline.
    """
    match Channel(channel):
        case Channel.DIGITAL_POST:
            return Reckoning(sent_on, f"Sendt med Digital Post {day_in_words(sent_on)} og modtaget samme dag.")
        case Channel.IN_PERSON:
            return Reckoning(sent_on, f"Udleveret {day_in_words(sent_on)}.")
        case Channel.PAPER:
            arrives = calendar.of_the_post(saturdays).add_working_days(sent_on, letter_days)
            counted = f"{number_in_words(letter_days)} {'hverdag' if letter_days == 1 else 'hverdage'}"
            return Reckoning(
                arrives,
                f"Sendt med almindeligt brev {day_in_words(sent_on)}. Et brev regnes for modtaget {counted} efter: "
                f"{day_in_words(arrives)}.",
            )


def extended(first: Reckoning, until: date, calendar: Calendar) -> Reckoning:
    """A deadline that has been prolonged. Raises ValueError for a day before the first one: nothing is shortened."""
    if until < first.day:
        raise ValueError(f"a deadline of {first.day.isoformat()} cannot be shortened to {until.isoformat()}")
    return rolled(until, f"{first.words} Fristen er forlænget til", calendar)


def lengthened(first: Reckoning, started: date, pauses: Iterable[Pause], calendar: Calendar) -> tuple[date | None, str]:
    """A deadline that ran from ``started``, lengthened by the calendar days on which it stood still.

    Pauses that overlap count once; days before the start and pauses after the last day do not count. Answers None for
    the day while a pause lasts, and always the words.
    """
    due, still = first.day, 0
    for begins, ends in _merged(pauses):
        if begins > due:
            break
        if ends is None:
            return None, f"{first.words} Fristen har stået stille siden {day_in_words(max(begins, started))}."
        days = max((ends - max(begins, started)).days, 0)
        due, still = due + timedelta(days=days), still + days
    if not still:
        return first.day, first.words
    counted = count_in_words(still, "dag", "dage")
    later = rolled(due, f"{first.words} Fristen har stået stille i {counted}. Den nye sidste dag er", calendar)
    return later.day, later.words


def rolled(target: date, lead: str, calendar: Calendar) -> Reckoning:
    """The target, or the next working day when it is none, in words that begin with ``lead``."""
    why = calendar.why_closed(target)
    if not why:
        return Reckoning(target, f"{lead} {day_in_words(target)}.")
    day = calendar.next_working_day(target)
    named = day_in_words(target) if why in ("lørdag", "søndag") else f"{day_in_words(target)} ({why})"
    return Reckoning(day, f"{lead} {named}. Det er ikke en hverdag, og derfor er sidste dag {day_in_words(day)}.")


def add_months(day: date, months: int) -> date:
    """The same day so many calendar months later, or the month's last day where there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _merged(pauses: Iterable[Pause]) -> list[tuple[date, date | None]]:
    merged: list[tuple[date, date | None]] = []
    for pause in sorted(pauses, key=lambda pause: (pause.begins, pause.ends or date.max)):
        if merged and (last := merged[-1][1]) is None:
            break
        if merged and last is not None and pause.begins <= last:
            ends = None if pause.ends is None else max(last, pause.ends)
            merged[-1] = (merged[-1][0], ends)
        else:
            merged.append((pause.begins, pause.ends))
    return merged


def _length(count: int) -> int:
    if count < 0:
        raise ValueError(f"a deadline is counted forwards, not {count}")
    return count


def _from(day: date) -> str:
    return f"Fristen løber fra {day_in_words(day)}. "


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
