"""The whole case as one file: ordered, made by a worker while its progress is shown, fetched by whoever ordered it."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import shown
from cases.action import action as action_named
from cases.http import act, action_or_404, case_or_404, deny, log_read, new_run, user_of
from cases.models import CaseFile
from cases.views.papers import file_answer
from flexcase.base import clock
from flexcase.base.files import FileMissing

ORDER = "order_case_file"


def page(request: HttpRequest, number: str) -> HttpResponse:
    """The button, and the files that this user has ordered and may still fetch."""
    case = case_or_404(request, number, "action:hele-sagen")
    action_or_404(request, ORDER, case)
    if request.method == "POST":
        outcome = act(request, ORDER, case)
        if outcome.done:
            return redirect("case_file", number)
    user, now = user_of(request), clock.now()
    rows = list(CaseFile.objects.filter(case=case, ordered_by=user, expires_at__gt=now).order_by("-ordered_at")[:5])
    context = {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user.role),
        "back_url": reverse("case", args=[number]),
        "run": new_run(),
        "files": rows,
        "under_way": any(row.blob is None for row in rows),
        "happens": [{"icon": "check", "text": text} for text in action_named(ORDER).effects],
    }
    return render(request, "cases/casefile.html", context)


def fetch(request: HttpRequest, number: str, file: UUID) -> HttpResponse:
    """The file, for whoever ordered it, as long as it lasts."""
    case = case_or_404(request, number, "action:hele-sagen")
    action_or_404(request, ORDER, case)
    row = CaseFile.objects.filter(case=case, pk=file, ordered_by=user_of(request)).select_related("case__key").first()
    if row is None or not row.ready_at(clock.now()):
        raise deny(request, f"case_file:{file}", case)
    log_read(user_of(request), case, "case_file")
    try:
        return file_answer(row.content(), "application/pdf", f"sag-{case.number}.pdf")
    except FileMissing:
        raise Http404("the file is gone") from None
