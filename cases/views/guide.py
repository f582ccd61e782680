"""»Den første dag«: one page of help, for whoever has just sat down at the desk."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.http import deny, user_of
from cases.models import Role, User
from flexcase.base import clock
from flexcase.law.regime import regime_on

#: Sections of the tour that somebody needs who does not work as a caseworker; a caseworker reads them all.
EVERYBODYS = frozenset({"kladder", "taster", "spoerg"})
ON_CASES = EVERYBODYS | {"listen", "soeg", "sagen", "vaek"}
CONCERNS: dict[str, frozenset[str]] = {
    Role.TEAM_LEADER: ON_CASES,
    Role.JOB_CONSULTANT: ON_CASES | {"notat"},
    Role.TEAM_MEMBER: EVERYBODYS | {"soeg", "sagen"},
    Role.TEAM_CHAIR: EVERYBODYS | {"soeg", "sagen"},
    Role.HEALTH_COORDINATOR: EVERYBODYS | {"soeg"},
    Role.ADMINISTRATOR: frozenset({"taster", "spoerg"}),
}


def first_day(request: HttpRequest) -> HttpResponse:
    """The tour in the words of today's law, and the leaders of one's own unit to ask. ``?hele=1`` shows what is others' too."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "help")
    leaders = User.objects.filter(unit=user.unit_id, role=Role.TEAM_LEADER, is_active=True).exclude(pk=user.pk)
    context = {
        "section": "help",
        "team": regime_on(clock.today()).labels["team_definite"],
        "concerns": None if request.GET.get("hele") else CONCERNS.get(user.role),
        "leaders": [str(leader) for leader in leaders.order_by("first_name")] if user.unit_id else [],
    }
    return render(request, "cases/help.html", context)
