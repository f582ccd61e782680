"""The page of standard phrases: everybody at the desk reads them, keeps own ones, and shares them with the unit."""

from __future__ import annotations

from uuid import UUID

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.access import UNIT_ROLES
from cases.http import deny, tell, user_of
from cases.models import Phrase, User
from cases.writing import phrases


def _writer(request: HttpRequest) -> User:
    user = user_of(request)
    if user.role not in UNIT_ROLES:
        raise deny(request, "phrases")
    return user


def page(request: HttpRequest) -> HttpResponse:
    """The phrases, and the form that keeps another. ``?ret=`` fills it with one's own."""
    user = _writer(request)
    rows = phrases.known_to(user)
    wanted = next((row for row in rows if row.pk.hex == request.GET.get("ret") and row.user_id == user.pk), None)
    if request.method == "POST":
        form = phrases.PhraseInput(request.POST)
        if _keep(request, user, form, wanted):
            return redirect("phrases")
    else:
        known = {"name": wanted.name, "text": wanted.text, "shared": wanted.unit_id is not None} if wanted else None
        form = phrases.PhraseInput(initial=known)
    context = {
        "form": form,
        "wanted": wanted,
        "mine": [_line(user, row) for row in rows if row.unit_id is None],
        "ours": [_line(user, row) for row in rows if row.unit_id is not None],
        "shipped": phrases.shipped(),
    }
    return render(request, "cases/phrases.html", context, status=422 if form.is_bound else 200)


def _keep(request: HttpRequest, user: User, form: phrases.PhraseInput, wanted: Phrase | None) -> bool:
    try:
        if form.is_valid():
            row = phrases.save(user, form.cleaned_data, wanted)
            tell(request, f"Standardteksten »{row.name}« er gemt.")
            return True
    except forms.ValidationError as problem:
        form.add_error(None, problem)
    return False


def _line(user: User, row: Phrase) -> dict[str, object]:
    edit_url = f"{reverse('phrases')}?ret={row.pk.hex}" if row.user_id == user.pk else ""
    return {"row": row, "edit_url": edit_url, "may_delete": phrases.may_delete(user, row)}


@require_POST
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take a phrase away."""
    row = phrases.delete(_writer(request), pk)
    if row is None:
        raise deny(request, f"phrase:{pk}")
    tell(request, f"Standardteksten »{row.name}« er slettet.")
    return redirect("phrases")
