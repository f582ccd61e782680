"""What is taken when a decision is told by word of mouth and written reasons are asked for."""

from __future__ import annotations

from cases.inputs import ActionInput, Choice, DatedInput, LongText, Spokesman
from cases.models import Case, Note


class TellOrallyInput(DatedInput):
    """How the decision was told."""

    channel = Choice("Hvordan fortalte du det?", Note.Spoken.choices, "Vælg, hvordan du fortalte det.")


class AskReasonsInput(DatedInput):
    """The wish for written reasons, in whatever way it came."""

    channel = Choice("Hvordan bad borgeren om det?", Case.Channel.choices, "Vælg, hvordan borgeren bad om det.")
    by_representative = Spokesman()


class GiveReasonsInput(ActionInput):
    """The reasons themselves."""

    reasons = LongText("Begrundelsen", "Skriv de vigtigste hensyn og de oplysninger, I lagde vægt på.")
