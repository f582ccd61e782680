"""What a worker reports of a letter on its way: rendered, sent, received."""

from __future__ import annotations

from django import forms

from cases.inputs.blocks import ActionInput, Day, Text


class QueuedLetterInput(ActionInput):
    """Which letter waits to be rendered."""

    letter = forms.UUIDField()


class RenderingInput(ActionInput):
    """What a worker reports of a rendered letter."""

    letter = forms.UUIDField()
    blob = forms.UUIDField()
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")


class DeliveryInput(ActionInput):
    """What a channel reports of a delivery."""

    letter = forms.UUIDField(label="Brev", error_messages={"required": "Vælg brevet.", "invalid": "Vælg brevet."})
    sent_on = Day("Sendt den")
    received_on = Day("Modtaget den")
    proof = Text("Bevis for leveringen", "Skriv, hvad der beviser leveringen.")
