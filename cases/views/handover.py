"""»Overdragelse«: the leader hands over all cases of somebody who leaves, now or on a later day, and watches how it goes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST

from cases.action import action as action_named
from cases.daily import handover
from cases.http import act, blank_form, deny, new_run, tell, typed_form, user_of
from cases.models import Handover, Role, User
from flexcase.base.display.dates import long_date


def page(request: HttpRequest) -> HttpResponse:
    """Who leaves (``fra``), then who takes over and from when."""
    leader = _leader(request, "handover")
    if request.method != "POST":
        return _page(request, leader, request.GET.get("fra", ""), None)
    outcome = act(request, "order_handover")
    if not outcome.done:
        form = typed_form(action_named("order_handover"), None, request, outcome)
        return _page(request, leader, request.POST.get("leaver", ""), form, outcome.status)
    assert outcome.run_id is not None
    row = Handover.objects.select_related("leaver").get(pk=outcome.run_id)
    if row.state == "ordered":
        tell(request, f"Det er aftalt. {row.leaver} og de, der overtager, har fået besked.")
        return redirect("handover")
    if row.left:
        messages.warning(
            request,
            f"{row.left} af sagerne bliver hos {row.leaver}: du eller dem, du har valgt, er inhabile i dem. "
            "Vælg en anden til dem, eller bed en anden leder om det.",
        )
    return redirect("handover_run", row.pk)


def _leader(request: HttpRequest, what: str) -> User:
    user = user_of(request)
    if user.role != Role.TEAM_LEADER:
        raise deny(request, what)
    return user


def _page(request: HttpRequest, leader: User, name: str, form: forms.Form | None, status: int = 200) -> HttpResponse:
    people = list(handover.leavers(leader))
    leaver = next((one for one in people if one.username == name), None)
    context: dict[str, Any] = {"section": "cases", "people": people, "leaver": leaver, "form": form}
    context |= {"coming": lines(leader), "ended": _ended(leader)}
    if leaver is None:
        return render(request, "cases/handover.html", context, status=status)
    cases, helped = handover.cases_of(leader, leaver), handover.helped_on(leader, leaver)
    form = form or blank_form(action_named("order_handover"), None, leader, {"leaver": leaver.username})
    others = [(one.username, str(one)) for one in people if one != leaver and one.is_active]
    form.fields["takers"].widget = forms.CheckboxSelectMultiple(choices=others)
    context |= {
        "form": form,
        "count": cases.count(),
        "tasks": handover.tasks_of(leaver, cases),
        "helping": handover.tasks_of(leaver, helped),
        "drafts": handover.drafts_of(leaver, cases),
        "run": request.POST.get("run") or new_run(),
    }
    return render(request, "cases/handover.html", context, status=status)


@dataclass(frozen=True)
class Line:
    """One hand-over of a table: who takes over, whether the user may call it off, and the hidden id of the form that does."""

    row: Handover
    takers: str
    may_cancel: bool = False
    run: UUID | None = None


def lines(user: User) -> list[Line]:
    """The hand-overs to come that concern a user. Two queries."""
    rows = list(handover.waiting_for_their_day(user))
    people = _names(rows)
    may = user.role == Role.TEAM_LEADER
    return [Line(row, _takers(row, people), may and row.leaver.unit_id == user.unit_id, new_run()) for row in rows]


#: How many hand-overs that are over are shown.
MOST_ENDED = 10


def _ended(leader: User) -> list[Line]:
    """The last hand-overs of the unit that are begun, done, called off or failed."""
    rows = handover.of_unit(leader).exclude(state="ordered")
    found = list(rows.order_by("-on", "-ordered_on")[:MOST_ENDED])
    people = _names(found)
    return [Line(row, _takers(row, people)) for row in found]


def _names(rows: list[Handover]) -> dict[UUID, User]:
    return User.objects.in_bulk({pk for row in rows for pk in row.takers})


def _takers(row: Handover, people: dict[UUID, User]) -> str:
    return ", ".join(str(people[pk]) for pk in row.takers)


@require_POST
def cancel(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Calls one off before its day."""
    _leader(request, "cancel_handover")
    given = QueryDict(mutable=True)
    given["which"] = str(pk)
    outcome = act(request, "cancel_handover", given=given)
    if outcome.done:
        tell(request, "Overdragelsen er aflyst. De, den angik, har fået besked.")
    else:
        messages.warning(request, " ".join(sentence for sentences in outcome.errors.values() for sentence in sentences))
    return redirect("handover")


def watch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far it has come with each colleague; what was not done, and why, stands on that colleague's own page."""
    leader = _leader(request, f"handover:{pk}")
    row = handover.of_unit(leader).filter(pk=pk).first()
    if row is None:
        raise deny(request, f"handover:{pk}")
    context = {
        "section": "cases",
        "row": row,
        "ahead": row.state == "ordered" and f"Sagerne overdrages {long_date(row.on)}.",
        "shares": handover.shares_of(row),
        "mine": row.ordered_by == leader,
    }
    return render(request, "cases/handover_run.html", context)
