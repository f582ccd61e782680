"""The whole case as one file: ordered, made by a worker while its progress is shown, fetched by whoever ordered it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.action import action as action_named
from cases.casepage import shown
from cases.http import act, action_or_404, case_or_404, deny, log_read, new_run, user_of
from cases.models import Case, CaseFile, User
from cases.views.papers import file_answer
from flexcase.base import clock, outbox
from flexcase.base.files import FileMissing
from flexcase.base.models import OutboxItem, OutboxState

ORDER = "order_case_file"
#: The later work that makes it.
MADE_BY = "case.file"


def page(request: HttpRequest, number: str) -> HttpResponse:
    """The button, and the files that this user has ordered and may still fetch."""
    case = case_or_404(request, number, "action:hele-sagen")
    action_or_404(request, ORDER, case)
    user = user_of(request)
    if request.method == "POST":
        if "again" in request.POST:
            return _again(request, case)
        outcome = act(request, ORDER, case)
        if outcome.done:
            return redirect("case_file", number)
    rows = list(_ordered(user, case).order_by("-ordered_at")[:5])
    context = {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user.role),
        "back_url": reverse("case", args=[number]),
        "run": new_run(),
        "files": rows,
        "may_answer": user.role in action_named("decide_access").roles,
        "under_way": any(row.blob is None and row.problem is None for row in rows),
        "happens": [{"icon": "check", "text": text} for text in action_named(ORDER).effects],
    }
    return render(request, "cases/casefile.html", context)


def _ordered(user: User, case: Case) -> QuerySet[Any]:
    """What the user has ordered and may still have, and why it could not be made."""
    given_up = OutboxItem.objects.filter(kind=MADE_BY, subject=OuterRef("pk"), state=OutboxState.FAILED)
    rows = CaseFile.objects.filter(case=case, ordered_by=user, expires_at__gt=clock.now())
    return rows.annotate(problem=Subquery(given_up.values("problem")[:1]))


def _again(request: HttpRequest, case: Case) -> HttpResponse:
    """Make a file that could not be made, once more."""
    rows = _ordered(user_of(request), case).filter(problem__isnull=False, blob=None)
    if row := next((row for row in rows if str(row.pk) == request.POST["again"]), None):
        for item in OutboxItem.objects.filter(kind=MADE_BY, subject=row.pk):
            outbox.again(item)
    return redirect("case_file", case.number)


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
