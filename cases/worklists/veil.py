"""What somebody reads of a case whose health part is closed to them: that it waits and until when, not for a doctor or why."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from cases.action import actions
from cases.models import Deadline, Event
from flexcase.law.deadline import book
from flexcase.law.rule import Part

#: Ways of waiting (cases/worklists/columns.py) that tell of health.
NARROW = frozenset({"laege", "sundhed"})
#: What stands on the timeline instead of something that concerns health.
NEUTRAL = "En oplysning i sagen er behandlet"


@dataclass(frozen=True)
class Due:
    """The running deadline that a case waits for, as a row of a list says it."""

    title: str
    cites: str


def hides(parts: frozenset[Part]) -> bool:
    """Whether words about health are to be left out for somebody who may read these parts."""
    return Part.HEALTH not in parts


def due(kind: str, title: str, cites: str, parts: frozenset[Part]) -> Due:
    """A deadline as this reader is told of it."""
    found = book.get(kind)
    return Due(found.veiled, "") if hides(parts) and found is not None and found.veiled else Due(title, cites)


def is_open(row: Deadline, parts: frozenset[Part]) -> bool:
    """Whether this reader may know what the deadline is about, and how it was counted."""
    return due(row.kind, row.title, row.cites, parts).title == row.title


def event_is_open(row: Event, parts: frozenset[Part]) -> bool:
    """Whether this reader may know what happened."""
    return not hides(parts) or row.kind not in _of_health()


@cache
def _of_health() -> frozenset[str]:
    return frozenset(action.event or action.name for action in actions() if action.part is Part.HEALTH)


def lists_hidden(parts: frozenset[Part]) -> frozenset[str]:
    """The ways of waiting, as they stand in addresses, that this reader finds no list of."""
    return NARROW if hides(parts) else frozenset()
