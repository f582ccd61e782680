"""Every paper of a case (akt): documents, letters that were sent, and notes, in order of time, each with its content.

Aktindsigt gives them, the appeal body gets them, and an employee takes them out as one file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from django.conf import settings

from cases.casepage.notes import is_corrected, more, tasks_of
from cases.letters.letter import from_snapshot
from cases.letters.render import render_pdf
from cases.letters.sheet import sheet_pdf
from cases.letters.typography import day as day_in_print
from cases.models import Case, Delivery, Document, DocumentVersion, Letter, Note

Row = Document | DocumentVersion | Letter | Note

#: Whom documents come from. A paper that the municipality made itself is from the municipality.
SENDERS = {
    Document.Kind.APPLICATION: "Borgeren",
    Document.Kind.CITIZEN: "Borgeren",
    Document.Kind.MEDICAL: "Læge",
    Document.Kind.HEALTH_STATEMENT: "Sundhedskoordinator eller lægekonsulent",
    Document.Kind.TRIAL_REPORT: "Kommunen og arbejdsstedet",
    Document.Kind.EMPLOYER: "Arbejdsgiver",
}
RECEIVERS = {
    Letter.Recipient.CITIZEN: "Borgeren",
    Letter.Recipient.DOCTOR: "Læge",
    Letter.Recipient.APPEAL_BODY: "Klageinstansen",
}
SENT_BY = {"digital_post": "Digital Post", "paper": "brev"}


@dataclass(frozen=True)
class Akt:
    """One paper: the row that holds it, and what a list of papers says of it."""

    row: Row
    #: By which a form names it: ``3`` is document 3, ``brev-2`` the second letter, ``notat-1`` the first note.
    key: str
    title: str
    dated: date
    sender: str
    receiver: str
    #: When it came, and by what this is proved.
    received: str = ""

    @property
    def column(self) -> dict[str, Row]:
        """The paper under its kind, for tables that have a column for each."""
        return {str(self.row._meta.model_name): self.row}


def gather(case: Case) -> list[Akt]:
    """Documents, letters that were sent, and notes, oldest first."""
    documents = Document.objects.filter(case=case).select_related("case__key").order_by("no")
    letters = Letter.objects.filter(case=case).select_related("case__key", "delivery").order_by("pk")
    notes = Note.objects.filter(case=case).select_related("case__key", "run").order_by("at", "pk")
    found = [
        *(_document(row) for row in documents),
        *(_letter(no, row) for no, row in enumerate(letters, 1) if row.state in {"issued", "delivered"}),
        *(_note(no, row) for no, row in enumerate(notes, 1)),
    ]
    return sorted(found, key=lambda akt: akt.dated)


def _document(row: Document) -> Akt:
    own = settings.MUNICIPALITY
    received = "" if row.received_on == row.dated else f"Modtaget {day_in_print(row.received_on)}"
    sender = row.sender or SENDERS.get(Document.Kind(row.kind), own)
    return Akt(row, str(row.no), row.title, row.dated, sender, own, received)


def earlier(case: Case, by: date) -> dict[UUID, list[Akt]]:
    """The files that documents had before, if they were on the case by a day: by document, oldest first."""
    rows = DocumentVersion.objects.filter(document__case=case, document__removed_on=None).order_by("document", "no")
    found: dict[UUID, list[Akt]] = {}
    came: dict[UUID, date] = {}
    for row in rows.select_related("document__case__key"):
        if came.get(row.document_id, row.document.received_on) <= by:
            now = _document(row.document)
            found.setdefault(row.document_id, []).append(replace(now, row=row, key=f"{now.key}-{row.no}", title=row.title))
        came[row.document_id] = row.replaced_on
    return found


def _letter(no: int, row: Letter) -> Akt:
    receiver = RECEIVERS[Letter.Recipient(row.recipient)]
    return Akt(row, f"brev-{no}", row.title, row.dated, settings.MUNICIPALITY, receiver, proof_of(row))


def _note(no: int, row: Note) -> Akt:
    own = settings.MUNICIPALITY
    return Akt(row, f"notat-{no}", title_of(row), row.dated, own, own)


def proof_of(row: Letter) -> str:
    """When the receiver got a letter, and by what this can be shown."""
    try:
        delivery = row.delivery
    except Delivery.DoesNotExist:
        return ""
    if delivery.received_on is None or delivery.sent_on is None:
        return ""
    how = SENT_BY.get(delivery.channel, delivery.channel)
    return (
        f"Sendt med {how} {day_in_print(delivery.sent_on)}, modtaget {day_in_print(delivery.received_on)}. "
        f"Bevis: {delivery.proof}"
    )


def rows_by_id(ids: Iterable[str]) -> Mapping[UUID, Row]:
    """The rows that a letter encloses."""
    keys: dict[type[Row], str] = dict.fromkeys((Document, Letter, Note), "case__key")
    keys[DocumentVersion] = "document__case__key"
    wanted = list(ids)
    return {
        row.pk: row for model, key in keys.items() for row in model._default_manager.filter(pk__in=wanted).select_related(key)
    }


def title_of(row: Row) -> str:
    """What a list of papers calls it."""
    return f"Notat: {row.heading}" if isinstance(row, Note) else row.title


def content_of(row: Row) -> tuple[bytes, str]:
    """The paper as it is, and what kind of file; nothing means a PDF of our own. Raises FileMissing or Unreadable."""
    if isinstance(row, Document | DocumentVersion):
        return row.content(), row.media_type
    if isinstance(row, Letter):
        return row.pdf(), ""
    return sheet_pdf(row.heading, row.dated, row.case.number, note_parts(row)), ""


def alone(row: Row) -> tuple[bytes, str]:
    """The same, but a letter without what it encloses: the enclosures are papers of their own, and judged as such."""
    if isinstance(row, Letter) and row.enclosures:
        return render_pdf(from_snapshot(row.kind, row.version, row.snapshot)), ""
    return content_of(row)


def note_parts(row: Note) -> dict[str, str]:
    """A note as a sheet: heading → text. What is empty is left out by the sheet."""
    tasks = tasks_of([row]).get(row.pk, [])
    corrected = "Notatet er rettet i et nyere notat." if is_corrected(row) else ""
    return {"Rettet": corrected, "Talte med": row.talked_with, "Notat": row.text, **dict(more(row)), **dict(tasks)}
