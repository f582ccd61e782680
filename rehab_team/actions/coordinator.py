"""The coordinating caseworker is appointed."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, Role, User
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier
from rehab_team.inputs import CoordinatorInput
from rehab_team.models import Coordinator


class AppointCoordinator(Action):
    """Appoints the gennemgående og koordinerende sagsbehandler (LAB § 36, stk. 3); whoever was it before no longer is."""

    label = "Udpeg koordinerende sagsbehandler"
    help = "I sager om jobafklaring laver den koordinerende sagsbehandler beskrivelsen til teamet."
    inputs = CoordinatorInput
    roles = CASEWORK
    when = UNDER_WAY
    event = "coordinator_appointed"
    icon, rank = "person", 82

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return case.income == Case.Income.JOB_CLARIFICATION

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        workers = User.objects.filter(unit=case.unit, role=Role.CASEWORKER, is_active=True).order_by("first_name")
        return {"coordinator": [(worker.username, str(worker)) for worker in workers]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        worker = User.objects.get(username=given["coordinator"])
        before = Coordinator.objects.filter(case=act.case, valid_until=None).first()
        if before is not None:
            if act.day <= before.valid_from:
                raise Refused("Der er udpeget en koordinerende sagsbehandler fra den dag eller senere.", "happened_on")
            before.valid_until = act.day - timedelta(days=1)
            before.save(update_fields=["valid_until"])
        Coordinator.objects.create(case=act.case, user=worker, valid_from=act.day)
        act.notify(worker, self.event, f"Du er koordinerende sagsbehandler i sag {act.case.number}.")
        return {"coordinator": worker.pk}
