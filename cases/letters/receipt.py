"""The receipt of an application (document D-02)."""

from datetime import date
from typing import ClassVar

from cases.letters.letter import Letter, letter
from cases.letters.parts import Helper, Section
from cases.letters.piece import must, piece


@piece
class DataNotice:
    """What a citizen must be told when data about them is collected (databeskyttelsesforordningen article 13).

    Who answers for the data, and where, is the municipality's; the rest are the regime's words, a heading each.
    """

    controller: str = must("Dataansvarlig")
    officer: str = must("Databeskyttelsesrådgiver")
    sections: tuple[Section, ...] = must("Hvad der sker med oplysningerne")


@letter
class Receipt(Letter):
    """D-02: we have your application; when an answer comes, who has the case, what you have a right to (P-03, P-04).

    `applied_by` is who took the initiative when the citizen did not: »din fagforening«. `rights` is the regime's text on
    bisidder, representative and aktindsigt; without one the template's own stands, for a receipt may not lack it (P-18).
    """

    kind: ClassVar[str] = "receipt"
    title: ClassVar[str] = "Kvittering for ansøgning"

    received_on: date | None = must("Dagen, vi fik ansøgningen", rule="D-02")
    applied_by: str = ""
    expected_by: date | None = must("Hvornår afgørelsen ventes", rule="P-03")
    published_deadline: str = must("Kommunens offentliggjorte frist", rule="P-04")
    published_at: str = must("Hvor fristen er offentliggjort", rule="P-04")
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    rights: str = ""
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    data: DataNotice = must("Behandling af personoplysninger", rule="D-02")

    @property
    def subject(self) -> str:
        return "Vi har fået din ansøgning om fleksjob"
