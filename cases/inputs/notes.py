"""Notes (D-24): of a call, of a conversation with everything that was agreed, and their corrections."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs.blocks import ActionInput, Chips, DatedInput, Day, Lines, LongText, Ref, Text
from cases.models import Note


def guidance() -> forms.MultipleChoiceField:
    """What the citizen was guided on, as chips (P-19)."""
    field = forms.MultipleChoiceField(
        label="Vejledt om",
        choices=Note.Guidance.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg emner på listen."},
    )
    field.css = "fc-chips"  # type: ignore[attr-defined]
    return field


def short() -> forms.Textarea:
    """A field for a line or two; it grows with what is written."""
    return forms.Textarea(attrs={"rows": 2})


class NoteInput(DatedInput):
    """A note of a telephone call, a meeting or something else (D-24). The heading may be left to the channel."""

    channel = Chips("Var det en samtale?", Note.Spoken.choices, "", none="Nej", required=False)
    talked_with = Text("Hvem talte du med?", "", required=False, max_length=120, help_text="Et tomt felt betyder borgeren.")
    heading = Text("Overskrift", "", required=False, max_length=120, help_text="Skal med, når det ikke var en samtale.")
    text = LongText("Hvad kom frem?", "Skriv notatet.", help_text="Faktiske oplysninger, der har betydning for sagen.")
    promised = LongText("Hvad er aftalt eller lovet?", "", required=False, max_length=4000, widget=short())
    guided = guidance()
    advice = LongText("Hvilken vejledning gav du?", "", required=False, max_length=4000, widget=short())

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        if not given.get("channel") and not given.get("heading"):
            self.add_error("heading", "Skriv en overskrift, eller vælg, hvordan I talte sammen.")
        return given


class NextConversation(Day):
    """The day of the next conversation, ahead of us."""

    def __init__(self) -> None:
        super().__init__(
            "Næste samtale", required=False, help_text="Dagen kommer i sagens frister, og du bliver mindet om den."
        )


class ConversationInput(DatedInput):
    """A conversation about the citizen's way on (jobsamtale): its form, who took part, what was agreed, what comes next."""

    field_order = ["channel", "happened_on", "talked_with"]
    channel = Chips("Form", Note.Spoken.choices, "Vælg, hvordan I talte sammen.", initial=Note.Spoken.MEETING.value)
    talked_with = Text("Hvem var med?", "", required=False, max_length=120, help_text="Et tomt felt betyder borgeren og dig.")
    text = LongText("Hvad talte I om?", "Skriv, hvad I talte om.")
    promised = LongText("Hvad er aftalt?", "Skriv, hvad I aftalte.", max_length=4000, widget=short())
    next_step = LongText("Næste skridt", "Skriv, hvad der sker nu.", max_length=4000, widget=short())
    tasks = Lines(
        "Opgaver",
        required=False,
        help_text="Én på hver linje: »Borgeren: sender cv senest 4.12.« Uden navn er opgaven din.",
    )
    next_on = NextConversation()
    guided = guidance()


class CorrectNoteInput(NoteInput):
    """A note written anew. The old one stays and is seen to be corrected."""

    note = Ref("Notat")
    next_step = LongText("Næste skridt", "", required=False, max_length=4000, widget=short())
    next_on = NextConversation()


class PlanConversationInput(ActionInput):
    """The day of the next conversation, a new day for it, or none any more."""

    next_on = Day("Dag", required=False, help_text="Et tomt felt betyder, at den aftalte samtale er aflyst.")
