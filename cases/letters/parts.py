"""What letters of every floor have in common: the envelope, who can help, how to complain."""

from datetime import date

from cases.letters.piece import must, piece


@piece
class Envelope:
    """Who writes to whom, when and about which case.

    A protected address leaves `recipient_lines` empty. When a party representative receives the letter (P-18),
    `recipient` is the representative and `on_behalf_of` the citizen. `sender` (afsender) is the person who stands for the
    letter: named at its end, with the title, in place of a signature by hand (forvaltningsloven § 32 b).
    """

    municipality: str = must("Kommunens navn")
    return_address: str = must("Kommunens adresse")
    recipient: str = must("Modtagerens navn")
    recipient_lines: tuple[str, ...] = ()
    dated: date | None = must("Brevets dato")
    case_number: str = must("Sagsnummer")
    caseworker: str = must("Sagsbehandlerens navn")
    phone: str = must("Telefonnummer")
    delivery: str = ""
    on_behalf_of: str = ""
    copy_to: tuple[str, ...] = ()
    sender: str = ""
    sender_title: str = ""


@piece
class Helper:
    """Somebody who can help the citizen: DUKH, the union, a bisidder. The text is whole sentences."""

    who: str = must("Navn")
    text: str = must("Hvad de kan hjælpe med")
    contact: str = ""


@piece
class AppealGuidance:
    """Klagevejledning (forvaltningsloven § 25, rule P-13): where, how and by when.

    The text is fixed when the letter is approved, before anybody knows the day of receipt: `last_day` is therefore
    left out unless the day is certain; ``weeks`` is 0 where no law sets a time limit. Every text is whole sentences; the
    words belong to the regime, for appeal body and reassessment have changed. `late` tells of complaints after the limit.
    """

    channels: tuple[str, ...] = must("Hvor og hvordan man klager", rule="P-13")
    weeks: int = 4
    last_day: date | None = None
    body: str = must("Klageinstans", rule="P-13")
    no_reasons_needed: str = must("Klagen behøver ikke begrundelse", rule="C-01")
    reassessment: str = must("Kommunens genvurdering", rule="C-03")
    late: str = ""

    @property
    def body_is_named(self) -> bool:
        """Whether the regime's texts tell of the appeal body; otherwise the letter must (P-13)."""
        return self.body in self.reassessment or self.body in self.late


@piece
class Explained:
    """A term of law that the letter uses, and what it means in plain Danish."""

    word: str = must("Fagord")
    meaning: str = must("Hvad ordet betyder")


@piece
class Fact:
    """A fact that has been given weight, and where it is known from (forvaltningsloven §§ 19 and 24)."""

    text: str = must("Oplysning")
    source: str = ""


@piece
class Section:
    """A heading and what stands under it."""

    heading: str = must("Overskrift")
    text: str = must("Tekst")
