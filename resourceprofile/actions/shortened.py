"""The shorter way to a decision on the present basis: past the description and the trial, straight to the hearing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act
from cases.action import Action
from cases.actions import CASEWORK, LAPSES
from cases.facts import CaseFacts
from cases.models import Case
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import ShortenedPathInput


class TakeShortenedPath(Action):
    """Goes straight to the hearing: the case is decided on the present basis, as asked for or for want of consent (P-05)."""

    label = "Gå direkte til partshøring"
    help = "Kun når sagen skal afgøres på det foreliggende grundlag. Borgeren skal stadig høres om det, der er til ugunst."
    effects = (
        "Sagen går til partshøring, uden at beskrivelsen er færdig.",
        "En arbejdsprøvning, der er i gang, bliver stoppet og tæller ikke som afprøvning.",
        "Din begrundelse står på sagen.",
    )
    inputs = ShortenedPathInput
    roles = CASEWORK
    moves = ("shorten",)
    event = "shortened_path_taken"
    icon, rank = "forward", 28

    def offered(self, case: Case, dossier: Dossier) -> bool:
        asked = dossier.of(CaseFacts).present_basis_on is not None
        return asked or dossier.of(ProfileFacts).refused_on() is not None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        came_from = act.case.state
        for lapse in LAPSES:
            lapse(act, "shortened")
        act.note("Derfor går sagen direkte til partshøring", given["reason"])
        return {"from": came_from}
