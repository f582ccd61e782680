"""Letters and documents: opened by those who may read the part of the case, and each opening logged."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.http import case_or_404, deny, log_read, user_of
from cases.models import Case, Document, Letter, Role
from cases.models.document import MEDICAL
from cases.shown import own_door
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


def document(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """A document. Health documents are opened by fewer; a citizen opens what the hearing enclosed."""
    user = user_of(request)
    case = case_or_404(request, number, "document")
    row = Document.objects.filter(case=case, no=no).select_related("case__key").first()
    if row is None or not _may_open(row, access.parts_of(user), narrow=bool(own_door(case, user))):
        raise deny(request, f"document:{no}", case)
    log_read(user, case, f"document:{no}")
    try:
        content = row.content()
    except FileMissing:
        raise Http404("the file is gone") from None
    suffix = {"image/jpeg": "jpg", "image/png": "png"}.get(row.media_type, "pdf")
    return file_answer(content, row.media_type or "application/pdf", f"akt-{row.no}-{case.number}.{suffix}")


def _may_open(row: Document, parts: frozenset[Part], *, narrow: bool) -> bool:
    """``narrow``: somebody who is asked about the health only."""
    if narrow:
        return row.kind in MEDICAL
    if row.health:
        return Part.HEALTH in parts
    return Part.DOCUMENTS in parts


def file_answer(content: bytes, media_type: str, name: str) -> HttpResponse:
    """The type is ours, never the user's; the browser may not guess another."""
    return HttpResponse(
        content,
        content_type=media_type,
        headers={
            "Content-Disposition": f'inline; filename="{name}"',
            "X-Content-Type-Options": "nosniff",
            "Cache-Control": "private, no-store",
        },
    )
