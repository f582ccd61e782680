"""Keeping what is found by words: one row of the index for each row of a source, written with it and gone with it."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib.postgres.search import SearchVector
from django.db.models import Exists, OuterRef, Value

from cases.models import SearchText
from cases.search.sources import OnCase, Source, keyed, source_of, sources
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.law import cpr

#: Signs of one text that are looked at; what PostgreSQL can hold of a text of nothing but different words.
MOST = 300_000
LOT = 200


def keep(row: OnCase) -> None:
    """Write the index row of a source's row anew, or take it away. Where the text cannot be opened, nothing is kept."""
    source = source_of(row)
    try:
        entry = source.entry(row)
    except (Unreadable, FileMissing):
        entry = None
    if entry is None:
        forget(row.pk)
        return
    kept = SearchText(pk=row.pk, case=row.case, unit_id=row.case.unit_id, found_in=source.found_in)
    kept.part, kept.dated, kept.label, kept.place = entry.part, entry.dated, entry.label, entry.place
    kept.title, kept.text = _clean(entry.title), _clean(entry.text)
    if entry.keyed:
        kept.words = SearchVector(Value(" ".join(keyed(entry.keyed))), config="simple")
    else:
        kept.words = SearchVector(Value(cpr.PERHAPS.sub(" ", f"{kept.title}\n{kept.text}")), config="danish")
    SearchText.objects.bulk_create([kept], update_conflicts=True, unique_fields=["id"], update_fields=CHANGES)


def forget(pk: UUID) -> None:
    """What the row with this id said is no longer found."""
    SearchText.objects.filter(pk=pk).delete()


CHANGES = ["unit", "part", "dated", "label", "place", "words", "title_sealed", "text_sealed"]


def _clean(text: str) -> str:
    """Without signs that no text holds and no database takes, and no longer than is looked at."""
    return "".join(sign for sign in text[:MOST] if sign.isprintable() or sign in "\n\t").strip()


def reindex(*, everything: bool = False) -> Iterator[int]:
    """Write what is missing (or everything anew) lot by lot; answers the number of each lot. May be stopped anywhere.

    What is left of rows that are gone is taken out.
    """
    left = SearchText.objects.all()
    for source in sources():
        left = left.exclude(Exists(source.rows().filter(pk=OuterRef("pk"))))
        yield from _reindex(source, everything)
    left.delete()


def _reindex(source: Source, everything: bool) -> Iterator[int]:
    rows = source.rows()
    if not everything:
        rows = rows.filter(~Exists(SearchText.objects.filter(pk=OuterRef("pk"))))
    last = UUID(int=0)
    while lot := list(rows.filter(pk__gt=last)[:LOT]):
        for row in lot:
            keep(row)
        last = lot[-1].pk
        yield len(lot)
