"""What the caseworker finds that the case can be decided without."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act
from cases.action import Action
from cases.actions import CASEWORK
from cases.dossier import dossier_of
from cases.models import Case
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import numbered_row
from resourceprofile.checklist import Item, open_items
from resourceprofile.inputs import NotNeededInput
from resourceprofile.models import NotNeeded


class MarkNotNeeded(Action):
    """Strikes a point off the list of what informs the case (P-06), and says why the case can be decided without it."""

    label = "Skriv, at en oplysning ikke er nødvendig"
    help = "Punkterne kommer fra sagen selv. Er en oplysning på vej, kan du også vente på den."
    inputs = NotNeededInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.PROFILE
    event = "marked_not_needed"
    icon, rank = "checklist", 64

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(_may_be_struck(dossier))

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"item": [(item.key, item.words[:1].upper() + item.words[1:]) for item in _may_be_struck(dossier_of(case))]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = numbered_row(act, NotNeeded)
        row.item, row.marked_on, row.marked_by = given["item"], act.day, act.user
        row.reason = given["reason"]
        row.save()
        return {"item": row.item}


def _may_be_struck(dossier: Dossier) -> list[Item]:
    """What somebody may find unnecessary; without the advice on health that the law demands one decides only for a reason."""
    return [item for item in open_items(dossier) if item.key != "advice"]
