"""What the actions of Min sag take."""

from __future__ import annotations

from cases.inputs import ActionInput, LongText, Upload


class NewsInput(ActionInput):
    """Something new from the citizen, with a file if there is one."""

    text = LongText("Hvad skal vi vide?", "Skriv, hvad vi skal vide.")
    file = Upload("Billede eller papir", required=False)
