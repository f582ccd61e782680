"""Pages beside the cases: what waits for a second person, and notices."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases import approvals
from cases.http import deny, log_shown, user_of
from cases.models import Notice, Role
from cases.unsettled import unsettled_for
from flexcase.base import clock


def waiting(request: HttpRequest) -> HttpResponse:
    """What waits for a second person's answer, from every floor. Whose names were shown is logged."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "approvals")
    items, in_force = approvals.waiting_for(user), approvals.departures_in_force(user)
    named = [*(item.case for item in items), *(row.case for row in in_force)]
    log_shown(request, {case.pk: case for case in named}.values())
    return render(request, "cases/approvals.html", {"section": "approvals", "items": items, "in_force": in_force})


def notices(request: HttpRequest) -> HttpResponse:
    """What came in, and what did not come to an end by itself."""
    if user_of(request).role == Role.CITIZEN:
        raise deny(request, "notices")
    rows = Notice.objects.filter(user=user_of(request)).select_related("case").order_by("-at")[:100]
    return render(request, "cases/notices.html", {"rows": rows, "unsettled": unsettled_for(user_of(request))})


@require_POST
def read_notices(request: HttpRequest) -> HttpResponse:
    """Mark everything as read."""
    Notice.objects.filter(user=user_of(request), read_at=None).update(read_at=clock.now())
    return redirect("notices")
