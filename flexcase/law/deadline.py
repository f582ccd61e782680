"""A deadline (frist) is derived, never counted: pure functions of events and the calendar give every one of a case."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, get_args

from flexcase.law.calendar import Calendar
from flexcase.law.event import Event
from flexcase.law.reckoning import (
    LETTER_DAYS,
    Channel,
    Pause,
    Reckoning,
    days_after,
    extended,
    lengthened,
    months_after,
    received_by,
    weeks_after,
    working_days_after,
)

__all__ = [
    "LETTER_DAYS",
    "NEAR",
    "WAITS_FOR",
    "Channel",
    "Deadline",
    "DeadlineBook",
    "DeadlineKind",
    "Pause",
    "Reckoning",
    "WaitsFor",
    "all_deadlines",
    "book",
    "days_after",
    "deadline",
    "extended",
    "lengthened",
    "months_after",
    "received_by",
    "weeks_after",
    "working_days_after",
]

#: Calendar days before the last day on which a deadline is near, unless its kind says otherwise.
NEAR = 3
#: What a reminder says of a deadline whose last day has passed, unless its kind says otherwise.
PASSED = "er overskredet"
WaitsFor = Literal["kommunen", "borgeren", "lægen", "teamet", "klinisk funktion"]
WAITS_FOR: tuple[str, ...] = get_args(WaitsFor)


@dataclass(frozen=True)
class Deadline:
    """One deadline of one case.

    ``due`` is the last day, or None while the deadline is paused; ``rule`` the id in the catalogue of law; ``anchor``
    the seq of the event that set it running; ``words`` the computation in Danish; ``met_on`` the day on which it was
    kept. Whether it is overdue is never stored: it depends on the day on which one asks.
    """

    kind: str
    title: str
    due: date | None
    rule: str
    cites: tuple[str, ...]
    anchor: int
    words: str
    waits_for: WaitsFor
    met_on: date | None = None

    def __post_init__(self) -> None:
        if self.waits_for not in WAITS_FOR:
            raise ValueError(f"deadline {self.kind} waits for one of {', '.join(WAITS_FOR)}, not {self.waits_for!r}")
        if not self.words:
            raise ValueError(f"deadline {self.kind} does not say how it was counted")

    @property
    def key(self) -> tuple[str, int]:
        """The natural key within a case: the kind, and the event that the deadline runs from."""
        return (self.kind, self.anchor)

    @property
    def paused(self) -> bool:
        """Whether the deadline stands still."""
        return self.due is None and self.met_on is None

    def overdue(self, today: date) -> bool:
        """Whether the last day has passed without the deadline being kept."""
        return self.met_on is None and self.due is not None and self.due < today


Derive = Callable[[Sequence[Event], Calendar], Iterable[Deadline]]


@dataclass(frozen=True)
class DeadlineKind:
    """A kind of deadline with the function that derives all deadlines of that kind.

    ``missed`` says in Danish what to do when the last day has passed. ``near`` is how many calendar days before it
    one is reminded; ``escalates`` tells the leader too, from the last day on; ``passed`` is what a reminder says of it
    when the last day has passed. ``veiled`` is its title to those who may not read of health; empty: its own.
    """

    kind: str
    title: str
    derive: Derive
    missed: str
    near: int = NEAR
    escalates: bool = False
    passed: str = PASSED
    veiled: str = ""

    def __post_init__(self) -> None:
        if not self.missed:
            raise ValueError(f"deadline {self.kind} does not say what to do when it is missed")


class DeadlineBook:
    """All kinds of deadline, in the order in which the floors registered them."""

    def __init__(self) -> None:
        self._kinds: dict[str, DeadlineKind] = {}

    def add(self, kind: DeadlineKind) -> None:
        """Raises ValueError when the kind is taken by another function."""
        known = self._kinds.get(kind.kind)
        if known is not None and _origin(known.derive) != _origin(kind.derive):
            raise ValueError(f"deadline {kind.kind} is defined twice")
        self._kinds[kind.kind] = kind

    def remove(self, kind: str) -> None:
        """Forget a kind. Raises KeyError when it is unknown."""
        del self._kinds[kind]

    def __iter__(self) -> Iterator[DeadlineKind]:
        return iter(self._kinds.values())

    def __getitem__(self, kind: str) -> DeadlineKind:
        return self._kinds[kind]

    def __contains__(self, kind: object) -> bool:
        return kind in self._kinds

    def get(self, kind: str) -> DeadlineKind | None:
        """A kind, or None when it is unknown: a row may be older than the code."""
        return self._kinds.get(kind)

    def all(self, events: Sequence[Event], calendar: Calendar) -> tuple[Deadline, ...]:
        """Every deadline that follows from the events, nearest first, paused ones last; the events' order is their seq.

        Raises ValueError when a function answers another kind than it declared, or one natural key twice.
        """
        ordered = tuple(sorted(events, key=lambda event: event.seq))
        found: dict[tuple[str, int], Deadline] = {}
        for kind in self:
            for one in kind.derive(ordered, calendar):
                if one.kind != kind.kind:
                    raise ValueError(f"the function of deadline {kind.kind} answered {one.kind}")
                if one.key in found:
                    raise ValueError(f"deadline {one.kind} runs twice from event {one.anchor}")
                found[one.key] = one
        return tuple(sorted(found.values(), key=lambda one: (one.due is None, one.due or date.max, one.key)))


book = DeadlineBook()


def deadline(
    *,
    kind: str,
    title: str,
    missed: str,
    near: int = NEAR,
    escalates: bool = False,
    passed: str = PASSED,
    veiled: str = "",
) -> Callable[[Derive], Derive]:
    """Register a function that derives the deadlines of one kind from a case's events."""

    def register(derive: Derive) -> Derive:
        book.add(DeadlineKind(kind, title, derive, missed, near, escalates, passed, veiled))
        return derive

    return register


def all_deadlines(events: Sequence[Event], calendar: Calendar) -> tuple[Deadline, ...]:
    """Every deadline of a case, from all registered functions."""
    return book.all(events, calendar)


def _origin(derive: Derive) -> tuple[str, str]:
    """Where a function was written, so that a module may be loaded again."""
    return (derive.__module__, derive.__qualname__)
