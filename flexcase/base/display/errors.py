"""A field's errors in plain words.

Django's own blame the writer ("påkrævet", "gyldig"); these say what to do.
"""

from __future__ import annotations

from django import forms
from django.forms.boundfield import BoundField

from flexcase.base.display.controls import kind
from flexcase.base.display.numbers import decimal_da

REQUIRED = {
    "radios": "Vælg en mulighed",
    "select": "Vælg en mulighed",
    "checkboxes": "Vælg mindst én",
    "checkbox": "Sæt kryds her",
    "file": "Vælg en fil",
    "date": "Skriv en dato, for eksempel 3.12.2026",
    "number": "Skriv et tal, for eksempel 12",
}
INVALID = {
    "date": "Skriv datoen som dag.måned.år, for eksempel 3.12.2026",
    "number": "Skriv et tal, for eksempel 12",
}
OTHERWISE = {
    "invalid_choice": "Vælg en af mulighederne",
    "empty": "Filen er tom. Vælg en anden",
    "max_value": "Skriv højst {limit_value}",
    "min_value": "Skriv mindst {limit_value}",
    "max_length": "Skriv højst {limit_value} tegn",
    "max_decimal_places": "Skriv højst {max} decimaler",
}


def plain_errors(field: BoundField) -> list[str]:
    """The field's errors, with our own plain words in place of Django's standard ones."""
    return [_plain_error(field, error) for error in field.errors.as_data()]


def _plain_error(field: BoundField, error: forms.ValidationError) -> str:
    own = field.field.error_messages.get(error.code or "")
    standard = next(
        (
            messages[error.code]
            for base in type(field.field).__mro__
            if error.code in (messages := getattr(base, "default_error_messages", {}))
        ),
        None,
    )
    words = "; ".join(error.messages)
    if own is not None and own != standard:
        return words
    if any(getattr(check, "code", None) == error.code and "message" in vars(check) for check in field.field.validators):
        return words
    params = {name: decimal_da(value) for name, value in (error.params or {}).items() if name in ("limit_value", "max")}
    plain = {
        "required": REQUIRED.get(kind(field), "Udfyld feltet"),
        "invalid": INVALID.get(kind(field)) if standard is not None and str(standard) in words else None,
    }.get(error.code or "") or OTHERWISE.get(error.code or "")
    try:
        return plain.format(**params) if plain else words
    except KeyError:
        return words
