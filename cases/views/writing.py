"""What stands beside a text that is being written: who else has it open, and what it said before."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse

from cases import access
from cases.action import Action
from cases.http import action_or_404, deny, user_of
from cases.models import Case, EarlierText, User
from cases.writing import drafts, phrases

#: The earlier text that is wanted back, in the address of the form.
WANTED = "tidligere"


def beside(action: Action, case: Case, user: User, asked: QueryDict, plain_url: str) -> dict[str, Any]:
    """The context of earlier.html, phrases.html and presence.html.

    ``asked`` says which part or trial; ``plain_url`` is the form itself.
    """
    form = action.draft_name(asked)
    which = {name: str(asked[name]) for name in action.one_of_several if asked.get(name)}
    context: dict[str, Any] = {
        "earlier": [
            {"row": row, "url": f"{plain_url}?{urlencode({**which, WANTED: str(row.pk)})}"}
            for row in drafts.earlier(user, case, form)
        ],
        "plain_url": f"{plain_url}?{urlencode(which)}" if which else plain_url,
        "phrases": phrases.beside(action, user),
    }
    if action.shared:
        context |= _presence(action, case, user, which)
    return context


def _presence(action: Action, case: Case, user: User, which: dict[str, str]) -> dict[str, Any]:
    url = reverse("presence", args=[case.number, action.slug])
    return {
        "beside": drafts.here(user, case, action.draft_name(which)),
        "presence_url": f"{url}?{urlencode(which)}" if which else url,
    }


def as_it_was(action: Action, case: Case, request: HttpRequest) -> tuple[dict[str, Any], EarlierText | None]:
    """The earlier text that the address asks for."""
    wanted = request.GET.get(WANTED)
    if not wanted:
        return {}, None
    return drafts.brought_back(user_of(request), case, action.draft_name(request.GET), wanted)


def presence(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """The line again. The page itself was logged as read; asking who else is there reads nothing of the case."""
    case = access.case_for(user_of(request), number)
    if case is None:
        raise deny(request, f"presence:{number}")
    action = action_or_404(request, slug, case)
    if not action.shared:
        raise deny(request, f"presence:{action.name}", case)
    which = {name: request.GET[name] for name in action.one_of_several if request.GET.get(name)}
    return render(request, "components/presence.html", _presence(action, case, user_of(request), which))
