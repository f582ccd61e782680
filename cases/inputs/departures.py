"""What it takes to depart from a rule (fravigelse), and to say how a rule is used here."""

from __future__ import annotations

from django import forms

from cases.inputs.blocks import ActionInput, LongText, Reason, Ref, Text


class PracticeNoteInput(ActionInput):
    """How a rule is used here."""

    rule = Text("Krav", "Vælg et krav.", max_length=12, widget=forms.HiddenInput)
    text = LongText(
        "Lokal praksis",
        "",
        max_length=4000,
        required=False,
        help_text="Skriv aldrig om en bestemt borger. En tom tekst fjerner notatet.",
    )


class ClockDepartureInput(ActionInput):
    """Which departure has run out."""

    departure = Ref("Fravigelse")


class DepartureInput(ActionInput):
    """Ask to depart from a rule."""

    rule = Text("Regel", "Vælg en regel.", max_length=12, widget=forms.HiddenInput)
    action = Text("Handling", "Vælg en handling.", max_length=60, widget=forms.HiddenInput)
    reason = Reason(
        "Hvorfor kan kravet fraviges?",
        "Skriv, hvorfor manglen ikke kan ændre resultatet.",
        help_text="Skriv, hvad der oplyser sagen i stedet, og hvorfor manglen ikke kan ændre resultatet.",
    )


class AnswerDepartureInput(ActionInput):
    """Approve or refuse a departure, in one's own words."""

    departure = Ref("Fravigelse")
    answer = LongText("Dit svar", "Skriv med dine egne ord, hvorfor du svarer sådan.", max_length=4000)
