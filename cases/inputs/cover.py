"""What standing in for a colleague takes. People are named by their user name; the page shows them as choices."""

from __future__ import annotations

from django import forms

from cases.inputs.blocks import ActionInput, Day, Text


class CoverInput(ActionInput):
    """Who is away, who looks after their cases, from when to when, and why."""

    absent = Text("Hvem er fraværende?", "Vælg, hvem der er fraværende.", max_length=150)
    cover = Text("Hvem dækker?", "Vælg, hvem der dækker.", max_length=150)
    valid_from = Day("Fra og med", "Skriv den første dag.")
    valid_until = Day("Til og med", "Skriv den sidste dag.")
    reason = Text(
        "Grund", "Skriv kort hvorfor, for eksempel ferie.", max_length=200, help_text="For eksempel ferie eller kursus."
    )


class EndCoverInput(ActionInput):
    """Which cover."""

    which = forms.UUIDField(
        label="Dækning", widget=forms.HiddenInput, error_messages={"required": "Vælg på listen.", "invalid": "Vælg på listen."}
    )
