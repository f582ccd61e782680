"""The worklist, the home of the desk."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import worklist
from cases.http import deny, log_shown, user_of
from cases.models import Role


def home(request: HttpRequest) -> HttpResponse:
    """Everyone lands where they belong: the citizen on Min sag, team members at their meetings, others at the list."""
    role = user_of(request).role
    if role == Role.CITIZEN:
        return redirect("portal_home")
    if role in {Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR}:
        return redirect("meetings")
    return redirect("worklist")


def cases(request: HttpRequest) -> HttpResponse:
    """One list, by the next deadline. Whose names were shown is logged."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "worklist")
    groups = worklist.views(user)
    known = {view.key: view for _, items in groups for view in items}
    here = known.get(request.GET.get("vis", "")) or next(iter(known.values()))
    text = request.GET.get("q", "").strip()[:80]
    found, after = worklist.page(user, here, request.GET.get("efter", ""), text)
    due = worklist.next_deadlines(found)
    numbers = worklist.counts(user, groups)
    log_shown(request, found)
    query = {"vis": here.key, **({"q": text} if text else {})}
    context = {
        "section": "cases",
        "view": here,
        "rows": [worklist.row(case, due.get(case.pk)) for case in found],
        "text": text,
        "groups": _rail(groups, numbers, here.key),
        "total": numbers[here.key],
        "next_url": f"?{urlencode(query | {'efter': after})}" if after else "",
        "may_register": user.role in {Role.CASEWORKER, Role.TEAM_LEADER},
    }
    return render(request, "cases/worklist.html", context)


@dataclass(frozen=True)
class RailGroup:
    """A group of lists in the rail. Not a dict: a template would take its ``items`` for a method."""

    title: str
    items: list[dict[str, object]]


def _rail(groups: list[tuple[str, list[worklist.View]]], numbers: dict[str, int], here: str) -> list[RailGroup]:
    url = reverse("worklist")
    return [
        RailGroup(
            title,
            [
                {
                    "label": view.label,
                    "url": f"{url}?vis={view.key}",
                    "count": numbers[view.key],
                    "current": view.key == here,
                    "heat": view.heat if numbers[view.key] else "",
                }
                for view in items
            ],
        )
        for title, items in groups
    ]
