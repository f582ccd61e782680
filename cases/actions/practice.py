"""The municipality's own practice on a rule, written where everybody reads the rule."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions.common import LEADS
from cases.inputs import PracticeNoteInput
from cases.models import PracticeNote
from flexcase.law.catalogue import catalogue
from flexcase.law.event import FactValue
from flexcase.law.rule import book


class WritePracticeNote(Action):
    """Writes how a rule is used here (lokal praksis). It binds nobody and changes no rule; an empty text takes it away."""

    label = "Skriv lokal praksis"
    inputs = PracticeNoteInput
    target = Target.HOUSE
    roles = LEADS
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if given["rule"] not in book and given["rule"] not in catalogue():
            raise Refused("Der er intet krav med det nummer.", "rule")
        PracticeNote.objects.filter(rule=given["rule"], replaced_on=None).update(replaced_on=act.day)
        if given["text"]:
            PracticeNote.objects.create(rule=given["rule"], text=given["text"], written_by=act.user, written_on=act.day)
        return {"rule": given["rule"]}
