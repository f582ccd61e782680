"""The friendly word to a citizen of what a case waits for (påmindelse)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must, piece


@piece
class Awaited:
    """One thing that the case waits for from the citizen, and what happens otherwise.

    ``by`` is the last day as it was told before; ``on`` the day of something agreed, ``at`` its time of day in words.
    """

    heading: str = must("Hvad vi venter på")
    text: str = must("Hvad borgeren skal gøre")
    by: date | None = None
    on: date | None = None
    at: str = ""
    otherwise: str = must("Hvad der ellers sker")

    @property
    def day(self) -> date | None:
        """The day that counts."""
        return self.by or self.on


@letter
class CitizenReminder(Letter):
    """What we wait for, by which day, what happens otherwise, and whom to call. It names no new day: every frist stands as
    it was told (forvaltningsloven § 7, stk. 1; god forvaltningsskik).
    """

    kind: ClassVar[str] = "citizen_reminder"
    title: ClassVar[str] = "Påmindelse"

    awaited: tuple[Awaited, ...] = must("Hvad vi venter på", rule="P-19")
    how_to_answer: tuple[str, ...] = must("Hvordan man svarer", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Husk dette i din sag om fleksjob"
