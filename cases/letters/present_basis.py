"""The receipt of a demand for a decision on the present basis (P-05)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must


@letter
class PresentBasisReceipt(Letter):
    """What the demand means, what the decision will be made without, by when it comes, and how to take it back (P-05)."""

    kind: ClassVar[str] = "present_basis_receipt"
    title: ClassVar[str] = "Kvittering: afgørelse på det foreliggende grundlag"

    asked_on: date | None = must("Dagen, afgørelsen blev ønsket", rule="P-05")
    meaning: str = must("Hvad det betyder", rule="P-05")
    missing_papers: tuple[str, ...] = ()
    decided_by: date | None = must("Hvornår afgørelsen ventes", rule="P-03")
    taking_back: str = must("Hvordan man fortryder", rule="P-05")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Du har bedt om en afgørelse nu"
