"""The columns of a worklist: what each says of a case, on the page and in a file.

A cell of the page is a small component that knows nothing but what it is given, so it is drawn once for all the rows that
say the same (``drawn``).
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass, field
from datetime import date

from cases.action import action as action_named
from cases.casepage import shown
from cases.models import Case
from cases.road import DECIDED, UNDER_WAY
from cases.road import ahead as action_ahead
from cases.worklists.veil import NARROW, Due

#: Whom a case may wait for: name in the address → label, and the word of the deadlines.
OTHERS = {
    "laege": ("Læge", "lægen"),
    "borger": ("Borger", "borgeren"),
    "team": ("Visitationsteam", "teamet"),
    "sundhed": ("Sundhedskoordinator", "klinisk funktion"),
}

#: Where the next step is somebody else's: (state, who is waited for) → what the row says instead.
AWAITS = {
    ("hearing", "borgeren"): "Afventer borgerens svar",
    ("team", "teamet"): "Afventer mødet",
    ("granted", "borgeren"): "Afventer klagefristen",
    ("rejected", "borgeren"): "Afventer klagefristen",
}


@dataclass(frozen=True)
class Row:
    """One case of a list."""

    case: Case
    due: Due | None
    #: Whether the reader may not read of health.
    veiled: bool = False
    #: What the reader is.
    role: str = ""

    @property
    def waits_for(self) -> str:
        """Whom else than the municipality the case under way waits for."""
        if self.case.state not in UNDER_WAY:
            return ""
        found = [(key, label) for key, (label, word) in OTHERS.items() if word in self.case.waits_for]
        return ", ".join(dict.fromkeys("Andre" if self.veiled and key in NARROW else label for key, label in found))

    @property
    def awaits(self) -> str:
        """What is awaited where the next step is somebody else's; a complaint has to be answered before the case can rest."""
        if self.case.complaint_running and self.case.state in DECIDED:
            return "Klagen er i gang"
        return next((AWAITS[self.case.state, whom] for whom in self.case.waits_for if (self.case.state, whom) in AWAITS), "")

    @property
    def ahead(self) -> str:
        """The name of the action that leads on."""
        return action_ahead(self.case.state, self.case.regime)

    @property
    def next(self) -> str:
        """The next step in words."""
        return action_named(self.ahead).label_for(self.case) if self.ahead else ""


@dataclass(frozen=True)
class Cell:
    """What a column says of one case: its words, and where they lead or the component that draws more than words."""

    words: str
    url: str = ""
    component: str = ""
    given: Mapping[str, Hashable] = field(default_factory=dict)


@dataclass(frozen=True)
class Column:
    """One column: its head, and what it says of a case."""

    label: str
    cell: Callable[[Row], Cell]


def _due(row: Row) -> Cell:
    day = row.case.next_due
    return Cell(_numbers(day), component="components/due.html", given={"day": day})


def _why(row: Row) -> Cell:
    words = f"{row.due.title} ({row.due.cites})" if row.due else ""
    return Cell(words, component="cases/columns/why.html", given={"due": row.due})


def _received(row: Row) -> Cell:
    day = row.case.received_on
    return Cell(_numbers(day), component="cases/columns/received.html", given={"day": day})


def _step(row: Row) -> Cell:
    words = row.case.state_label
    return Cell(words, component="cases/columns/step.html", given={"words": words, "statuses": shown.statuses(row.case)})


def _next(row: Row) -> Cell:
    if row.awaits:
        return Cell(row.awaits, component="cases/columns/awaits.html", given={"words": row.awaits})
    takes_it = row.ahead and row.role in action_named(row.ahead).roles
    return Cell(row.next, url=shown.action_url(row.ahead, row.case) if takes_it else "")


def _numbers(day: date | None) -> str:
    """A day as a spreadsheet reads it."""
    return f"{day:%d-%m-%Y}" if day else ""


#: What may stand beside the citizen's name, in the order in which it stands.
COLUMNS: dict[str, Column] = {
    "frist": Column("Næste frist", _due),
    "hvorfor": Column("Hvorfor", _why),
    "modtaget": Column("Modtaget", _received),
    "trin": Column("Trin", _step),
    "venter": Column("Venter på", lambda row: Cell(row.waits_for)),
    "sagsbehandler": Column("Sagsbehandler", lambda row: Cell(str(row.case.caseworker or "Ingen"))),
    "regelsaet": Column("Regelsæt", lambda row: Cell(row.case.regime.title)),
    "naeste": Column("Næste skridt", _next),
}
