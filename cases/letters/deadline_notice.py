"""The word that a decision takes longer than the published frist (fristbrev, D-02b)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must


@letter
class DeadlineNotice(Letter):
    """When the decision is expected now, why it takes longer, and what the citizen can do (T-03, P-04)."""

    kind: ClassVar[str] = "deadline_notice"
    title: ClassVar[str] = "Fristbrev"

    applied_on: date | None = must("Dagen, ansøgningen kom", rule="D-02b")
    expected_before: date | None = must("Hvornår afgørelsen var ventet", rule="D-02b")
    expected_by: date | None = must("Hvornår afgørelsen ventes nu", rule="D-02b")
    why: str = must("Hvorfor det tager længere tid", rule="D-02b")
    meanwhile: str = must("Hvad borgeren kan gøre imens", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Din sag tager længere tid"
