"""What the embedded mail catcher caught: the demo sends no mail out of the machine, but shows it."""

from __future__ import annotations

from datetime import UTC
from email import message_from_bytes, policy
from pathlib import Path
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from cases.http import deny, user_of
from cases.models import Role

NEWEST = 50


def caught(request: HttpRequest) -> HttpResponse:
    """The newest mails. Only where nothing is real, and not for citizens."""
    if settings.PRODUCTION:
        raise Http404("there is no catcher here")
    if user_of(request).role == Role.CITIZEN:
        raise deny(request, "mails")
    files = sorted(Path(settings.MAIL_CATCHER_DIR).glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True)
    return render(request, "cases/mails.html", {"mails": [_mail(path) for path in files[:NEWEST]]})


def _mail(path: Path) -> dict[str, Any]:
    mail = message_from_bytes(path.read_bytes(), policy=policy.default)
    body, sent = mail.get_body(("plain",)), mail["Date"]
    at = sent.datetime.replace(tzinfo=UTC) if sent else None  # Django writes it in UTC, as »-0000«
    return {"to": mail["To"], "subject": mail["Subject"], "text": body.get_content() if body else "", "at": at}
