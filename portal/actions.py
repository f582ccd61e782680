"""What only the citizen does on Min sag. Everything else is done by the same actions as at the desk."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import Relation
from cases.act import Act
from cases.action import Action
from cases.models import Document, Role
from cases.road import CASE_ROAD
from flexcase.law.event import FactValue
from flexcase.law.rule import Part
from portal.inputs import NewsInput


class TellSomethingNew(Action):
    """The citizen tells something new, at any time (P-16). What comes by letter or telephone is put on the case by staff.

    What a citizen writes in a case like this is mostly about health, so it is kept with the health documents.
    """

    label = "Fortæl os noget nyt"
    inputs = NewsInput
    roles = frozenset({Role.CITIZEN})
    relations = frozenset({Relation.PARTY})
    when = tuple(state for state in CASE_ROAD.states if state not in {"withdrawn", "transferred"})
    part = Part.DOCUMENTS
    event = "citizen_told"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        words = self._keep(act, "Fra Min sag", sheet={"Borgeren skriver": given["text"]})
        if given["file"]:
            self._keep(act, "Vedlagt på Min sag", file=given["file"])
        act.notify(act.case.caseworker, self.event, f"Borgeren har skrevet noget nyt i sag {act.case.number}.")
        return {"document": words.no, "file": given["file"] is not None}

    def _keep(self, act: Act, title: str, **content: Any) -> Document:
        return act.document(Document.Kind.CITIZEN, title, dated=act.day, health=True, known_to_citizen=True, **content)
