"""The citizen's letters: all of them, and each as a page with its PDF."""

from __future__ import annotations

import re
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _

from cases.http import deny, log_read, user_of
from cases.letters.letter import Letter as LetterContent
from cases.letters.letter import from_snapshot
from cases.letters.render import render_body
from cases.verification import letter_fault
from cases.views.papers import not_as_it_was
from flexcase.base import clock
from portal.decided import countdown, how_to_complain, received_on
from portal.frame import back_to_case, letters_of, own_case_or_404, page

_HEADLINE = re.compile(r"<h1>.*?</h1>", re.DOTALL)


def letters(request: HttpRequest, number: str) -> HttpResponse:
    """Every letter that was sent, newest first, by the headline that the citizen read."""
    case = own_case_or_404(request, number, "letters")
    rows = [
        {
            "url": reverse("portal_letter", args=[case.number, row.pk]),
            "subject": from_snapshot(row.kind, row.version, row.snapshot).subject,
            "title": row.title,
            "day": row.issued_on,
        }
        for row in letters_of(case)
    ]
    return page(request, "letters", case, {"rows": rows, **back_to_case(case)})


def letter(request: HttpRequest, number: str, letter: UUID) -> HttpResponse:
    """One letter, with the words that were issued."""
    case = own_case_or_404(request, number, "case")
    row = next((row for row in letters_of(case) if row.pk == letter), None)
    if row is None:
        raise deny(request, f"letter:{letter}", case)
    if letter_fault(row):
        return not_as_it_was(request, case, row)
    log_read(user_of(request), case, f"letter:{row.kind}")
    content = from_snapshot(row.kind, row.version, row.snapshot)
    context = {
        "row": row,
        "subject": content.subject,
        "received": received_on(row),
        "body": below_headline(content),
        "pdf_url": reverse("letter", args=[case.number, row.pk]),
        "countdown": countdown(row, clock.today()),
        "ways": how_to_complain(content),
        "back_url": reverse("portal_letters", args=[case.number]),
        "back_text": _("Dine breve"),
    }
    return page(request, "letter", case, context)


def below_headline(content: LetterContent) -> SafeString:
    """The letter without its headline, which is the page's own. Typed text was escaped by the letter's own engine."""
    return mark_safe(_HEADLINE.sub("", render_body(content), count=1))
