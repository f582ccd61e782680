"""Confirmation that an application has been withdrawn: a case may only be closed so, or by a decision (P-01)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must


@letter
class WithdrawalConfirmation(Letter):
    """The application is withdrawn, what follows from it, and that one may apply again (P-01)."""

    kind: ClassVar[str] = "withdrawal_confirmation"
    title: ClassVar[str] = "Bekræftelse på tilbagetrækning"

    withdrawn_on: date | None = must("Dagen, ansøgningen blev trukket tilbage", rule="P-01")
    how: str = must("Hvordan ansøgningen blev trukket tilbage", rule="P-01")
    applied_on: date | None = None
    consequence: str = must("Hvad det betyder", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Din ansøgning om fleksjob er trukket tilbage"
