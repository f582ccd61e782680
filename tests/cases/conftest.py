"""A small municipality: two units, two caseworkers, a leader; and a way to get a case."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.act import Actor
from cases.models import Case, Role, Unit, User
from cases.runner import run
from flexcase.base import clock

DAY = date(2026, 8, 3)
APPLICATION: dict[str, Any] = {
    "cpr": "720679-1234",
    "name": "Birgitte Ørsted Madsen",
    "address": "Strandgade 0\n0000 Nordhavn",
    "channel": "letter",
    "initiator": "citizen",
    "income": "sygedagpenge",
}


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Enhed Nord")


def person(unit: Unit, role: Role, name: str) -> User:
    return User.objects.create(username=name.lower(), first_name=name, last_name="Prøve", role=role, unit=unit)


@pytest.fixture
def aase(unit: Unit) -> User:
    return person(unit, Role.CASEWORKER, "Åse")


@pytest.fixture
def mads(unit: Unit) -> User:
    return person(unit, Role.CASEWORKER, "Mads")


@pytest.fixture
def hanne(unit: Unit) -> User:
    return person(unit, Role.TEAM_LEADER, "Hanne")


@pytest.fixture
def stranger(db: None) -> User:
    return person(Unit.objects.create(name="Enhed Syd"), Role.CASEWORKER, "Syd")


@pytest.fixture
def new_case(aase: User) -> Callable[..., Case]:
    """Register an application and return the case; fields may differ."""
    numbers = iter(range(1000, 9999))

    def make(day: date = DAY, **fields: Any) -> Case:
        with clock.at(day):
            given = APPLICATION | {"cpr": f"720679-{next(numbers):04}"} | fields
            outcome = run("receive_application", Actor.of(aase), given)
            assert outcome.done, outcome
            return Case.objects.select_related("citizen__key", "key", "unit").get(pk=outcome.case_id)

    return make


@pytest.fixture
def case(new_case: Callable[..., Case]) -> Case:
    return new_case()
