"""Medical forms (LÆ-attester): a request ends in 1, its answer in 5; how long a doctor has, and whether the citizen is seen.

Lengths: DOMAIN T-06 to T-09, from the doctors' own overview. They run from the day on which the doctor has the request.
"""

from __future__ import annotations

from dataclasses import dataclass

#: What is asked unless the caseworker asks something else (D-05: what is to be clarified, and why).
CLARIFY = "Hvad betyder helbredet for at kunne arbejde, hvilken behandling er prøvet, og hvilke hensyn skal der tages?"
WHY = "Borgeren har søgt om fleksjob. Vi skal vide, hvad borgeren kan, og om begrænsningen er varig."

_FUNCTION = (
    "Hvilke lidelser har betydning for evnen til at arbejde?",
    "Hvad kan borgeren, og hvad er svært?",
    "Hvilke hensyn skal en arbejdsplads tage?",
)
_OUTLOOK = (
    "Er behandlingen slut, eller er der mere at prøve?",
    "Hvordan ser du på udsigten de næste to år?",
)


@dataclass(frozen=True)
class Attest:
    """One pair of request and answer. ``days`` is the doctor's time, ``rule`` where it stands in the catalogue."""

    kind: str
    request: str
    answer: str
    name: str
    consultation: bool
    days: int
    rule: str
    questions: tuple[str, ...]


ATTESTS = {
    attest.kind: attest
    for attest in (
        Attest("LAE125", "LÆ 121", "LÆ 125", "Statusattest", False, 14, "T-06", _OUTLOOK),
        Attest("LAE135", "LÆ 131", "LÆ 135", "Specifik helbredsattest", True, 30, "T-07", _FUNCTION),
        Attest("LAE145", "LÆ 141", "LÆ 145", "Generel helbredsattest", True, 30, "T-07", (*_FUNCTION, *_OUTLOOK)),
        Attest("LAE225", "LÆ 221", "LÆ 225", "Attest om kronisk sygdom", True, 14, "T-09", _OUTLOOK),
        Attest("LAE265", "LÆ 261", "LÆ 265", "Rehabiliteringsattest", True, 30, "T-08", (*_FUNCTION, *_OUTLOOK)),
        Attest("LAE285", "LÆ 281", "LÆ 285", "Sygedagpengeattest", True, 14, "T-09", _FUNCTION),
    )
}

CHOICES = [(attest.kind, f"{attest.answer} {attest.name}") for attest in ATTESTS.values()]


def named(kind: str) -> str:
    """A kind as it is spoken of: »LÆ 265«. A kind that only a regime knows is spoken of as it stands."""
    return ATTESTS[kind].answer if kind in ATTESTS else kind
