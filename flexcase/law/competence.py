"""Who may decide what (kompetence): a dated table of units, outcomes and holders, matched with one person."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

__all__ = ["ANY", "Competence", "Entitlement", "may_decide"]

#: In a row: every unit, or every outcome.
ANY = "*"


@dataclass(frozen=True)
class Competence:
    """One row: in this unit the holder decides on this outcome, from a day to and with another.

    The holder is a role or a person, never both; ``substitute`` is a person who decides in the holder's place.
    """

    unit: str
    outcome: str
    valid_from: date
    valid_until: date | None = None
    role: str = ""
    person: str = ""
    substitute: str = ""

    def __post_init__(self) -> None:
        if bool(self.role) == bool(self.person):
            raise ValueError("a competence is held by a role or by a person, and never by both")
        if self.valid_until is not None and self.valid_until < self.valid_from:
            raise ValueError(f"a competence ends on {self.valid_until}, before it begins on {self.valid_from}")

    def covers(self, unit: str, outcome: str, day: date) -> bool:
        """Whether the row speaks of this unit and outcome on this day."""
        return (
            self.unit in (ANY, unit)
            and self.outcome in (ANY, outcome)
            and self.valid_from <= day
            and (self.valid_until is None or day <= self.valid_until)
        )


@dataclass(frozen=True)
class Entitlement:
    """The row by which somebody may decide, and whether they do so as a substitute."""

    row: Competence
    as_substitute: bool


def may_decide(
    table: Iterable[Competence], *, person: str, roles: Collection[str], unit: str, outcome: str, day: date
) -> Entitlement | None:
    """Whether a person with these roles in the unit may decide on the outcome that day; None means no.

    A competence of one's own goes before a substitute's.
    """
    rows = [row for row in table if row.covers(unit, outcome, day)]
    for row in rows:
        if (row.person and row.person == person) or (row.role and row.role in roles):
            return Entitlement(row, as_substitute=False)
    for row in rows:
        if row.substitute and row.substitute == person:
            return Entitlement(row, as_substitute=True)
    return None
