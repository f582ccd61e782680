"""The only clock. Tests and scenarios set it; everything else asks it. Lint bans every other way to tell the time."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date, datetime, time, timedelta
from os import environ
from zoneinfo import ZoneInfo

COPENHAGEN = ZoneInfo("Europe/Copenhagen")
#: Lets a whole installation live on another day: for courses, and for tests of an older law. Production refuses it.
OFFSET = timedelta(days=int(environ.get("FLEXCASE_CLOCK_DAYS", "0")))
_set: ContextVar[datetime | None] = ContextVar("flexcase_clock", default=None)


def now() -> datetime:
    """The present moment in Danish time."""
    return _set.get() or datetime.now(COPENHAGEN) + OFFSET


def today() -> date:
    """The present day in Denmark."""
    return now().astimezone(COPENHAGEN).date()


@contextmanager
def at(moment: datetime | date) -> Iterator[None]:
    """Let the clock stand at a moment; a plain day means noon."""
    if not isinstance(moment, datetime):
        moment = datetime.combine(moment, time(12), COPENHAGEN)
    token = _set.set(moment)
    try:
        yield
    finally:
        _set.reset(token)
