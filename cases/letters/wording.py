"""From the regime's texts and the municipality's own data to the typed parts that letters are made of."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from django.conf import settings

from cases.letters.parts import AppealGuidance, Envelope, Helper, Section
from cases.letters.receipt import DataNotice
from cases.models import Case
from cases.party import channel_to, leader_of
from flexcase.law.regime import Regime

#: What a letter says of how it is sent. The proof of it stands with the delivery.
SENT_BY = {"digital_post": "Sendt med Digital Post", "paper": "Sendt med brev"}


def channel_for(case: Case) -> str:
    """How the one who is written to gets letters: the citizen, or who leads the case in the citizen's place."""
    return channel_to(case, leader_of(case))


def envelope(case: Case, dated: date) -> Envelope:
    """The letterhead to the citizen, or to the partsrepræsentant whose mandate covers the case (P-18).

    A protected address stands on no letter; the post office has it from the register.
    """
    citizen, leader = case.citizen, leader_of(case)
    if leader is not None:
        lines = tuple(leader.address.splitlines())
    else:
        lines = () if citizen.protected_address else tuple(citizen.address.splitlines())
    worker = case.caseworker
    return Envelope(
        municipality=settings.MUNICIPALITY,
        return_address=settings.MUNICIPALITY_ADDRESS,
        recipient=leader.name if leader else citizen.name,
        recipient_lines=lines,
        dated=dated,
        case_number=case.number,
        caseworker=str(worker) if worker else case.unit.name,
        phone=(worker.phone if worker else "") or settings.MUNICIPALITY_PHONE,
        delivery=SENT_BY[channel_to(case, leader)],
        on_behalf_of=citizen.name if leader else "",
        sender=str(worker) if worker else case.unit.name,
        sender_title=worker.title if worker else "",
    )


def helpers(regime: Regime) -> tuple[Helper, ...]:
    """Who can help the citizen (P-19): one paragraph each, the name on its first line."""
    return tuple(Helper(who=who, text=text) for who, text in headed(regime.texts["help_contacts"]))


def appeal(regime: Regime, last_day: date | None = None) -> AppealGuidance:
    """Klagevejledning (P-13). In a decision without a date: its bytes are fixed before anyone knows the day of receipt."""
    return AppealGuidance(
        channels=(
            f"Skriv i Digital Post til {settings.MUNICIPALITY}.",
            f"Send et brev til {settings.MUNICIPALITY_ADDRESS}.",
            f"Ring på {settings.MUNICIPALITY_PHONE}, eller kom forbi.",
        ),
        weeks=4,
        last_day=last_day,
        body=regime.appeal_body,
        no_reasons_needed=regime.texts["appeal_how"].strip(),
        reassessment=regime.texts["appeal_reassessment"].strip(),
        late=regime.texts["appeal_body"].strip(),
    )


def access_appeal(regime: Regime) -> AppealGuidance:
    """How to complain over the answer to a request for aktindsigt, to the body that hears complaints over the decision itself
    (forvaltningsloven § 16, stk. 4). The four weeks and the genvurdering of retssikkerhedsloven are for that decision only.
    """
    return replace(
        appeal(regime),
        weeks=int(str(regime.question("access_complaint_weeks").value)),
        reassessment=regime.texts["access_reassessment"].strip(),
        late="",
    )


def answering() -> tuple[str, ...]:
    """How a citizen answers a letter."""
    return (
        f"Svar på Min sag på {settings.MUNICIPALITY_WEB}.",
        f"Skriv i Digital Post til {settings.MUNICIPALITY}, eller send et brev.",
        f"Ring på {settings.MUNICIPALITY_PHONE}. Så skriver vi dit svar ned.",
    )


def data_notice(regime: Regime) -> DataNotice:
    """What the citizen must be told when data is collected (databeskyttelsesforordningen artikel 13)."""
    sections = headed(regime.texts["receipt_data_protection"])
    return DataNotice(
        controller=f"{settings.MUNICIPALITY} har ansvaret for de oplysninger, vi har om dig.",
        officer=f"Vores rådgiver om databeskyttelse kan du få fat i på {settings.MUNICIPALITY_PHONE}.",
        sections=tuple(Section(heading=heading, text=text) for heading, text in sections),
    )


def headed(text: str) -> Iterator[tuple[str, str]]:
    """The paragraphs of a text whose first line is a heading."""
    for paragraph in text.strip().split("\n\n"):
        heading, _, rest = paragraph.strip().partition("\n")
        yield heading, rest
