"""Letters of a case that ends, or goes on elsewhere, without a decision from us (P-01)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must


@letter
class CaseEnded(Letter):
    """The case was opened by mistake: what happened, what follows, and what to do if it is wrong (P-01)."""

    kind: ClassVar[str] = "case_ended"
    title: ClassVar[str] = "Orientering: sagen er lukket"

    happened: str = must("Hvad der er sket", rule="P-01")
    consequence: str = must("Hvad det betyder", rule="P-19")
    if_wrong: str = must("Hvad man gør, hvis det er en fejl", rule="P-01")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi har lukket en sag om fleksjob"


@letter
class CaseGoesOn(Letter):
    """The case was ended by mistake and goes on: what was wrong, what it means, and by when the decision is expected (P-01)."""

    kind: ClassVar[str] = "case_goes_on"
    title: ClassVar[str] = "Orientering: sagen er åben igen"

    happened: str = must("Hvad der er sket", rule="P-01")
    consequence: str = must("Hvad det betyder", rule="P-19")
    expected_by: date | None = None
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Din sag om fleksjob er åben igen"


@letter
class TransferNotice(Letter):
    """The case goes on in another municipality: which, since when, and that the papers follow (retssikkerhedsloven § 9)."""

    kind: ClassVar[str] = "transfer_notice"
    title: ClassVar[str] = "Orientering: en anden kommune har din sag"

    municipality: str = must("Den nye kommune", rule="P-01")
    moved_on: date | None = must("Dagen, sagen flyttede", rule="P-01")
    contact: str = must("Hvem der har taget imod sagen", rule="P-19")
    applied_on: date | None = None
    consequence: str = must("Hvad det betyder", rule="P-19")
    rules: str = must("Regler", rule="P-01")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return f"{self.municipality} har din sag nu"
