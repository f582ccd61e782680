"""The one strict way in: browser, scenario, import and demo data are all checked here before an action sees them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import QueryDict

from cases.action import Action
from cases.inputs import Lines, Upload
from cases.models import Case
from cases.papers.uploads import StoredFile

_SCALARS = (str, int, float, bool, type(None))


class WrongShape(Exception):
    """A key that the action does not know, or a list where one value belongs. A mistake of the caller, not of a user."""


def bind(
    action: Action, data: Mapping[str, Any], *, case: Case | None, stored: Mapping[str, StoredFile] | None = None
) -> forms.Form:
    """The action's form, filled in; ``stored`` are files that a browser sent. Raises WrongShape for what no field means."""
    form = action.form(None)
    plain = _from_browser(form, data) if isinstance(data, QueryDict) else _checked(action, form, data)
    if unknown := set(plain) - set(form.fields):
        known = ", ".join(form.fields) or "intet"
        raise WrongShape(f"{action.name} kender ikke {', '.join(sorted(unknown))}; den kender {known}")
    plain |= stored or {}
    files = {name: value for name, value in plain.items() if isinstance(form.fields[name], Upload)}
    bound = action.form(plain, files=files)
    if case is not None:
        for name, choices in action.choices(case).items():
            bound.fields[name].choices = choices  # type: ignore[attr-defined]
    return bound


def _from_browser(form: forms.Form, data: QueryDict) -> dict[str, Any]:
    return {
        name: field.widget.value_from_datadict(data, {}, name)
        for name, field in form.fields.items()
        if name in data or isinstance(field, forms.BooleanField)
    }


def _checked(action: Action, form: forms.Form, data: Mapping[str, Any]) -> dict[str, Any]:
    # What a browser shows as filled in beforehand is filled in here too.
    plain: dict[str, Any] = {name: field.initial for name, field in form.fields.items() if field.initial is not None}
    for name, value in data.items():
        field = form.fields.get(name)
        many = isinstance(field, Lines | forms.MultipleChoiceField)
        if isinstance(value, list | tuple):
            if field is not None and not many:
                raise WrongShape(f"{action.name}.{name} er én værdi, ikke en liste")
            if not all(isinstance(item, _SCALARS) for item in value):
                raise WrongShape(f"{action.name}.{name} er en liste af tekster")
        elif (
            not isinstance(value, _SCALARS)
            and not hasattr(value, "isoformat")
            and not isinstance(value, StoredFile)
            and type(value).__name__ not in {"Decimal", "UUID"}
        ):
            raise WrongShape(f"{action.name}.{name} kan ikke være {type(value).__name__}")
        elif isinstance(field, forms.BooleanField) and isinstance(value, str):
            # In YAML 1.2 »no« is a text, and to a form every text but »false« is a tick.
            raise WrongShape(f"{action.name}.{name} er true eller false, ikke »{value}«")
        plain[name] = value
    return plain
