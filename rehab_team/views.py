"""The meetings: their list, and the room in which the team deals with one case at a time. Layout only."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.action import action as action_named
from cases.casepage import shown
from cases.http import act, blank_form, deny, log_read, new_run, tell, typed_form, user_of
from cases.models import User
from cases.outcome import Outcome
from cases.writing import phrases
from flexcase.base import clock
from flexcase.law.rule import Effect
from rehab_team.models import Outcome as Answer
from rehab_team.models import Team
from rehab_team.outcomes import LEADS_TO
from rehab_team.room import ATTEND, CONCLUDE, MOST_OFTEN, Room, enter, listing, may_plan

#: What is done in the room: the last part of the address, and the action behind it.
DEEDS = {"stem": "cast_vote", "svar": "record_team_outcome", "udsaet": "postpone_case"}
DONE = {"stem": "Din stemme er gemt.", "svar": "Teamets svar er registreret.", "udsaet": "Sagen er taget af dagsordenen."}


def meetings(request: HttpRequest) -> HttpResponse:
    """The meetings that one has business at; and the form for planning another."""
    user = user_of(request)
    if user.role not in ATTEND:
        raise deny(request, "meetings")
    if request.method == "POST":
        return _plan(request, user)
    return render(request, "rehab_team/meetings.html", _list_context(user, _planning(user)))


def _plan(request: HttpRequest, user: User) -> HttpResponse:
    outcome = act(request, "plan_meeting")
    if outcome.done:
        tell(request, "Mødet er planlagt. Nu kan sager sættes på dagsordenen.")
        return redirect("meetings")
    form = _with_teams(typed_form(action_named("plan_meeting"), None, request, outcome), user)
    context = _list_context(user, form) | {"run": request.POST.get("run") or new_run()}
    return render(request, "rehab_team/meetings.html", context, status=outcome.status)


def _planning(user: User) -> forms.Form | None:
    if not may_plan(user):
        return None
    return _with_teams(blank_form(action_named("plan_meeting"), None, user, {}), user)


def _with_teams(form: forms.Form, user: User) -> forms.Form:
    names = [(team.name, team.name) for team in Team.objects.planned_by(user, clock.today())]
    form.fields["team"].widget = forms.Select(choices=names)
    form.fields["team"].required = True  # one is always chosen here
    return form


def _list_context(user: User, form: forms.Form | None) -> dict[str, Any]:
    return {"section": "meetings", "form": form, "run": new_run(), **listing(user)}


def meeting(request: HttpRequest, meeting: UUID) -> HttpResponse:
    """The meeting room with one case before the team: ``?punkt=3``, and ``?handling=svar`` opens a form."""
    room = _room(request, meeting, _number(request.GET.get("punkt", "")))
    return _show(request, room, request.GET.get("handling", ""))


def _number(text: str) -> int | None:
    return int(text) if text.isdecimal() and len(text) < 6 else None


def _room(request: HttpRequest, meeting: UUID, order: int | None) -> Room:
    room = enter(user_of(request), meeting, order)
    if room is None or (order and room.item is None):
        raise deny(request, f"meeting:{meeting}:{order or ''}")
    return room


@require_POST
def deed(request: HttpRequest, meeting: UUID, order: int, deed: str) -> HttpResponse:
    """Something done to the case before the team; the runner decides."""
    room = _room(request, meeting, order)
    if deed not in DEEDS or room.case is None:
        raise Http404("no such deed")
    outcome = act(request, DEEDS[deed], room.case)
    if not outcome.done:
        return _show(request, room, deed, outcome)
    tell(request, DONE[deed])
    stays = deed == "stem" or room.after is None
    return redirect(_address(room, None if deed == "udsaet" and stays else order if stays else room.after.order))  # type: ignore[union-attr]


def _address(room: Room, order: int | None) -> str:
    url = reverse("meeting", args=[room.meeting.pk])
    return f"{url}?punkt={order}" if order else url


def _show(request: HttpRequest, room: Room, deed: str, outcome: Outcome | None = None) -> HttpResponse:
    user = user_of(request)
    context: dict[str, Any] = {"section": "meetings", "room": room, "meeting": room.meeting}
    if room.case is not None:
        if outcome is None:
            log_read(user, room.case, "meeting")
        context |= _case_context(room) | _deed_context(request, room, deed, outcome)
    return render(request, "rehab_team/meeting.html", context, status=outcome.status if outcome else 200)


def _case_context(room: Room) -> dict[str, Any]:
    """The words for the case and for what may be done with it."""
    case, item, regime = room.case, room.item, room.case.regime  # type: ignore[union-attr]
    proposal = room.form.proposal if room.form else Answer.GRANT.value
    others = [value for value in MOST_OFTEN if value != proposal]
    return {
        "case": case,
        "age": case.citizen.age_on(room.meeting.day),  # type: ignore[union-attr]
        "regime": regime,
        "conclude": f"{CONCLUDE[regime.mandate]}: {LEADS_TO[proposal].words}",
        "proposal": proposal,
        "others": [*((value, f"{LEADS_TO[value].words.capitalize()} …") for value in others), ("", "Noget andet …")],
        "answer": LEADS_TO[item.outcome].words if item and item.outcome else "",
    }


def _deed_context(request: HttpRequest, room: Room, deed: str, outcome: Outcome | None) -> dict[str, Any]:
    """The form that is open, if any, with what stands in its way."""
    case, item, user = room.case, room.item, user_of(request)
    assert case is not None and item is not None
    context: dict[str, Any] = {"run": request.POST.get("run") or new_run()}
    wanted = {"svar": "conclude", "udsaet": "postpone", "stem": "vote"}.get(deed)
    if wanted is None or (outcome is None and wanted not in room.may):
        return context
    action = action_named(DEEDS[deed])
    if outcome is None:
        given = {name: request.GET[name] for name in ("outcome",) if name in request.GET}
        form = blank_form(action, case, user, {**given, "item": item.no, "happened_on": room.meeting.day})
    else:
        form = typed_form(action, case, request, outcome)
    findings = outcome.findings if outcome else ()
    return context | {
        "deed": deed,
        "form": form,
        "heading": action.label_for(case),
        "phrases": phrases.beside(action, user),
        "stops": shown.findings((f for f in findings if f.effect is not Effect.WARN), case, user),
    }
