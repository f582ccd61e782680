"""Pages beside the cases: what waits for a second person, and notices."""

from __future__ import annotations

from urllib.parse import urlencode
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.casepage.tabs import uuid_or_none
from cases.daily import morning
from cases.daily import notices as told
from cases.daily.unsettled import unsettled_for
from cases.http import deny, log_shown, tell, user_of
from cases.models import Role
from cases.worklists import approvals
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
    """What one is told, what came in since the last working day, and what did not come to an end by itself."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "notices")
    after = uuid_or_none(request.GET.get("efter", ""))
    rows, following = told.page(user, after)
    since = told.last_working_day(clock.today())
    arrived = [] if after else told.arrived(user, since)
    cases = told.named(rows, user)
    log_shown(request, (cases | {one.case.pk: one.case for one in arrived}).values(), "notices")
    context = {
        "days": told.by_day(rows, clock.today(), cases),
        "any_unread": any(row.read_at is None for row in rows),
        "next_url": f"?{urlencode({'efter': following})}" if following else "",
        "first_url": reverse("notices") if after else "",
        "arrived": arrived,
        "since": since,
        "unsettled": [] if after else unsettled_for(user),
    }
    return render(request, "cases/notices.html", context)


def notice_count(request: HttpRequest) -> JsonResponse:
    """The bell's number, asked for when the window gets the focus again."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "notices")
    return JsonResponse({"count": told.unread(user)})


@require_POST
def read_notices(request: HttpRequest, pk: UUID | None = None) -> HttpResponse:
    """Mark one or everything as read."""
    told.mark_read(user_of(request), pk)
    return redirect("notices")


@require_POST
def choose_morning_mail(request: HttpRequest) -> HttpResponse:
    """Whether one wants the morning mail."""
    wanted = bool(request.POST.get("wanted"))
    morning.choose(user_of(request), wanted)
    tell(request, "Du får den daglige mail." if wanted else "Du får ikke længere den daglige mail.")
    return redirect("notices")
