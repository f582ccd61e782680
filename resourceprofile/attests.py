"""Medical forms (LÆ-attester): a request ends in 1, its answer in 5; how long a doctor has, and whether the citizen is seen.

Lengths: DOMAIN T-06 to T-09, from the doctors' own overview. They run from the day on which the doctor has the request; some
have a shorter one from the consultation as well. LÆ 265 is handed over by the citizen, who books the consultation.
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
    """One pair of request and answer.

    ``days`` is the doctor's time from the request, ``after_consultation`` from the day on which the citizen was seen (0: no
    such limit), ``rule`` where they stand in the catalogue. ``from_booking``: the time runs from when the citizen turned to
    the doctor. ``least``: the municipality may set another time, but none shorter than so many days (0: it may not).
    """

    kind: str
    request: str
    answer: str
    name: str
    consultation: bool
    days: int
    rule: str
    questions: tuple[str, ...]
    after_consultation: int = 0
    from_booking: bool = False
    least: int = 0
    may_decline: bool = False


ATTESTS = {
    attest.kind: attest
    for attest in (
        Attest("LAE125", "LÆ 121", "LÆ 125", "Statusattest", False, 14, "T-06", _OUTLOOK),
        Attest("LAE135", "LÆ 131", "LÆ 135", "Specifik helbredsattest", True, 30, "T-07", _FUNCTION, 14, may_decline=True),
        Attest(
            "LAE145", "LÆ 141", "LÆ 145", "Generel helbredsattest", True, 30, "T-07", (*_FUNCTION, *_OUTLOOK), 14,
            may_decline=True,
        ),
        Attest("LAE225", "LÆ 221", "LÆ 225", "Attest om kronisk sygdom", True, 14, "T-09", _OUTLOOK, 7),
        Attest(
            "LAE265", "LÆ 261", "LÆ 265", "Rehabiliteringsattest", True, 30, "T-08", (*_FUNCTION, *_OUTLOOK),
            from_booking=True,
        ),
        Attest("LAE285", "LÆ 281", "LÆ 285", "Sygedagpengeattest", True, 14, "T-09", _FUNCTION, least=8),
    )
}  # fmt: skip

CHOICES = [(attest.kind, f"{attest.answer} {attest.name}") for attest in ATTESTS.values()]


def named(kind: str) -> str:
    """A kind as it is spoken of: »LÆ 265«. A kind that only a regime knows is spoken of as it stands."""
    return ATTESTS[kind].answer if kind in ATTESTS else kind
