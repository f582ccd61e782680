"""What a consent (samtykke, D-03) covers: whom we ask and about what, unless the caseworker names the sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.conf import settings

from cases.letters import wording
from cases.letters.typography import day as in_words
from cases.models import Case
from resourceprofile.letters import ConsentDeclaration
from resourceprofile.models.consent import Covered, Scope


@dataclass(frozen=True)
class Meaning:
    """One kind of information, as letters name it (»at vi henter …«), and what it holds when nobody narrows it down."""

    named: str
    sources: tuple[str, ...]
    information: tuple[str, ...]


MEANINGS: Mapping[str, Meaning] = {
    Scope.HEALTH: Meaning(
        "oplysninger om dit helbred fra læger og sygehuse",
        ("Din egen læge og de speciallæger, der har set dig", "Sygehuse og klinikker, hvor du får eller har fået behandling"),
        (
            "Hvad du fejler, og hvilken behandling du får",
            "Hvad det betyder for dit arbejde og din hverdag",
            "Hvordan lægerne tror, det går fremover",
        ),
    ),
    Scope.WORK: Meaning(
        "oplysninger fra arbejdsgivere",
        ("De steder, hvor du arbejder, har arbejdet eller har prøvet arbejde",),
        (
            "Hvilke opgaver du har haft, og hvor mange timer",
            "Hvor meget du nåede, og hvilke hensyn der blev taget",
            "Hvor meget du har været syg",
        ),
    ),
    Scope.SOCIAL: Meaning(
        "oplysninger fra andre dele af kommunen og fra din a-kasse",
        ("Andre dele af kommunen, hvor du får eller har fået hjælp", "Din a-kasse"),
        ("Hvilken hjælp du får eller har fået, og hvordan det gik", "Hvilke penge du lever af, og hvor længe"),
    ),
}


def declaration(
    case: Case, row: Covered, day: date, *, given_on: date | None = None, asked_by: date | None = None
) -> ConsentDeclaration:
    """D-03: what the citizen is asked to allow (answer by ``asked_by``), or has allowed on ``given_on``."""
    meaning, texts = MEANINGS[row.scope], case.regime.texts
    return ConsentDeclaration(
        envelope=wording.envelope(case, day),
        given_on=given_on,
        named=meaning.named,
        purpose=texts["consent_purpose"].strip(),
        sources=row.named_sources() or meaning.sources,
        information=meaning.information,
        duration=_duration(row.expires_on),
        declaration=texts["consent_text"].strip(),
        withdrawing=(
            f"Tryk på »Samtykke« på Min sag på {settings.MUNICIPALITY_WEB}.",
            f"Skriv i Digital Post til {settings.MUNICIPALITY}, eller send et brev.",
            f"Ring på {settings.MUNICIPALITY_PHONE}.",
        ),
        answer_by=asked_by,
        saying_no="" if asked_by is None else texts["consent_refused_meaning"].strip(),
        rules=texts["rules_consent_refused"].strip(),
        who_can_help=wording.helpers(case.regime),
    )


def _duration(until: date | None) -> str:
    if until is None:
        return "Det gælder, så længe vi behandler din sag om fleksjob."
    return f"Det gælder til og med {in_words(until)}."
