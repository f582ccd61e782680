"""From the regime's texts and the municipality's own data to the typed parts that letters are made of."""

from __future__ import annotations

from datetime import date

from django.conf import settings

from cases.letters.parts import AppealGuidance, Envelope, Helper
from cases.letters.receipt import DataNotice
from cases.models import Case
from flexcase.law.regime import Regime

#: What a letter says of how it is sent. The proof of it stands with the delivery.
SENT_BY = {"digital_post": "Sendt med Digital Post", "paper": "Sendt med brev"}


def channel_for(case: Case) -> str:
    """How the citizen gets letters: Digital Post, unless exempt."""
    return "digital_post" if case.citizen.digital_post else "paper"


def envelope(case: Case, dated: date) -> Envelope:
    """The letterhead to the citizen. A protected address stands on no letter; the post office has it from the register."""
    citizen = case.citizen
    lines = () if citizen.protected_address else tuple(citizen.address.splitlines())
    worker = case.caseworker
    return Envelope(
        municipality=settings.MUNICIPALITY,
        return_address=settings.MUNICIPALITY_ADDRESS,
        recipient=citizen.name,
        recipient_lines=lines,
        dated=dated,
        case_number=case.number,
        caseworker=str(worker) if worker else case.unit.name,
        phone=(worker.phone if worker else "") or settings.MUNICIPALITY_PHONE,
        delivery=SENT_BY[channel_for(case)],
    )


def helpers(regime: Regime) -> tuple[Helper, ...]:
    """Who can help the citizen (P-19): one paragraph each, the name on its first line."""
    found = []
    for paragraph in regime.texts["help_contacts"].strip().split("\n\n"):
        who, _, text = paragraph.strip().partition("\n")
        found.append(Helper(who=who, text=text))
    return tuple(found)


def appeal(regime: Regime) -> AppealGuidance:
    """Klagevejledning (P-13). No date: the bytes are fixed before anyone knows the day of receipt."""
    return AppealGuidance(
        channels=(
            f"Skriv i Digital Post til {settings.MUNICIPALITY}.",
            f"Send et brev til {settings.MUNICIPALITY_ADDRESS}.",
            f"Ring på {settings.MUNICIPALITY_PHONE}, eller kom forbi.",
        ),
        weeks=4,
        body=regime.appeal_body,
        no_reasons_needed="Du behøver ikke at skrive hvorfor. Du må få hjælp af en anden.",
        reassessment=regime.texts["appeal_reassessment"].strip(),
        late=regime.texts["appeal_body"].strip(),
    )


def answering() -> tuple[str, ...]:
    """How a citizen answers a letter."""
    return (
        f"Svar på Min sag på {settings.MUNICIPALITY_WEB}.",
        f"Skriv i Digital Post til {settings.MUNICIPALITY}, eller send et brev.",
        f"Ring på {settings.MUNICIPALITY_PHONE}. Så skriver vi dit svar ned.",
    )


def data_notice() -> DataNotice:
    """What the citizen must be told when data is collected (databeskyttelsesforordningen artikel 13)."""
    name = settings.MUNICIPALITY
    return DataNotice(
        controller=f"{name} har ansvaret for de oplysninger, vi har om dig.",
        officer=f"Vores databeskyttelsesrådgiver kan kontaktes på {settings.MUNICIPALITY_PHONE}.",
        purpose="Vi bruger oplysningerne til din sag om fleksjob. Det må vi efter lov om en aktiv beskæftigelsesindsats "
        "og databeskyttelsesforordningens artikel 6 og 9.",
        sources="Vi får oplysninger fra dig, fra dine læger og fra steder, hvor du prøver arbejde. "
        "Som regel spørger vi dig først.",
        recipients="Oplysningerne ses af dem, der arbejder med din sag, af sundhedskoordinatoren og af dem, der er med til "
        "mødet om sagen. Klager du, ser Ankestyrelsen dem også. "
        "En arbejdsgiver får ikke at vide, hvad du fejler.",
        storage="Vi gemmer oplysningerne, så længe vi skal efter loven.",
        rights="Du har ret til at se oplysningerne og få rettet fejl. Du kan bede os om at slette noget. "
        "Ofte siger loven, at vi skal gemme det. Du kan også få at vide, hvem der har læst din sag.",
        complaint="Du kan klage til Datatilsynet over den måde, vi bruger dine oplysninger på.",
    )
