"""What the citizen says to the skånehensyn: that they fit, or what is wrong. On Min sag, or staff write it down."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.actions.tasks import colleagues, put_task
from cases.models import Case, Document, Role
from cases.party import speaking
from cases.road import BEFORE_DECISION
from cases.writing import task_lines
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.actions.common import ON_THE_WORKPLACE, numbered_row
from resourceprofile.facts import ProfileFacts
from resourceprofile.inputs import ConfirmAccommodationsInput, DisputeAccommodationsInput
from resourceprofile.models import Accommodation

#: How long the caseworker has to look at what the citizen says is wrong: practice, not law.
DAYS_TO_LOOK = timedelta(days=14)
CHANGED = "Skånehensynene er ændret, siden siden blev åbnet. Læs dem igen, og svar så."


class _OnNeeds(Action):
    relations = STAFF | {Relation.PARTY}
    when = BEFORE_DECISION
    part = Part.TRIALS

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return bool(dossier.of(ProfileFacts).standing_needs)


class ConfirmAccommodations(_OnNeeds):
    """The citizen says that the skånehensyn fit: each lives on as a version of that day, with the citizen as its source."""

    label = "Registrér, at borgeren bekræfter skånehensyn"
    effects = ("Hvert skånehensyn får en ny version med borgeren som kilde. Den tidligere kilde kan stadig ses.",)
    inputs = ConfirmAccommodationsInput
    roles = ON_THE_WORKPLACE | {Role.CITIZEN}
    event = "accommodations_confirmed"
    icon, rank = "check", 39

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        channel, standing = _channel(act, given), _standing(act)
        if given["seen"] and given["seen"] != seen(standing):
            raise Refused(CHANGED)
        waiting = [row for row in standing if not row.settled]
        if not waiting:
            raise Refused("Borgeren har bekræftet alle skånehensyn." if standing else "Der er ingen skånehensyn at bekræfte.")
        for before in waiting:
            if act.day < before.dated:
                raise Refused(f"Et af dem er fra {before.dated:%d.%m.%Y}. Skriv en dag fra og med den.", "happened_on")
            _confirm(act, before)
        return {"confirmed": len(waiting), "channel": channel, "by_representative": speaking(act, given)}


def _confirm(act: Act, before: Accommodation) -> None:
    row = numbered_row(act, Accommodation)
    row.area, row.trial, row.confirms = before.area, before.trial, before.confirms or before
    row.dated, row.source, row.confirmed_by_citizen = act.day, Accommodation.Source.CITIZEN, True
    row.text = before.text
    row.save()
    before.ended_on = act.day
    before.save(update_fields=["ended_on"])


class DisputeAccommodations(_OnNeeds):
    """The citizen says what is wrong or missing: the words are kept, and somebody has a task until it is looked at.

    What a citizen writes of this is mostly about health, so it is kept with the health documents.
    """

    label = "Registrér, at borgeren er uenig i skånehensyn"
    effects = ("Borgerens ord lægges på sagen.", "Sagsbehandleren får en opgave med at rette dem eller svare.")
    inputs = DisputeAccommodationsInput
    roles = CASEWORK | {Role.CITIZEN}
    event = "accommodations_disputed"
    icon, rank = "chat", 39

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        channel, standing = _channel(act, given), _standing(act)
        if not standing:
            raise Refused("Der er ingen skånehensyn at være uenig i.")
        for row in standing:
            row.disputed_on = act.day
            row.save(update_fields=["disputed_on"])
        words = {"Borgeren siger om skånehensynene": given["words"], "Sådan stod de": "\n".join(row.text for row in standing)}
        paper = act.document(
            Document.Kind.CITIZEN,
            "Om skånehensyn, fra borgeren",
            dated=act.day,
            sheet=words,
            health=True,
            known_to_citizen=True,
        )
        todo = f"Borgeren er uenig i skånehensynene. Læs dokument {paper.no}, og ret dem, eller svar borgeren."
        task = put_task(act, todo, act.case.caseworker or task_lines.UNIT, act.now.date() + DAYS_TO_LOOK)
        if task.assignee is None:
            told = f"Borgeren i sag {act.case.number} er uenig i skånehensyn. Sagen mangler en sagsbehandler."
            act.notify_each(colleagues(act.case), self.event, told)
        return {
            "document": paper.no,
            "task": task.no,
            "channel": channel,
            "by_representative": speaking(act, given),
        }


def _channel(act: Act, given: Mapping[str, Any]) -> str:
    """How the citizen said it. Raises Refused when staff do not tell."""
    if act.actor.role is Role.CITIZEN:
        return Case.Channel.PORTAL
    if not given["channel"]:
        raise Refused("Vælg, hvordan borgeren sagde det.", "channel")
    return str(given["channel"])


def _standing(act: Act) -> list[Accommodation]:
    rows = Accommodation.objects.filter(case=act.case, ended_on=None).select_related("case__key", "trial", "confirms")
    return list(rows.order_by("no"))


def seen(standing: list[Accommodation]) -> str:
    """What somebody has read, in a form's hidden field: an answer concerns that and nothing newer."""
    return ",".join(str(row.no) for row in standing)
