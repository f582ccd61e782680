"""A citizen with a grant of twelve hours, and those who work with the job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.act import Actor
from cases.models import Case, Role, Unit, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock

TODAY = date(2026, 6, 1)
Do = Callable[..., Outcome]


@pytest.fixture(autouse=True)
def today():
    with clock.at(TODAY):
        yield


@pytest.fixture
def people(db: None) -> dict[str, User]:
    unit = Unit.objects.create(name="Enhed Nord")
    roles = {"aase": Role.CASEWORKER, "tine": Role.JOB_CONSULTANT, "lene": Role.TEAM_CHAIR}
    return {
        name: User.objects.create(username=name, first_name=name.capitalize(), last_name="Prøve", role=role, unit=unit)
        for name, role in roles.items()
    }


@pytest.fixture
def do(people: dict[str, User]) -> Do:
    def perform(who: str, name: str, case: Case | None = None, reasons: Any = None, /, **given: Any) -> Outcome:
        return run(name, Actor.of(people[who]), given, case=case, reasons=reasons)

    return perform


@pytest.fixture
def new_case(do: Do) -> Callable[..., Case]:
    def make(**given: Any) -> Case:
        usual = {"cpr": "720679-1234", "name": "Kim Østby", "state": "granted", "regime": "lab-2022"}
        outcome = do("aase", "take_over_case", **(usual | {"hours": 12, "intensity": 100} | given))
        assert outcome.done, outcome
        return Case.objects.get(pk=outcome.case_id)

    return make
