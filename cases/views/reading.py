"""A document beside the list of them, as pictures that we make of its pages: nothing of the file reaches a browser."""

from __future__ import annotations

from dataclasses import dataclass
from typing import IO, Any
from uuid import UUID

from django.core import signing
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_POST

from cases import access
from cases.action import action as action_named
from cases.casepage import shown
from cases.http import action_or_404, case_or_404, deny, log_read, tell, user_of
from cases.models import Case, Document, DocumentVersion, User
from cases.papers import holding
from cases.reading import formats, mail
from cases.reading.apart import Late, Misshapen, apart, within
from cases.reading.copy import Pages, glimpse
from cases.views.papers import may_open
from flexcase.base import files
from flexcase.base.crypto import Unreadable
from flexcase.base.files import Content, FileMissing

#: As many pages as are drawn; the rest is read in the file itself.
MOST_PAGES = 40
#: Width of a page in pixels: sharp on a desk, small enough to come quickly.
WIDTH = 1000
#: Seconds in which a page is drawn: a browser asks for several at once.
DRAWN_IN = 4
#: Seconds for which a page that was opened, and logged, can fetch its pictures.
FRESH = 3600
_SALT = "document pages"


@dataclass(frozen=True)
class Opened:
    """A document as it is, or an earlier version of it."""

    row: Document
    earlier: DocumentVersion | None

    @property
    def media_type(self) -> str:
        return (self.earlier or self.row).media_type or formats.PDF

    @property
    def version(self) -> int:
        return self.earlier.no if self.earlier else self.row.version

    def content(self) -> IO[bytes]:
        """Raises FileMissing or Unreadable."""
        return (self.earlier or self.row).opened()

    @property
    def is_pages(self) -> bool:
        """Whether the file is a PDF already. Of anything else a copy is made, which takes its time."""
        return self.row.blob is not None and self.media_type == formats.PDF

    def pages(self) -> Pages:
        """The same as a PDF, or as much of it as is looked through here. Raises Misshapen or Late besides."""
        try:
            return glimpse(self.content(), self.media_type)
        except Late:
            raise
        except (OSError, ValueError) as problem:
            raise Misshapen(str(problem)) from problem


def opened(request: HttpRequest, case: Case, no: int) -> Opened:
    """The document that is asked for, and which of its versions. Not allowed or not there: 404, logged."""
    user = user_of(request)
    row = Document.objects.filter(case=case, no=no).select_related("case__key", "added_by").first()
    if row is None or not may_open(row, access.parts_of(user), narrow=bool(shown.own_door(case, user))):
        raise deny(request, f"document:{no}", case)
    asked = request.GET.get("version", "")
    if not asked or asked == str(row.version):
        return Opened(row, None)
    earlier = row.versions.filter(no=int(asked)).select_related("document__case__key").first() if asked.isdecimal() else None
    if earlier is None:
        raise deny(request, f"document:{no}:{asked}"[:100], case)
    return Opened(row, earlier)


def page(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """The list of documents, and one of them as it is read. The reading is logged."""
    user = user_of(request)
    case = case_or_404(request, number, "document")
    seen = opened(request, case, no)
    log_read(user, case, f"document:{no}")
    parts, narrow = access.parts_of(user), bool(shown.own_door(case, user))
    rows = Document.objects.filter(case=case).select_related("case__key")
    context = {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user.role),
        "back_url": f"{reverse('case', args=[case.number])}?fane=dokumenter#fane",
        "rows": [row for row in rows if may_open(row, parts, narrow=narrow)],
        "document": seen.row,
        "earlier": seen.earlier,
        "versions": list(seen.row.versions.select_related("document__case__key", "replaced_by").order_by("-no")),
        "file_url": f"{reverse('document', args=[case.number, no])}{f'?version={seen.version}' if seen.earlier else ''}",
        "deeds": _deeds(user, seen.row) if not seen.earlier else [],
        **_drawn(user, case, seen),
    }
    return render(request, "cases/document.html", context)


