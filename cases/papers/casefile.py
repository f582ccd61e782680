"""The case as one file (sagsudskrift): contents, timeline, and every paper with a number and a bookmark.

Only what the reader may see: the same table of parts as the pages (cases/access.py). A letter comes without what it enclosed,
since the enclosures are papers of their own.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime

from django.template import Context

from cases import access
from cases.action import action as action_named
from cases.letters.glyphs import printable
from cases.letters.render import TEMPLATES, engine
from cases.letters.sheet import STYLE
from cases.models import Case, Document, DocumentVersion, Letter, User
from cases.panels import event_title
from cases.papers import akt
from cases.papers.akt import Akt
from cases.papers.bundle import Enclosed, bind, page_count
from cases.papers.enclosing import readable_or_named
from cases.timeline import events_of
from flexcase.law.rule import Part

TEMPLATE = "letters/case_file/v1.html"


@dataclass(frozen=True)
class Line:
    """One line of the contents; ``page`` is where the paper begins in the file."""

    no: int
    title: str
    dated: date
    sender: str
    page: int


def papers_for(user: User, case: Case) -> list[Akt]:
    """The papers of a case that somebody may read."""
    parts = access.parts_of(user)
    return [paper for paper in akt.gather(case) if _part(paper) in parts]


def _part(paper: Akt) -> Part:
    row = paper.row.document if isinstance(paper.row, DocumentVersion) else paper.row
    if isinstance(row, Document):
        return Part.HEALTH if row.health else Part.DOCUMENTS
    return Part.LETTERS if isinstance(row, Letter) else action_named(row.run.action).part


def compose(case: Case, user: User, now: datetime, tell: Callable[[int], None]) -> tuple[bytes, int]:
    """The file, and how many papers could not be read. ``tell`` hears how many papers have been read."""
    papers = papers_for(user, case)
    bound, damaged = [], 0
    for number, paper in enumerate(papers, 1):
        enclosed, whole = readable_or_named(f"Akt {number}: {paper.title}", paper.row, akt.alone, now.date())
        bound.append(enclosed)
        damaged += not whole
        tell(number)
    counts = [page_count(item) for item in bound]
    front = _front(case, user, now, papers, counts, 0)
    front = _front(case, user, now, papers, counts, page_count(Enclosed("", front)))  # now that its own length is known
    return bind(front, bound), damaged


def _front(case: Case, user: User, now: datetime, papers: list[Akt], counts: list[int], first: int) -> bytes:
    """Contents and timeline. ``first`` is how many pages they fill themselves."""
    from cases.letters.press import press

    parts = access.parts_of(user)
    context = {
        "number": case.number,
        "name": printable(case.citizen.name),
        "road": case.regime.road[case.state],
        "made": now.date(),
        "who": printable(str(user)),
        "lines": list(_lines(papers, counts, first)),
        "events": [(row.happened_on, printable(event_title(case, row, parts))) for row in events_of(case)],
    }
    html = engine().get_template(TEMPLATE).render(Context(context, use_l10n=False, use_tz=False))
    return press(html, TEMPLATES / STYLE, hashlib.sha256(html.encode()).digest()[:16])


def _lines(papers: list[Akt], counts: list[int], first: int) -> Iterator[Line]:
    page = first + 1
    for number, (paper, count) in enumerate(zip(papers, counts, strict=True), 1):
        yield Line(number, printable(paper.title), paper.dated, printable(paper.sender), page)
        page += count
