"""The receipt of an application that comes while the citizen's case is already under way (P-01)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper
from cases.letters.piece import must


@letter
class SecondApplicationReceipt(Letter):
    """The application is received and read with the running case, which the letter names; nothing begins anew."""

    kind: ClassVar[str] = "second_application_receipt"
    title: ClassVar[str] = "Kvittering: ny ansøgning i en sag, der er i gang"

    received_on: date | None = must("Dagen, vi fik ansøgningen", rule="D-02")
    running_since: date | None = must("Dagen, sagen begyndte", rule="D-02")
    expected_by: date | None = must("Hvornår afgørelsen ventes", rule="P-03")
    consequence: str = must("Hvad det betyder", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi har fået din nye ansøgning"
