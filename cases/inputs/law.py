"""What the actions about the law of a case and about its frist take."""

from __future__ import annotations

from cases.inputs.blocks import ActionInput, Choice, Day, Reason, Text


class ChooseRegimeInput(ActionInput):
    """The law that the case is to follow, and why."""

    regime = Choice("Regelsæt", [], "Vælg et regelsæt.")
    reason = Reason(
        "Hvorfor følger sagen dette regelsæt?",
        "Skriv, hvorfor sagen skal følge dette regelsæt.",
        help_text="Skriv, hvilken overgangsregel eller dato der gør, at sagen ikke følger loven på afgørelsens dag.",
    )


class DeadlineNoticeInput(ActionInput):
    """The day on which the decision is expected now, and why it takes longer."""

    until = Day("Hvornår ventes afgørelsen nu?", "Skriv den nye dag.")
    why = Reason(
        "Hvorfor tager det længere tid?",
        "Skriv til borgeren, hvorfor det tager længere tid.",
        help_text="Skriv til borgeren. Teksten står i brevet.",
    )


class ClosingDayInput(ActionInput):
    """A day on which the municipality is closed, and what it is called."""

    day = Day("Dag", "Skriv dagen.")
    name = Text("Navn", "Skriv, hvorfor kommunen er lukket.", max_length=80)
