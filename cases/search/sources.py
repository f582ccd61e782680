"""What can be found by words, and what of it: notes and documents here; higher floors add theirs (employers).

Health is left out here and nowhere else: a note on an action of the health part is no entry at all, and a health document is
found by its kind and its day, by those who may read health.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any, Protocol
from uuid import UUID

from django.db.models import Model, QuerySet
from django.utils import formats

from cases.models import Case, Document, Note
from cases.models.search import FoundIn
from cases.reading.words import words
from flexcase.base.crypto import keyed_hash
from flexcase.law.rule import Part


@dataclass(frozen=True)
class Entry:
    """What is found of one row. ``place`` is the end of its address, behind the case's own.

    ``keyed``, where health must not stand in the open: the only words that are found, as keyed hashes, so only as written.
    """

    part: Part
    dated: date
    label: str
    title: str
    text: str
    place: str
    keyed: str = ""


class OnCase(Protocol):
    """A row of a source: it has an id, and belongs to a case whose key seals its words."""

    pk: UUID
    case: Case


@dataclass(frozen=True)
class Source:
    """One model whose rows are found by words; ``entry`` answers None for a row that is not."""

    model: type[Model]
    found_in: FoundIn
    also: tuple[str, ...]
    entry: Callable[[Any], Entry | None]

    def rows(self) -> QuerySet[Any]:
        """Every row by id, with the key that opens it."""
        return self.model._default_manager.select_related("case__key", *self.also).order_by("pk")


def tab(key: str) -> str:
    """A tab of the case page, as a place."""
    return f"?fane={key}#fane"


_sources: dict[type[Model], Source] = {}


def found_by_words(
    model: type[Model], found_in: FoundIn, *also: str
) -> Callable[[Callable[[Any], Entry | None]], Callable[[Any], Entry | None]]:
    """Register a model over the function that says what is found of a row; ``also`` are relations that it reads.

    Whoever writes such a row hands it to ``index.keep``.
    """

    def register(entry: Callable[[Any], Entry | None]) -> Callable[[Any], Entry | None]:
        _sources[model] = Source(model, found_in, also, entry)
        return entry

    return register


def source_of(row: OnCase) -> Source:
    """Raises KeyError for a model that nobody registered."""
    return _sources[type(row)]  # type: ignore[index]  # a model, which a protocol cannot say


def sources() -> list[Source]:
    """All of them, in the order of the house."""
    return list(_sources.values())


@found_by_words(Note, FoundIn.NOTE, "run")
def note(row: Note) -> Entry | None:
    """A note, unless it is about health, or about a paper, which may be about health."""
    from cases.action import action as action_named

    part = action_named(row.run.action).part
    if part in {Part.HEALTH, Part.DOCUMENTS}:
        return None
    said = (row.talked_with, row.text, row.promised, row.next_step, row.advice)
    place = f"?fane=notater&fra={row.pk}#fane"
    return Entry(part, row.dated, "Notat", row.heading, "\n".join(text for text in said if text), place)


@found_by_words(Document, FoundIn.DOCUMENT)
def document(row: Document) -> Entry:
    """A document with its text. Of a health document only what it is and when: not even its title."""
    place, kind = f"dokument/{row.no}/", row.get_kind_display()
    if row.health:
        shown = ", ".join(filter(None, (kind, row.sender)))
        return Entry(Part.HEALTH, row.dated, kind, shown, "", place, keyed=f"{kind} {row.sender} {in_words(row.dated)}")
    said = filter(None, (kind, row.sender, _text(row)))
    return Entry(Part.DOCUMENTS, row.dated, kind, row.title, "\n".join(said), place)


#: Headings of sheets under which health stands in a paper that is not about health. Higher floors name theirs.
OF_HEALTH: set[str] = set()


def _text(row: Document) -> str:
    """Of a sheet its headings and texts, of a file what can be read in it."""
    if row.blob is None:
        said = json.loads(row.sheet)
        return "\n".join(f"{heading}: {text}" for heading, text in said if heading not in OF_HEALTH)
    with row.opened() as content:
        return words(content, row.media_type)


def keyed(text: str) -> list[str]:
    """The words of a text as keyed hashes, which stand as lexemes among others."""
    return [f"k{keyed_hash(f'search:{word}')[:20]}" for word in dict.fromkeys(WORD.findall(text.lower()))]


WORD = re.compile(r"[\w.]*\w")


def in_words(day: date) -> str:
    """A day as people write it: 3. august 2026, 3.8.2026, 03.08.2026."""
    return f"{formats.date_format(day, 'j. F Y')}, {day.day}.{day.month}.{day.year}, {day:%d.%m.%Y}"
