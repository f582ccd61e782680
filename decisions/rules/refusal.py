"""The law of refusing to open a case: it is decided, and the decision points onward."""

from __future__ import annotations

from decisions.facts import DecisionFacts
from decisions.rules.decision import of_outcome
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule


@rule(
    "P-02",
    "At afslå at åbne en sag er en afgørelse",
    cites=("Retssikkerhedsloven § 3", "Principmeddelelse 64-11"),
    guards=of_outcome("not_opened"),
    effect=Effect.STOP,
    part=Part.DECISION,
)
def refusal_is_decided(dossier: Dossier) -> Lack | None:
    """Who is not let in is told so in a decision, and where else to go (forvaltningsloven § 7)."""
    stake = dossier.of(DecisionFacts).at_stake
    if stake is None or stake.says("next_steps"):
        return None
    return Lack("Skriv, hvad borgeren kan gøre i stedet.", "action:write_decision")
