"""The case page and its small helpers."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import access
from cases.access import UNIT_ROLES
from cases.casepage import page as casepage
from cases.casepage import shown
from cases.casepage.tabs import Panel, panels_for
from cases.http import case_or_404, deny, log_read, new_run, user_of
from cases.models import Case, Role, User
from cases.worklists import todo, veil


def case(request: HttpRequest, number: str) -> HttpResponse:
    """The four questions above the fold, then the tabs."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, f"case:{number}")
    found = case_or_404(request, number)
    if door := shown.own_door(found, user):
        return redirect(door)
    parts = access.parts_of(user)
    now = casepage.standing(found, user)
    items, more = casepage.action_items(found, now)
    running = casepage.deadlines(found)
    tabs = panels_for(parts, found)
    tab = next((panel for panel in tabs if panel.key == request.GET.get("fane")), tabs[0])
    in_the_way = (*now.verdict.in_the_way, *now.verdict.reminders) if now.verdict else ()
    context = {
        "section": "cases",
        "case": found,
        "head": shown.case_head(found),
        "facts": [*shown.case_facts(found, user.role), *shown.talk_fact(running)],
        "steps": shown.steps(found, shown.reached(found)),
        "side_roads": shown.side_roads(now.dossier, found, parts),
        "deadline": shown.deadline(running[0] if running else None, parts),
        "later": [{"day": row.due, "label": veil.due(row.kind, row.title, row.cites, parts).title} for row in running[1:5]],
        "waiting": "Ingen frist løber.",
        "tasks": todo.open_tasks(found) if user.role in UNIT_ROLES else None,
        "runs": new_run,
        "add_url": shown.action_url("add_task", found),
        "actions": items,
        "more": more,
        "files_url": reverse("add_documents", args=[found.number]) if _takes_papers(now) else "",
        "findings": shown.findings(in_the_way, found, user),
        "ahead": _ahead_words(found),
        "met": now.verdict.met if now.verdict else 0,
        "tabs": _tabs(found, tabs, tab),
        "panel": tab.template,
        "panel_label": tab.label(found.regime),
        **tab.shows(found, user, request.GET),
    }
    return render(request, "cases/case.html", context)


def _takes_papers(now: casepage.Standing) -> bool:
    """Whether files can be dropped on the page."""
    return any(action.name == "add_document" for action in now.offered)


def _ahead_words(found: Case) -> str:
    labels = found.regime.labels
    return {
        "application": labels["profile_document_definite"],
        "profile": labels["team_definite"],
        "trial": labels["team_definite"],
        "hearing": labels["team_definite"],
        "team": "afgørelsen",
        "decision": "afgørelsen",
    }.get(found.state, "at lukke sagen")


#: Letters after G on the keyboard, by tab.
GO = {"tidslinje": "t", "dokumenter": "d", "breve": "b", "helbred": "h", "arbejdsproevning": "a", "notater": "n"}


def _tabs(found: Case, tabs: list[Panel], here: Panel) -> list[dict[str, Any]]:
    url = reverse("case", args=[found.number])
    return [
        {
            "label": panel.label(found.regime),
            "url": f"{url}?fane={panel.key}#fane",
            "current": panel is here,
            "go": GO.get(panel.key, ""),
        }
        for panel in tabs
    ]


@require_POST
def reveal_cpr(request: HttpRequest, number: str) -> HttpResponse:
    """Show the whole CPR number once. That it was shown is logged."""
    user = user_of(request)
    found = case_or_404(request, number)
    if not _may_see_cpr(user):
        raise deny(request, f"cpr:{number}", found)
    log_read(user, found, "cpr")
    cpr = found.citizen.cpr
    context: dict[str, Any] = {"cpr": f"{cpr[:6]}-{cpr[6:]}"}
    if request.htmx:  # type: ignore[attr-defined]
        return render(request, "cases/cpr.html", context)
    context |= {"section": "cases", "head": shown.case_head(found), "back_url": reverse("case", args=[number])}
    return render(request, "cases/cpr_page.html", context)


def _may_see_cpr(user: User) -> bool:
    return user.role in {Role.CASEWORKER, Role.TEAM_LEADER, Role.HEALTH_COORDINATOR}
