"""A case is lent out for a time (lånt adgang): a colleague works on it while its caseworker is away, or helps with it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.contrib.auth.models import Permission

from cases import access
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.facts import CaseFacts
from cases.inputs.lending import LendInput, TakeBackInput
from cases.models import Case, CaseAccess, Conflict, Role, User
from cases.road import CASE_ROAD
from flexcase.base import clock
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier


class LendCase(Action):
    """Lets a colleague, also of another unit, see the case and work on it from one day to another."""

    label = "Lån sagen ud"
    help = "Sagsbehandleren er den samme. Efter den sidste dag ser kollegaen ikke sagen mere."
    effects = ("Kollegaen får besked og finder sagen under »Lånt og dækket«.",)
    inputs = LendInput
    roles = CASEWORK
    when = CASE_ROAD.states
    event = "case_lent"
    bulk, bulk_rank = "Lån ud", 40
    icon, rank = "persons", 81

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        people = User.objects.filter(role__in=access.UNIT_ROLES, is_active=True).select_related("unit")
        near_first = sorted(people, key=lambda one: (one.unit_id != case.unit_id, str(one.unit or ""), str(one)))
        return {"to": [(one.username, f"{one}, {one.unit or 'ingen enhed'}") for one in near_first]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        to = User.objects.get(username=given["to"])
        if given["valid_until"] < act.day:
            raise Refused("Den sidste dag er gået. Skriv en dag fra og med i dag.", "valid_until")
        if to == act.case.caseworker:
            raise Refused("Kollegaen er allerede sagens sagsbehandler. Vælg en anden.", "to")
        if act.case.restricted and to.role != Role.TEAM_LEADER:
            raise Refused("Sagen har begrænset adgang, og kollegaen ville ikke kunne se den.", "to")
        if Conflict.objects.filter(case=act.case, user=to).exists():
            raise Refused("Kollegaen er inhabil i sagen. Vælg en anden.", "to")
        days = {name: given[name] for name in ("valid_from", "valid_until")}
        # One loan a person and case: a new one takes the place of the last.
        CaseAccess.objects.update_or_create(
            content_object=act.case,
            user=to,
            permission=Permission.objects.get(codename="view_case", content_type__app_label="cases"),
            defaults={**days, "reason": given["reason"], "granted_by": act.user},
        )
        until = f"{given['valid_from']:%d.%m.%Y} til {given['valid_until']:%d.%m.%Y}"
        act.notify(to, self.event, f"Sag {act.case.number} er lånt ud til dig fra {until}.")
        return {"to": to.pk, **days}


class TakeBackCase(Action):
    """Ends a loan today."""

    label = "Tag en udlånt sag tilbage"
    inputs = TakeBackInput
    roles = CASEWORK
    when = CASE_ROAD.states
    event = "case_taken_back"
    icon, rank = "reply", 83

    def offered(self, case: Case, dossier: Dossier) -> bool:
        until = dossier.of(CaseFacts).lent_until
        return until is not None and until >= dossier.today

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        loans = CaseAccess.objects.filter(content_object=case, valid_until__gte=clock.today()).select_related("user")
        return {"person": [(loan.user.username, str(loan.user)) for loan in loans]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        loan = CaseAccess.objects.select_related("user").get(content_object=act.case, user__username=given["person"])
        loan.delete()
        act.notify(loan.user, self.event, f"Sag {act.case.number} er ikke længere lånt ud til dig.")
        return {"from": loan.user.pk}
