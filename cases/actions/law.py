"""The law that a case follows: crossed into when it changes under way, or chosen by hand with a written reason."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.dossier import dossier_of
from cases.facts import CaseFacts
from cases.inputs import ChooseRegimeInput, Nothing
from cases.models import Case, User
from cases.road import UNDER_WAY
from cases.whichlaw import law_for
from flexcase.base import clock
from flexcase.law.event import FactValue
from flexcase.law.regime import Regime, regimes
from flexcase.law.rule import Dossier, Part

#: How many rules a notice names; the rest stand on the case.
NAMED = 6


class CrossRegime(Action):
    """Moves a running case to the law that holds today; what that law demands besides is found by its rules at once."""

    label = "Flyt sagen til det regelsæt, der gælder nu"
    help = "Loven er ændret, mens sagen har været i gang. Det, der er gjort, bliver stående; det nye krav ser du på sagen."
    effects = (
        "Sagen afgøres efter det nye regelsæt.",
        "På fanen »Regelsæt« står det, som den nye lov kræver ud over den gamle.",
    )
    inputs = Nothing
    roles = CASEWORK
    when = UNDER_WAY
    event = "regime_crossed"
    icon, rank = "sync", 9

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return law_for(dossier.of(CaseFacts), dossier.today).name != case.regime_name and case.regime_chosen_on is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        dossier = dossier_of(act.case, act.day)
        before, law = act.case.regime_name, law_for(dossier.of(CaseFacts), act.day)
        if before == law.name:
            raise Refused("Sagen følger allerede det regelsæt, der gælder i dag.")
        if act.case.regime_chosen_on is not None:
            raise Refused("Sagens regelsæt er valgt med en begrundelse. Vælg et andet regelsæt i stedet.")
        unmet = _move(act, dossier, law)
        return {"from": before, "to": law.name, "unmet": unmet}


class ChooseRegime(Action):
    """Chooses the law of a case by hand, with a written reason; T-18 then respects it. The leader is told."""

    label = "Vælg sagens regelsæt"
    help = "Sagen følger ellers loven på afgørelsens dag. Vælg kun et andet regelsæt, når en overgangsregel siger det."
    effects = (
        "Begrundelsen gemmes på sagen, og teamlederen får besked.",
        "Vælger du det regelsæt, der ellers gælder, er valget ophævet.",
        "Et brev, der er skrevet efter det tidligere regelsæt, skal skrives igen.",
    )
    inputs = ChooseRegimeInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.CASE
    event = "regime_chosen"
    dated = False
    icon, rank = "edit", 88

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"regime": [(law.name, law.title) for law in regimes() if law.begins <= clock.today()]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        case, dossier = act.case, dossier_of(act.case, act.day)
        before, law = case.regime_name, regimes().named(given["regime"])
        usual = law_for(dossier.of(CaseFacts), act.day).name
        if law.name == before and (case.regime_chosen_on is not None) == (law.name != usual):
            raise Refused("Sagen følger allerede det regelsæt.", "regime")
        case.regime_chosen_on = None if law.name == usual else act.day
        unmet = _move(act, dossier, law)
        act.note(f"Derfor følger sagen »{law.title}«", given["reason"])
        act.notify_leaders(self.event, f"{act.user} har valgt regelsættet »{law.title}« i sag {case.number}.")
        return {"from": before, "to": law.name, "by_hand": case.regime_chosen_on is not None, "unmet": unmet}


def _move(act: Act, dossier: Dossier, law: Regime) -> int:
    """Let the case follow another law, and tell its caseworker what that law demands. Answers how many demands."""
    from cases.crossing import demands  # asks every floor's rules

    case: Case = act.case
    case.regime_before, case.regime_name = case.regime_name, law.name
    case.save(update_fields=["regime_name", "regime_before", "regime_chosen_on"])
    unmet = demands(dossier, law)
    _tell(act, case.caseworker, law, list(dict.fromkeys(finding.rule for finding in unmet)))
    return len(unmet)


def _tell(act: Act, caseworker: User | None, law: Regime, rules: list[str]) -> None:
    words = f"Sag {act.case.number} følger nu »{law.title}«."
    if rules:
        named = ", ".join(rules[:NAMED]) + (" med flere" if len(rules) > NAMED else "")
        words += f" Det stiller nye krav: {named}. Se fanen »Regelsæt«."
    act.notify(caseworker, "regime_crossed", words)
