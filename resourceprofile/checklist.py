"""The list of what informs a case (oplysningstjek, P-06): computed from what is on file, never kept beside it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from flexcase.law.rule import Dossier
from resourceprofile.attests import named
from resourceprofile.facts import ProfileFacts

#: Sources that show work as it was done on a workplace.
WORKPLACES = frozenset({"wage", "earlier_fleksjob", "own_firm"})
#: From this law on nobody decides on a fleksjob without advice on the health (M-06); a rejection is informed by it too.
ADVICE_SINCE = "reform-2026"


@dataclass(frozen=True)
class Item:
    """One open point. ``under_way`` is asked for or begun, and may still come."""

    key: str
    words: str
    under_way: bool


def open_items(dossier: Dossier) -> tuple[Item, ...]:
    """What is missing or has not come yet, less what somebody has found unnecessary."""
    unneeded = dossier.of(ProfileFacts).not_needed
    return tuple(item for item in _items(dossier) if item.key not in unneeded)


def _items(dossier: Dossier) -> Iterator[Item]:
    facts, regime = dossier.of(ProfileFacts), dossier.regime
    asked = {one.kind: one for one in facts.medical if one.state == "requested"}
    for kind, one in asked.items():
        yield Item(f"medical:{kind}", f"{named(kind)}, som vi bad om {one.requested_on:%d.%m.%Y}", True)
    for kind in regime.medical_kinds:
        if kind not in asked and facts.received(kind) is None:
            yield Item(f"medical:{kind}", named(kind), False)
    advised = any(one.given_by_role == "health_coordinator" for one in facts.statements)
    if regime.holds("M-06", ADVICE_SINCE) and not advised:
        yield Item("advice", f"sundhedsfaglig rådgivning fra {regime.labels['health_adviser']}", False)
    for trial in facts.trials:
        if trial.state == "running":
            yield Item(f"trial:{trial.no}", f"forløb {trial.no}, som er i gang", True)
    tried = facts.finished_trials or any(one.source in WORKPLACES for one in facts.evidence)
    if not tried and not any(waiver.state == "approved" for waiver in facts.waivers):
        yield Item("practice", "arbejdsevnen prøvet i praksis", False)
    if facts.current_frozen is None:
        yield Item("profile", f"{regime.labels['profile_document_definite']}, gjort færdig", False)
