"""A person's answer to later work that failed, or whose fate is unknown."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from cases.daily.unsettled import unsettled_for
from cases.http import deny, tell, user_of
from flexcase.base import outbox


@require_POST
def answer(request: HttpRequest, item: UUID) -> HttpResponse:
    """Do it again, knowing that it may then be done twice; or let it be. Pressed twice, it is done once."""
    found = next((row for row in unsettled_for(user_of(request)) if row.item.pk == item and row.asks), None)
    if found is None:
        raise deny(request, f"unsettled:{item}")
    if "again" in request.POST:
        outbox.again(found.item)
        tell(request, "Vi prøver igen.")
    else:
        outbox.let_be(found.item)
        tell(request, "Det er afsluttet. Der sker ikke mere.")
    return redirect("notices")
