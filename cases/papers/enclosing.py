"""How papers are bound together with a letter, or with one another: strictly for the citizen, as far as readable for others."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from uuid import UUID

from cases.letters.posting import bundled
from cases.letters.sheet import sheet_pdf
from cases.models import AccessRequest, Document, Letter, Struck
from cases.papers.akt import Row, rows_by_id
from cases.papers.bundle import Enclosed, Unbindable, bind, can_be_bound, plain
from cases.papers.copies import copy_of, named
from cases.papers.strike import NotThere
from flexcase.base import outbox
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.base.outbox import Failed, TryAgain


class NotInTime(Failed):
    """A person waits, and it takes longer than that. Whoever has the patience can do it."""


@bundled("access_decision")
def with_every_paper(letter: Letter, pdf: bytes) -> bytes:
    """The letter and its enclosures as one file: the citizen must have the papers themselves (P-08, D-23).

    A letter among the papers comes without what it enclosed: its enclosures are on the list themselves, and what is left
    out there must not come in by it. What the newest answer to aktindsigt strikes is struck in the hearing's copies too: a
    hearing is no way around a refusal, and the paper's other words must still be heard (forvaltningsloven §§ 15 b and 19).
    """
    rows = rows_by_id(letter.enclosures)
    ordered = [rows[UUID(key)] for key in letter.enclosures]
    return with_papers(pdf, list(zip(_names(letter), ordered, strict=True)), Struck.by_paper(AccessRequest.behind(letter)))


def with_papers(pdf: bytes, numbered: Sequence[tuple[str, Row]], struck: Mapping[UUID, Sequence[Struck]]) -> bytes:
    """A letter and the copies of papers, each under its number. Raises Failed or TryAgain, in words for staff."""
    enclosed = []
    for name, row in numbered:
        passages = [one.passage for one in struck.get(row.pk, ())]
        outbox.still_at_it()
        try:
            enclosed.append(Enclosed(f"{name}: {named(row, passages)}", *copy_of(row, passages)))
        except FileMissing as problem:  # the store may be away for a while
            raise TryAgain(f"{_plainly(row)} kan ikke findes") from problem
        except Unreadable as problem:
            raise Failed(f"{_plainly(row)} er ændret uden om systemet") from problem
        except NotThere as problem:
            raise Failed(f"{_plainly(row)} har ikke den passage, der skal streges over") from problem
        except Unbindable as problem:
            raise _unreadable(row, problem) from problem
    try:
        return bind(pdf, enclosed)
    except Unbindable as problem:
        raise _unreadable(numbered[problem.place][1], problem) from problem


def _unreadable(row: Row, problem: Unbindable) -> Failed:
    if problem.late:
        return NotInTime(f"Papirerne er for mange eller for lange til, at {_plainly(row)} kunne nå at komme med")
    return Failed(f"{_plainly(row)} kan ikke læses som PDF, så det kan ikke lægges ved brevet")


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
        enclosed, whole = readable_or_named(title, row, content, dated)
        bound.append(enclosed)
        if not whole:
            damaged.append(enclosed.title)
    return bound, damaged


def readable_or_named(title: str, row: Row, content: Callable[[Row], tuple[bytes, str]], dated: date) -> tuple[Enclosed, bool]:
    """The paper under its title, as pages; or a sheet that says that it cannot be read, and false."""
    outbox.still_at_it()
    try:
        enclosed = Enclosed(title, plain(Enclosed(title, *content(row))))
    except (FileMissing, Unreadable, Unbindable):  # gone, changed behind our back, or torn
        return _in_its_place(title, row, dated), False
    return (enclosed, True) if can_be_bound(enclosed) else (_in_its_place(title, row, dated), False)


def _in_its_place(title: str, row: Row, dated: date) -> Enclosed:
    heading = f"{title} (kan ikke læses)"
    words = "Akten kunne ikke læses, da filen blev samlet. Kommunen sender den, når den er fundet."
    return Enclosed(heading, sheet_pdf(heading, dated, row.case.number, {"Akten mangler": words}))
