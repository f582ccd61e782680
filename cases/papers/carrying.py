"""Files in the form of an action: held as soon as they come, so that nobody sends one twice to put another field right.

The form carries a file by the id of the held row, in a box under the field's own name: unticked, it is left out.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.urls import reverse

from cases.action import Action
from cases.inputs import Upload
from cases.models import Case, HeldFile, User
from cases.papers import holding, uploads

Files = dict[str, HeldFile]


def receive(request: HttpRequest, user: User, action: Action, case: Case) -> dict[str, tuple[str, ...]]:
    """Hold the files that came, and let the form carry them. Answers what is wrong with those that cannot be held."""
    typed, problems = request.POST.copy(), {}
    for name in _uploads(action):
        if upload := request.FILES.get(name):
            del request.FILES[name]  # asked again, it is not held again
            try:
                typed[name] = str(holding.hold(user, case, upload, action.name).pk)
            except ValidationError as problem:
                problems[name] = tuple(problem.messages)
    request.POST = typed  # type: ignore[assignment]  # every reader of the form sees the same
    return problems


def carried(user: User, action: Action, case: Case, typed: Mapping[str, Any]) -> Files:
    """The files that a form, or a draft of it, carries, by field."""
    ids = {name: found for name in _uploads(action) if (found := _id(typed.get(name)))}
    rows = holding.held_in(action.name, user, case, ids.values()) if ids else {}
    return {name: rows[found] for name, found in ids.items() if found in rows}


def sent_when_chosen(form: forms.Form, action: Action, case: Case) -> forms.Form:
    """Tell upload.js where each file is sent, as soon as it is chosen."""
    for name, field in form.fields.items():
        if isinstance(field, Upload):
            url = reverse("hold_in_form", args=[case.number, action.slug, name])
            field.widget.attrs |= {"data-upload-url": url, **uploads.told_to_browsers()}
    return form


def _uploads(action: Action) -> list[str]:
    return [name for name, field in action.inputs.base_fields.items() if isinstance(field, Upload)]


def _id(text: Any) -> UUID | None:
    try:
        return UUID(text) if isinstance(text, str) else None
    except ValueError:
        return None
