"""Templates (skabeloner) of notes: headings to write under, so that nothing that a note must hold is forgotten."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Template:
    """What it is called, and the text that one press puts into a field of the form."""

    label: str
    text: str
    field: str = "text"


def _headings(*headings: str) -> str:
    return "\n".join(f"{heading}: " for heading in headings)


NOTE = (
    Template("Telefonopkald", _headings("Hvem ringede", "Hvad drejede det sig om", "Hvad svarede jeg")),
    Template("Møde", _headings("Til stede", "Hvad blev drøftet", "Borgerens syn på det")),
    Template("Nye oplysninger", _headings("Hvad er nyt", "Hvem oplyser det", "Hvad betyder det for sagen")),
)
CONVERSATION = (
    Template("Jobsamtale", _headings("Siden sidst", "Helbred og hverdag", "Job og praktik", "Borgerens ønsker")),
    Template("Opfølgning på praktik", _headings("Fremmøde", "Opgaver", "Skånehensyn", "Det, der skal ændres")),
    Template("Første samtale", _headings("Baggrund", "Arbejde indtil nu", "Det, borgeren kan", "Det, der er svært")),
)