def _drawn(user: User, case: Case, seen: Opened) -> dict[str, Any]:
    """The addresses of the pictures, and what was attached; a sentence where the file cannot be shown."""
    nothing: dict[str, Any] = {"pictures": [], "count": 0, "more": 0, "begun": False, "attachments": []}
    try:
        copy = seen.pages()
        count = int(apart("pages", copy.pdf))
        brought = mail.read(seen.content()).attachments if seen.media_type in formats.MAILS else ()
    except Late:
        return nothing | {"late": True}
    except (FileMissing, Unreadable, Misshapen):
        return nothing | {"late": False}
    kept = "" if seen.is_pages else _kept(case, copy.pdf)
    token = signing.dumps([str(user.pk), str(seen.row.pk), seen.version, kept], salt=_SALT)
    query = urlencode({"version": str(seen.version), "t": str(token)})
    urls = [
        f"{reverse('document_side', args=[case.number, seen.row.no, side])}?{query}"
        for side in range(1, min(count, MOST_PAGES) + 1)
    ]
    return {
        "pictures": urls,
        "count": count,
        "more": max(count - MOST_PAGES, 0),
        "begun": copy.begun,
        "attachments": [(name, place not in copy.left_out) for place, name in enumerate(brought)],
    }


def _kept(case: Case, copy: Content) -> str:
    """Keep a copy for its pages. No row names it, so it is swept when they can be fetched no more (FRESH)."""
    try:
        return files.store(case.key, copy).hex
    except files.DiskFull:
        return ""


def _copy(case: Case, seen: Opened, kept: str) -> Content:
    try:
        return files.opened(case.key, UUID(kept)) if kept else seen.pages().pdf
    except FileMissing:
        return seen.pages().pdf


def _deeds(user: User, row: Document) -> list[dict[str, str]]:
    """What the user may do about a paper that is wrong."""
    names = ("mark_document", "replace_document", "remove_document")
    deeds = (action_named(name) for name in names if row.blob is not None or name == "mark_document")
    return [
        {"label": deed.label, "url": f"{shown.action_url(deed.name, row.case)}?document={row.no}"}
        for deed in deeds
        if user.role in deed.roles and deed.open_in(row.case.state)
    ]


def side(request: HttpRequest, number: str, no: int, side: int) -> HttpResponse:
    """One page as a picture, for a page that was opened a moment ago: so what is seen is always in the read log."""
    user = user_of(request)
    case = access.case_for(user, number)
    if case is None:
        raise deny(request, f"document:{no}", Case.objects.filter(number=number).first())
    seen = opened(request, case, no)
    try:
        told = signing.loads(request.GET.get("t", ""), salt=_SALT, max_age=FRESH)
    except signing.BadSignature:
        raise deny(request, f"document:{no}:side", case) from None
    if told[:3] != [str(user.pk), str(seen.row.pk), seen.version] or not 1 <= side <= MOST_PAGES:
        raise deny(request, f"document:{no}:side", case)
    try:
        with within(DRAWN_IN):
            picture = apart("page", _copy(case, seen, told[3]), number=side, width=WIDTH)
    except (FileMissing, Unreadable, Misshapen):
        raise Http404("the page cannot be drawn") from None
    headers = {"X-Content-Type-Options": "nosniff", "Cache-Control": "private, no-store"}
    return HttpResponse(picture, content_type=formats.PNG, headers=headers)


@require_POST
def attachment(request: HttpRequest, number: str, no: int) -> HttpResponse:
    """Take what was attached to a mail as a file on its way to the case: its line is looked at like any other's."""
    case = case_or_404(request, number, "action:add-document")
    action_or_404(request, "add-document", case)
    seen = opened(request, case, no)
    log_read(user_of(request), case, f"document:{no}")
    which = request.POST.get("which", "")
    try:
        sent = seen.content()
        name = dict(enumerate(mail.read(sent).attachments))[int(which)]
        brought = mail.attachment(sent, int(which))
    except (Misshapen, FileMissing, Unreadable, KeyError, ValueError):
        raise Http404("no such attachment") from None
    try:
        holding.keep(user_of(request), case, name, brought)
    except ValidationError as problem:
        tell(request, f"{name} kan ikke lægges på sagen. {' '.join(problem.messages)}")
        return redirect("read_document", case.number, no)
    return redirect("add_documents", case.number)
