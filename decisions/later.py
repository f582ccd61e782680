"""What follows when letters of this floor have been rendered, and how papers are bound together with their letter."""

from __future__ import annotations

import io
from collections.abc import Mapping
from uuid import UUID

import pikepdf

from cases.action import Actor, OutcomeKind
from cases.letters.sheet import sheet_pdf
from cases.models import Document, Letter, Note
from cases.posting import bundled, when_rendered
from cases.runner import run
from decisions.bundle import Enclosed, Unbindable, bind
from decisions.models import Complaint, Decision
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.base.outbox import Failed, TryAgain


@when_rendered("decision_grant", "decision_rejection", "decision_not_opened")
def hand_to_approver(letter: Letter) -> None:
    """The decision can be read and approved. Done twice, it is done once."""
    waiting = Decision.objects.filter(letter=letter, state="awaiting_letter").exists()
    if waiting and not (outcome := run("mark_letter_ready", Actor.clock(), {"letter": letter.pk}, case=letter.case)).done:
        raise TryAgain(f"afgørelsen kunne ikke lægges til godkendelse: {outcome.kind}")


@bundled("hearing")
@bundled("access_decision")
def with_every_paper(letter: Letter, pdf: bytes) -> bytes:
    """The letter and its enclosures as one file: the citizen must have the documents themselves (P-08, D-23)."""
    papers = {str(paper.pk): paper for paper in Document.objects.filter(pk__in=letter.enclosures).select_related("case__key")}
    enclosed = []
    for number, key in enumerate(letter.enclosures, 1):
        paper = papers[key]
        try:
            enclosed.append(Enclosed(_bookmark(letter, number, paper), paper.content(), paper.media_type))
        except FileMissing as problem:  # the store may be away for a while
            raise TryAgain(f"dokument {paper.no} kan ikke findes") from problem
        except Unreadable as problem:
            raise Failed(f"dokument {paper.no} er ændret uden om systemet") from problem
    try:
        return bind(pdf, enclosed)
    except Unbindable as problem:
        no = papers[letter.enclosures[problem.place]].no
        raise Failed(f"dokument {no} kan ikke læses som PDF, så det kan ikke lægges ved brevet") from problem


def _bookmark(letter: Letter, number: int, paper: Document) -> str:
    """A hearing numbers its enclosures; the answer to aktindsigt keeps the numbers of its list of documents."""
    name = f"Bilag {number}" if letter.kind == "hearing" else f"Dokument {paper.no}"
    return f"{name}: {paper.title}"


#: What a paper raises that cannot be read: it is gone, changed behind our back, or no PDF after all.
DAMAGED = (FileMissing, Unreadable, Unbindable)


@bundled("complaint_forwarding")
def with_every_akt(letter: Letter, pdf: bytes) -> bytes:
    """The cover letter with every paper of the case, numbered (D-22). One that cannot be read is named in its place."""
    rows = _akter(letter)
    bound: list[Enclosed] = []
    damaged: list[str] = []
    for number, key in enumerate(letter.enclosures, 1):
        enclosed = _readable(number, rows[UUID(key)])
        if enclosed is None:
            enclosed = _in_its_place(number, rows[UUID(key)], letter)
            damaged.append(enclosed.title)
        bound.append(enclosed)
    if damaged:
        _tell(letter, damaged)
    return bind(pdf, bound)


def _akter(letter: Letter) -> Mapping[UUID, Document | Letter | Note]:
    keys = letter.enclosures
    models: tuple[type[Document | Letter | Note], ...] = (Document, Letter, Note)
    return {row.pk: row for model in models for row in model._default_manager.filter(pk__in=keys).select_related("case__key")}


def _readable(number: int, row: Document | Letter | Note) -> Enclosed | None:
    """The paper under its number; None when it cannot be read or cannot be bound."""
    try:
        enclosed = Enclosed(f"Akt {number}: {_title(row)}", *_content(row))
        bind(_blank(), [enclosed])
    except DAMAGED:
        return None
    return enclosed


def _title(row: Document | Letter | Note) -> str:
    return f"Notat: {row.heading}" if isinstance(row, Note) else row.title


def _content(row: Document | Letter | Note) -> tuple[bytes, str]:
    if isinstance(row, Document):
        return row.content(), row.media_type
    if isinstance(row, Letter):
        return row.pdf(), ""
    return sheet_pdf(row.heading, row.dated, row.case.number, {"Notat": row.text}), ""


def _blank() -> bytes:
    out = io.BytesIO()
    with pikepdf.Pdf.new() as empty:
        empty.add_blank_page()
        empty.save(out)
    return out.getvalue()


def _in_its_place(number: int, row: Document | Letter | Note, letter: Letter) -> Enclosed:
    title = f"Akt {number}: {_title(row)} (kan ikke læses)"
    words = "Akten kunne ikke læses, da filen blev samlet. Kommunen sender den, når den er fundet."
    return Enclosed(title, sheet_pdf(title, letter.dated, letter.case.number, {"Akten mangler": words}))


def _tell(letter: Letter, damaged: list[str]) -> None:
    """Somebody must find the papers and send them. Told once, however often the bundle is made."""
    complaint = Complaint.objects.get(bundle=letter)
    outcome = run("record_damaged_papers", Actor.clock(), {"complaint": complaint.no, "papers": damaged}, case=letter.case)
    if not outcome.done and outcome.kind is not OutcomeKind.INVALID:  # invalid: it was told before
        raise TryAgain(f"de akter, der ikke kan læses, kunne ikke skrives på sagen: {outcome.kind}")
