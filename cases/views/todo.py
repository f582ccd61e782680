"""»Opgaver«: what somebody has to do across cases."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases.access import UNIT_ROLES
from cases.http import deny, log_shown, new_run, user_of
from cases.worklists import todo


def tasks(request: HttpRequest) -> HttpResponse:
    """My tasks, the unit's, the citizens' and the conversations ahead. Whose names were shown is logged."""
    user = user_of(request)
    if user.role not in UNIT_ROLES:
        raise deny(request, "tasks")
    lists = todo.lists_for(user)
    log_shown(request, todo.shown_in(lists))
    return render(request, "cases/tasks.html", {"section": "tasks", "lists": lists, "runs": new_run})
