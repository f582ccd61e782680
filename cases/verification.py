"""Whether what was written is still what stands there: chains, letters, and what an exported digest remembers."""

from __future__ import annotations

from collections.abc import Iterator

from cases import timeline
from cases.models import Case, Event, Letter
from flexcase.base import files
from flexcase.base.crypto import Unreadable


def faults() -> Iterator[str]:
    """Every broken chain and every issued letter whose bytes are not those that were approved."""
    for case in Case.objects.order_by("number").iterator():
        if fault := timeline.verify(case):
            yield f"{case.number}: {fault}"
    issued = Letter.objects.filter(state__in=("issued", "delivered")).select_related("case__key")
    for letter in issued.iterator():
        if fault := _letter_fault(letter):
            yield f"{letter.case.number}: brevet »{letter.title}« {fault}"


def _letter_fault(letter: Letter) -> str | None:
    if letter.case.key.wrapped is None:
        return None  # erased by law: the key is gone, and so is the letter
    try:
        content = letter.pdf()
    except files.FileMissing:
        return "findes ikke mere"
    except Unreadable:
        return "er ændret uden om systemet"
    return None if files.sha256(content) == letter.sha256 else "har et andet aftryk end det godkendte"


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
