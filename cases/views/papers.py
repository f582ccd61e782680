"""Letters and documents: opened by those who may read the part of the case, and each opening logged."""

from __future__ import annotations

from typing import IO
from uuid import UUID

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.http import case_or_404, deny, log_read, user_of
from cases.models import Case, Document, Letter, Role
from cases.models.document import MEDICAL
from cases.reading import formats
from cases.verification import letter_fault
from flexcase.base.files import FileMissing
from flexcase.law.rule import Part


def letter(request: HttpRequest, number: str, letter: UUID) -> HttpResponse:
    """A letter's PDF: the bytes that were rendered, approved and issued."""
    user = user_of(request)
    case = case_or_404(request, number, "letter")
    row = Letter.objects.filter(case=case, pk=letter).exclude(blob=None).select_related("case__key", "delivery").first()
    mine = user.role == Role.CITIZEN
    if row is None or Part.LETTERS not in access.parts_of(user):
        raise deny(request, f"letter:{letter}", case)
    if mine and (row.state not in {"issued", "delivered"} or row.recipient != Letter.Recipient.CITIZEN):
        raise deny(request, f"letter:{letter}", case)
    if letter_fault(row):
        return not_as_it_was(request, case, row)
    log_read(user, case, f"letter:{row.kind}")
    return file_answer(row.pdf(), "application/pdf", f"{row.kind}-{case.number}.pdf")


def not_as_it_was(request: HttpRequest, case: Case, row: Letter) -> HttpResponse:
    """A letter that was changed behind the application is shown to nobody, and that somebody asked for it is logged."""
    deny(request, f"letter:{row.pk}:changed", case)
    return render(request, "changed_letter.html", {"title": row.title}, status=409)


def document(request: HttpRequest, number: str, no: int) -> FileResponse:
    """The file of a document, or of an earlier version. Health documents are opened by fewer."""
    from cases.views.reading import opened

    user = user_of(request)
    case = case_or_404(request, number, "document")
    seen = opened(request, case, no)
    log_read(user, case, f"document:{no}")
    try:
        content = seen.content()
    except FileMissing:
        raise Http404("the file is gone") from None
    return file_in_pieces(content, seen.media_type, f"akt-{no}-{case.number}.{formats.SUFFIX[seen.media_type]}")


def may_open(row: Document, parts: frozenset[Part], *, narrow: bool = False) -> bool:
    """Whether somebody with access to these parts may open the document. ``narrow``: who is asked about the health only."""
    if narrow:
        return row.kind in MEDICAL
    return (Part.HEALTH if row.health else Part.DOCUMENTS) in parts


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """The type is ours, never the user's; the browser may not guess another. What it cannot show is saved."""
    return HttpResponse(content, content_type=media_type, headers=_told(media_type, name))


def file_in_pieces(content: IO[bytes], media_type: str, name: str) -> FileResponse:
    """The same for what may be large."""
    return FileResponse(content, content_type=media_type, headers=_told(media_type, name))


def _told(media_type: str, name: str) -> dict[str, str]:
    shown = "inline" if media_type in formats.SHOWN_BY_BROWSER else "attachment"
    return {
        "Content-Disposition": f'{shown}; filename="{name}"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
