"""»Overdragelse«: the leader hands over all cases of somebody who leaves, and watches how far it has come."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from cases import bulk, handover
from cases.http import deny, new_run, user_of
from cases.models import Role, User


def page(request: HttpRequest) -> HttpResponse:
    """Who leaves (``fra``), then who takes over."""
    leader = user_of(request)
    if leader.role != Role.TEAM_LEADER:
        raise deny(request, "handover")
    people = list(handover.colleagues(leader))
    sent = request.POST if request.method == "POST" else request.GET
    leaver = next((one for one in people if one.username == sent.get("fra")), None)
    others = [one for one in people if one != leaver]
    chosen = [one for one in others if one.username in sent.getlist("til")]
    context: dict[str, Any] = {"section": "cases", "people": people, "leaver": leaver, "others": others, "chosen": chosen}
    if leaver is None:
        return render(request, "cases/handover.html", context, status=422 if request.method == "POST" else 200)
    cases = handover.cases_of(leader, leaver)
    context |= {"count": cases.count(), "tasks": handover.tasks_of(leaver, cases)}
    context |= {"drafts": handover.drafts_of(leaver, cases), "run": new_run()}
    if request.method != "POST":
        return render(request, "cases/handover.html", context)
    if problem := _problem(context["count"], chosen):
        return render(request, "cases/handover.html", context | {"problem": problem}, status=422)
    run_id = _run_id(request)
    if left := handover.start(leader, leaver, chosen, run_id):
        messages.warning(
            request, f"{left} af sagerne bliver hos {leaver}: dem, du har valgt, er inhabile i dem. Vælg en anden til dem."
        )
    return redirect("handover_run", run_id)


def _problem(count: int, chosen: list[User]) -> str:
    """Why it cannot be begun, in words; empty when it can."""
    if not chosen:
        return "Vælg mindst én, der overtager sagerne."
    if count > bulk.MOST:
        return f"Der er flere end {bulk.MOST} sager. Tildel først nogle af dem fra enhedens liste."
    return ""


def _run_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("run", ""))
    except ValueError:
        return new_run()


def watch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it has come with each colleague; what was not done, and why, stands on that colleague's own page."""
    leader = user_of(request)
    if leader.role != Role.TEAM_LEADER:
        raise deny(request, f"handover:{pk}")
    shares = handover.shares_of(leader, pk)
    return render(request, "cases/handover_run.html", {"section": "cases", "shares": shares})
