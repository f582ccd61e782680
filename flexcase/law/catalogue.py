"""The catalogue of law (regelkataloget): every requirement that FlexCase knows of, with its words, sources and reach.

``docs/law/catalogue.csv`` is the list, restated once and read here strictly. A rule's check, guards and citations stand in
code; what it demands of people, in plain Danish, stands in the list. A test holds the two together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from flexcase.law.regime import Regime, regimes

FILE = Path(__file__).parents[2] / "docs" / "law" / "catalogue.csv"
COLUMNS = ("id", "kind", "steps", "effect", "since", "until", "title", "requirement", "satisfied_by", "sources", "where")

#: The steps of the road that a requirement belongs to, in order.
STEPS = (
    "ansøgning",
    "oplysning",
    "afprøvning",
    "beskrivelse",
    "partshøring",
    "forelæggelse",
    "afgørelse",
    "klage",
    "job",
    "hele sagen",
)

#: What the letters of an id stand for.
TOPICS = {
    "E": "Målgruppe og visitation",
    "F": "Fastholdelse",
    "M": "Helbred",
    "P": "Sagsbehandling",
    "V": "Team",
    "K": "Kompetence",
    "RF": "Ressourceforløb",
    "C": "Klage",
    "X": "Job og opfølgning",
    "T": "Frister",
    "D": "Dokumenter",
}


class Kind(StrEnum):
    """How FlexCase keeps a requirement."""

    RULE = "rule"
    DEADLINE = "deadline"
    DOCUMENT = "document"
    TEXT = "text"


EFFECTS = ("stop", "reason", "warn", "info")


class CatalogueError(ValueError):
    """A line of the list that cannot be used; the message names file, line and column."""


@dataclass(frozen=True)
class Entry:
    """One requirement. ``since`` and ``until`` are names of regimes, both included; empty: always, and still.

    ``where`` names what keeps it when it is no rule: ``deadline:<kind>``, ``letter:<kind>``, ``action:<name>``,
    ``rule:<id>`` or ``reckoning:<function>``.
    """

    id: str
    kind: Kind
    steps: tuple[str, ...]
    effect: str
    since: str
    until: str
    title: str
    requirement: str
    satisfied_by: str
    sources: tuple[str, ...]
    where: str = ""

    @property
    def topic(self) -> str:
        """The Danish name of the group that the id belongs to."""
        return topic_of(self.id)

    def holds_in(self, regime: Regime) -> bool:
        """Whether the requirement belongs to a regime's period, as the list says."""
        order = [law.name for law in regimes()]
        at = order.index(regime.name)
        return (not self.since or order.index(self.since) <= at) and (not self.until or at <= order.index(self.until))


def topic_of(id: str) -> str:
    """Such as »Helbred« of ``M-06``."""
    return TOPICS.get(id.partition("-")[0], "Andet")


@cache
def catalogue() -> dict[str, Entry]:
    """Every requirement by its id, in the order of the list. Raises CatalogueError when the list is wrong."""
    return load(FILE)


def load(file: Path) -> dict[str, Entry]:
    """Read a list. Raises CatalogueError naming the line and the column."""
    with file.open(encoding="utf-8", newline="") as opened:
        reader = csv.DictReader(opened, strict=True)
        if tuple(reader.fieldnames or ()) != COLUMNS:
            raise CatalogueError(f"{file.name}: the columns must be {', '.join(COLUMNS)}")
        entries: dict[str, Entry] = {}
        for number, row in enumerate(reader, start=2):
            entry = _entry(f"{file.name}, line {number}", row)
            if entry.id in entries:
                raise CatalogueError(f"{file.name}, line {number}: {entry.id} stands there twice")
            entries[entry.id] = entry
    return entries


def _entry(place: str, row: dict[str, str]) -> Entry:
    if None in row or None in row.values():
        raise CatalogueError(f"{place}: there are not {len(COLUMNS)} columns")
    for column in ("id", "kind", "steps", "effect", "title", "requirement", "satisfied_by", "sources"):
        if not row[column].strip():
            raise CatalogueError(f"{place}: {column} is empty")
    steps = tuple(row["steps"].split("|"))
    laws = {law.name for law in regimes()}
    _one_of(place, "kind", [row["kind"]], list(Kind))
    _one_of(place, "steps", steps, STEPS)
    _one_of(place, "effect", [row["effect"]], EFFECTS)
    _one_of(place, "since", [row["since"]], {"", *laws})
    _one_of(place, "until", [row["until"]], {"", *laws})
    sources = tuple(source.strip() for source in row["sources"].split("|"))
    return Entry(**{**row, "kind": Kind(row["kind"]), "steps": steps, "sources": sources})  # type: ignore[arg-type]


def _one_of(place: str, column: str, found: Iterable[str], known: Iterable[str]) -> None:
    for one in found:
        if one not in set(known):
            raise CatalogueError(f"{place}: {column} is {one!r}, not one of {', '.join(sorted(known))}")
