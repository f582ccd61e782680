"""How papers are bound together with a letter, or with one another: strictly for the citizen, as far as readable for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date
from uuid import UUID

from cases.akt import Row, alone, rows_by_id, title_of
from cases.bundle import Enclosed, Unbindable, bind, can_be_bound
from cases.letters.sheet import sheet_pdf
from cases.models import Document, Letter
from cases.posting import bundled
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.base.outbox import Failed, TryAgain


@bundled("access_decision")
def with_every_paper(letter: Letter, pdf: bytes) -> bytes:
    """The letter and its enclosures as one file: the citizen must have the papers themselves (P-08, D-23).

    A letter among the papers comes without what it enclosed: its enclosures are on the list themselves, and what is left
    out there must not come in by it.
    """
    rows = rows_by_id(letter.enclosures)
    enclosed = []
    for name, key in zip(_names(letter), letter.enclosures, strict=True):
        row = rows[UUID(key)]
        try:
            enclosed.append(Enclosed(f"{name}: {title_of(row)}", *alone(row)))
        except FileMissing as problem:  # the store may be away for a while
            raise TryAgain(f"{_plainly(row)} kan ikke findes") from problem
        except Unreadable as problem:
            raise Failed(f"{_plainly(row)} er ændret uden om systemet") from problem
    try:
        return bind(pdf, enclosed)
    except Unbindable as problem:
        row = rows[UUID(letter.enclosures[problem.place])]
        raise Failed(f"{_plainly(row)} kan ikke læses som PDF, så det kan ikke lægges ved brevet") from problem


def _names(letter: Letter) -> list[str]:
    """The answer to aktindsigt keeps the numbers of its list of papers; other letters number what they enclose."""
    if letter.kind == "access_decision":
        return [f"Akt {paper['no']}" for paper in letter.snapshot["documents"] if paper["given"]]
    return [f"Bilag {number}" for number in range(1, len(letter.enclosures) + 1)]


def _plainly(row: Row) -> str:
    """A paper without its title, which may be of a personal kind."""
    if isinstance(row, Document):
        return f"dokument {row.no}"
    return f"brevet fra {row.dated:%d.%m.%Y}" if isinstance(row, Letter) else f"notatet fra {row.dated:%d.%m.%Y}"


def as_far_as_readable(
    titled: Iterable[tuple[str, Row]], content: Callable[[Row], tuple[bytes, str]], dated: date
) -> tuple[list[Enclosed], list[str]]:
    """Every paper under its title, and the titles of those that cannot be read: a sheet in their place says so."""
    bound, damaged = [], []
    for title, row in titled:
        enclosed = _readable(title, row, content)
        if enclosed is None:
            enclosed = _in_its_place(title, row, dated)
            damaged.append(enclosed.title)
        bound.append(enclosed)
    return bound, damaged


def _readable(title: str, row: Row, content: Callable[[Row], tuple[bytes, str]]) -> Enclosed | None:
    """The paper under its title; None when it cannot be read or cannot be bound."""
    try:
        enclosed = Enclosed(title, *content(row))
    except (FileMissing, Unreadable):  # gone, or changed behind our back
        return None
    return enclosed if can_be_bound(enclosed) else None


def _in_its_place(title: str, row: Row, dated: date) -> Enclosed:
    heading = f"{title} (kan ikke læses)"
    words = "Akten kunne ikke læses, da filen blev samlet. Kommunen sender den, når den er fundet."
    return Enclosed(heading, sheet_pdf(heading, dated, row.case.number, {"Akten mangler": words}))
