"""What handing over all cases of somebody takes. People are named by their user name; the page shows them as choices."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs.blocks import ActionInput, Day, Text


class People(forms.MultipleChoiceField):
    """User names. Who of them can be chosen, the action says."""

    def valid_value(self, value: Any) -> bool:
        return len(str(value)) <= 150 and "\x00" not in str(value)


class HandoverInput(ActionInput):
    """Who leaves, who takes over, and from which day."""

    leaver = Text("Hvem holder op?", "Vælg, hvem der holder op.", max_length=150)
    takers = People(
        label="Hvem overtager?",
        error_messages={
            "required": "Vælg mindst én, der overtager sagerne.",
            "invalid_choice": "Vælg på listen, hvem der overtager.",
            "invalid_list": "Vælg på listen, hvem der overtager.",
        },
    )
    on = Day(
        "Fra hvilken dag?",
        required=False,
        help_text="Er feltet tomt, sker det nu. Ved en senere dag overdrages de sager, der er den dag, og du kan aflyse inden.",
    )


class WhichHandoverInput(ActionInput):
    """Which hand-over."""

    which = forms.UUIDField(
        label="Overdragelse",
        widget=forms.HiddenInput,
        error_messages={"required": "Vælg på listen.", "invalid": "Vælg på listen."},
    )
