"""Whether what was written is still what stands there: chains, letters, and what an exported digest remembers."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from cases import timeline
from cases.models import Case, Event, Letter
from flexcase.base import files
from flexcase.base.crypto import Unreadable


def faults() -> Iterator[str]:
    """Every broken chain, and every issued letter that is no longer what was rendered, approved and delivered."""
    yield from _chain_faults()
    told = _told()
    issued = Letter.objects.filter(state__in=ISSUED).select_related("case__key", "delivery").order_by("case__number", "pk")
    for letter in issued.iterator():
        if fault := _letter_fault(letter, told.get(str(letter.pk), {})):
            yield f"{letter.case.number}: brevet »{letter.title}« ({letter.pk}) {fault}"


def _chain_faults() -> Iterator[str]:
    """All chains in one stream, case by case."""
    events = Event.objects.select_related("run").order_by("case", "seq").iterator(chunk_size=5000)
    for case, rows in groupby(events, key=lambda row: row.case_id):
        if fault := timeline.fault_in(list(rows)):
            yield f"{Case.objects.get(pk=case).number}: {fault}"


def letter_fault(letter: Letter) -> str | None:
    """What is wrong with one letter, in words; None when it is what its events say, or has not gone out yet."""
    if letter.state not in ISSUED:
        return None
    return _letter_fault(letter, _told(case=letter.case_id).get(str(letter.pk), {}))


ISSUED = ("issued", "delivered")
#: What the events say of letters: the chain keeps them, and nobody can write there behind the application.
TOLD = ("letter_rendered", "letter_delivered")


def _told(**case: Any) -> dict[str, dict[str, Any]]:
    """By letter, the facts of its rendering and its delivery."""
    told: dict[str, dict[str, Any]] = {}
    for body in Event.objects.filter(kind__in=TOLD, **case).values_list("body", flat=True).iterator():
        facts = json.loads(body)["facts"]
        told.setdefault(facts["letter"], {}).update(facts)
    return told


def _letter_fault(letter: Letter, told: Mapping[str, Any]) -> str | None:
    if letter.case.key.wrapped is None:
        return None  # erased by law: the key is gone, and so is the letter
    if not told:
        return "er udsendt, uden at nogen hændelse fortæller om det"
    try:
        content, words = files.sha256(letter.pdf()), files.sha256(letter.content.encode())
    except files.FileMissing:
        return "findes ikke mere"
    except Unreadable:
        return "er ændret uden om systemet"
    if content != told.get("sha256", content):
        return "har et andet aftryk end det, der blev dannet"
    if words != told.get("content", words):
        return "har en anden tekst end den, der blev dannet"
    if (letter.kind, letter.dated.isoformat()) != (told["kind"], told.get("dated", letter.dated.isoformat())):
        return "har en anden art eller dato end den, der blev dannet"
    return _delivery_fault(letter, told)


def _delivery_fault(letter: Letter, told: Mapping[str, Any]) -> str | None:
    if letter.state != "delivered":
        return None
    received = letter.delivery.received_on
    if received is None or received.isoformat() != told.get("received_on"):
        return "har en anden modtagelsesdag end den, der er bevist"
    return None


def export(heads: list[tuple[str, int, str]]) -> str:
    """The heads of all chains, a line each, to be kept in another place."""
    return "".join(f"{case} {seq} {head}\n" for case, seq, head in heads)


def missing_since(exported: str) -> list[str]:
    """What an earlier export knows and the database no longer has: a tail that was cut off, or a case that is gone."""
    found = []
    for line in exported.splitlines():
        case, seq, head = line.split()
        known = Event.objects.filter(case_id=case, seq=int(seq)).values_list("hash", flat=True).first()
        if known is None:
            found.append(f"{case}: hændelse {seq} er skåret væk siden aftrykket")
        elif known != head:
            found.append(f"{case}: hændelse {seq} er en anden end i aftrykket")
    return found
