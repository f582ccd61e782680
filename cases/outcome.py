"""What came of a run: done, or why not."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any
from uuid import UUID

from flexcase.law.rule import Finding


class OutcomeKind(StrEnum):
    """How a run ended."""

    DONE = "done"
    INVALID = "invalid"
    STOPPED = "stopped"
    NEEDS_REASONS = "needs_reasons"
    STALE = "stale"
    BUSY = "busy"
    DENIED = "denied"


#: The status code that a browser gets for each.
STATUS = {
    OutcomeKind.DONE: 200,
    OutcomeKind.INVALID: 422,
    OutcomeKind.STOPPED: 409,
    OutcomeKind.NEEDS_REASONS: 422,
    OutcomeKind.STALE: 409,
    OutcomeKind.BUSY: 409,
    OutcomeKind.DENIED: 404,
}


@dataclass(frozen=True)
class Outcome:
    """What came of a run. ``findings`` hold also what only reminds; ``again`` marks a repeated run."""

    kind: OutcomeKind
    findings: tuple[Finding, ...] = ()
    errors: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    theirs: Mapping[str, str] = field(default_factory=dict)
    case_id: UUID | None = None
    run_id: UUID | None = None
    letters: tuple[UUID, ...] = ()
    created: Any = None
    again: bool = False

    @property
    def done(self) -> bool:
        return self.kind is OutcomeKind.DONE

    @property
    def status(self) -> int:
        return STATUS[self.kind]
