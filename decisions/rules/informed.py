"""The law of deciding on enough (officialprincippet): what informs the case is there, or somebody says why it is not."""

from __future__ import annotations

from cases.facts import CaseFacts
from decisions.facts import DecisionFacts
from flexcase.law.danish import listed
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule
from resourceprofile.checklist import open_items

#: A rejection on this ground rests on the register, not on what the citizen can do.
NOT_OF_CAPACITY = "age_or_benefit"


@rule(
    "P-06",
    "Sagen er oplyst",
    cites=("Retssikkerhedsloven § 10", "Forvaltningsrettens officialprincip"),
    guards=("send_to_approval:grant", "send_to_approval:rejection"),
    effect=Effect.REASON,
    part=Part.DECISION,
)
def case_is_informed(dossier: Dossier) -> Lack | None:
    """Both outcomes need a case that is informed: the list is empty, or a written reason says why it can be decided.

    What a grant lacks altogether has rules of its own (M-02, E-12, E-21); here it waits for what is under way. Of a case
    that was taken over, what was done elsewhere is not on the list, so there the list only reminds.
    """
    stake, found = dossier.of(DecisionFacts).at_stake, open_items(dossier)
    if stake is None or not found:
        return None
    coming = [item.words for item in found if item.under_way]
    if coming:
        text = f"Vi venter stadig på {listed(coming)}. Vent, skriv, at det ikke er nødvendigt, eller begrund, at I afgør nu."
        return Lack(text, link="action:mark_not_needed")
    if stake.outcome == "grant" or stake.ground == NOT_OF_CAPACITY:
        return None
    text = f"Sagen mangler {listed([item.words for item in found])}. Hent det, eller skriv, hvorfor det ikke er nødvendigt."
    effect = Effect.WARN if dossier.of(CaseFacts).taken_over else None
    return Lack(text, link="action:mark_not_needed", effect=effect)
