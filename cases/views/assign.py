"""Who is to have the case: one press on a name gives it to them. From the list of cases without a caseworker, or the case."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases.action import action as action_named
from cases.casepage import shown
from cases.daily import covering
from cases.http import act, action_or_404, case_or_404, new_run, tell, user_of
from cases.models import Case, User
from cases.outcome import Outcome
from cases.views.action import way_back
from cases.worklists.listing import ACTIVE
from flexcase.base import clock

ASSIGN = "assign_case"
shown.OWN_PAGE[ASSIGN] = "assign"


@dataclass(frozen=True)
class Choice:
    """A colleague who can have the case, how many cases they carry, and until when they are away."""

    username: str
    name: str
    carries: int
    away_until: date | None = None


def assign(request: HttpRequest, number: str) -> HttpResponse:
    """The names to choose from; a press gives the case away."""
    case = case_or_404(request, number, "action:assign-case")
    action_or_404(request, "assign-case", case)
    if request.method != "POST":
        return _page(request, case, None)
    outcome = act(request, ASSIGN, case)
    if not outcome.done:
        return _page(request, case, outcome)
    case.refresh_from_db()
    tell(request, f"Sag {case.number} er tildelt {case.caseworker}.")
    return redirect(way_back(request, case))


def _page(request: HttpRequest, case: Case, outcome: Outcome | None) -> HttpResponse:
    user, action = user_of(request), action_named(ASSIGN)
    choices = _choices(case)
    back = request.POST.get("back") or request.GET.get("back", "")
    context = {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user.role),
        "heading": action.label_for(case),
        "run": new_run(),
        "back": back,
        "back_url": way_back(request, case, back),
        "oneself": next((one for one in choices if one.username == user.username), None),
        "others": [one for one in choices if one.username != user.username],
        "errors": [{"href": "#names", "text": sentence} for sentence in _sentences(outcome)],
        "happens": [{"icon": "check", "text": text} for text in action.effects],
    }
    return render(request, "cases/assign.html", context, status=outcome.status if outcome else 200)


def _sentences(outcome: Outcome | None) -> list[str]:
    if outcome is None:
        return []
    told = [sentence for sentences in outcome.errors.values() for sentence in sentences]
    return [*told, *(finding.text for finding in outcome.findings)] or ["Sagen er optaget et øjeblik. Prøv igen."]


def _choices(case: Case) -> list[Choice]:
    """The caseworkers of the unit but for who has the case now. Three queries, however many they are."""
    names = dict(action_named(ASSIGN).choices(case)["caseworker"])
    if case.caseworker is not None:
        names.pop(case.caseworker.username, None)
    workers = User.objects.filter(username__in=names)
    carried = Case.objects.filter(ACTIVE, caseworker__in=workers).values_list("caseworker").annotate(Count("pk"))
    carries = dict(carried.order_by())
    away = dict(covering.running(clock.today()).filter(absent__in=workers).values_list("absent", "valid_until"))
    found = {worker.username: worker for worker in workers}
    return [
        Choice(username, name, carries.get(found[username].pk, 0), away.get(found[username].pk))
        for username, name in names.items()
    ]
