"""What has happened on a case, as the law sees it: kinds, dates and ids; never a name and never free text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

#: What a fact in an event may be. Text is a kind or an id, never a sentence: erasure must not break the chain.
FactValue = str | int | bool | date | Decimal | UUID | None
_WORD = re.compile(r"[\w.:\-]{1,64}")


@dataclass(frozen=True)
class Event:
    """One entry of a case's timeline. ``happened_on`` is the legal date, ``recorded_at`` when it was written down."""

    seq: int
    kind: str
    happened_on: date
    recorded_at: datetime
    facts: Mapping[str, str | int | bool | None] = field(default_factory=dict)

    def day(self, name: str) -> date | None:
        """A date among the facts."""
        value = self.facts.get(name)
        return date.fromisoformat(value) if isinstance(value, str) else None

    def text(self, name: str) -> str:
        """A kind or an id among the facts; empty when absent."""
        value = self.facts.get(name)
        return "" if value is None else str(value)


def plain_facts(facts: Mapping[str, FactValue]) -> dict[str, str | int | bool | None]:
    """Facts as they are stored and hashed. Raises ValueError for free text or a type with more than one spelling."""
    plain: dict[str, str | int | bool | None] = {}
    for name, value in sorted(facts.items()):
        if value is None or isinstance(value, bool | int):
            plain[name] = value
        elif isinstance(value, datetime):
            raise ValueError(f"{name}: an event holds days, its own clock holds the time")
        elif isinstance(value, date):
            plain[name] = value.isoformat()
        elif isinstance(value, Decimal | UUID) or (isinstance(value, str) and _WORD.fullmatch(value)):
            plain[name] = str(value)
        else:
            raise ValueError(f"{name}: an event holds kinds, dates and ids, not {value!r}")
    return plain
