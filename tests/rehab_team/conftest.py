"""A team of four with a chair, a caseworker, and cases that are ready for the team."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import pytest

from cases.act import Actor
from cases.models import Case, Role, Unit, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock
from flexcase.law.rule import book
from rehab_team.models import Membership, Team

#: A Monday under the law of 2022, and the meeting nine days later.
TODAY = date(2026, 5, 4)
MEETING = date(2026, 5, 13)
FORM: dict[str, Any] = {
    "proposal": "grant",
    "lasting": "Behandlingen er afsluttet.",
    "substantial": "Langt under halvdelen.",
    "needs": ["Pause hver time"],
    "job_types": ["Kontor"],
}
CONSIDERATIONS = {
    "employment": "Kan arbejde otte timer.",
    "social": "Har et godt netværk.",
    "health": "Tilstanden er uændret.",
}
#: What an answer that points to fleksjob says besides (V-05, V-06).
POINTED_OUT: dict[str, Any] = {
    "clarified": "Alt er prøvet, og et almindeligt job er for meget.",
    "job_goal": "Kontor",
    "needs": ["Pause hver time"],
    "support": "Mentor i starten.",
}
FLEKSJOB = {"outcome": "grant", **CONSIDERATIONS, **POINTED_OUT}


@dataclass
class House:
    """The people, and short ways to do things as one of them."""

    unit: Unit
    team: Team
    people: dict[str, User]

    def __getitem__(self, name: str) -> User:
        return self.people[name]

    def does(self, who: str, name: str, case: Case | None = None, reasons: Any = None, /, **given: Any) -> Outcome:
        return run(name, Actor.of(self.people[who]), given, case=case, reasons=reasons)

    def must(self, who: str, name: str, case: Case | None = None, /, **given: Any) -> Outcome:
        outcome = self.does(who, name, case, None, **given)
        assert outcome.done, (outcome.kind, outcome.errors, outcome.findings)
        return outcome


def make_user(unit: Unit | None, name: str, role: Role) -> User:
    return User.objects.create(username=name, first_name=name.capitalize(), last_name="Prøve", role=role, unit=unit)


@pytest.fixture
def house(db: None) -> House:
    unit = Unit.objects.create(name="Enhed Nord")
    team = Team.objects.create(name="Team Nord", unit=unit, quorum=3)
    roles = {
        "aase": Role.CASEWORKER,
        "hanne": Role.TEAM_LEADER,
        "lene": Role.TEAM_CHAIR,
        "morten": Role.TEAM_MEMBER,
        "rikke": Role.TEAM_MEMBER,
        "aysel": Role.HEALTH_COORDINATOR,
    }
    people = {name: make_user(unit if name in ("aase", "hanne") else None, name, role) for name, role in roles.items()}
    fields = {"lene": "employment", "morten": "social", "rikke": "health", "aysel": "health_coordinator"}
    for name, field in fields.items():
        Membership.objects.create(
            team=team, user=people[name], field=field, is_chair=name == "lene", valid_from=TODAY - timedelta(days=365)
        )
    return House(unit, team, people)


@pytest.fixture
def our_rules_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the lower floors demand of a case before the team is tested there."""
    ours = {rule.id: rule for rule in book if rule.check.__module__.startswith("rehab_team.rules")}
    monkeypatch.setattr(book, "_rules", ours)
    monkeypatch.setattr(book, "_guarding", {})  # what it remembers of the others


@pytest.fixture
def new_case(house: House) -> Callable[..., Case]:
    numbers = iter(range(1000, 9999))

    def make(**given: Any) -> Case:
        with clock.at(TODAY):
            data = {"cpr": f"720679-{next(numbers)}", "name": "Birgitte Ørsted", "state": "hearing", "regime": "lab-2022"}
            outcome = house.must("aase", "take_over_case", **(data | given))
            return Case.objects.get(pk=outcome.case_id)

    return make


@pytest.fixture
def listed(house: House, new_case: Callable[..., Case]) -> Callable[..., Case]:
    """A case with a filled form on the agenda of the meeting."""

    def make(**given: Any) -> Case:
        case = new_case(**({"state": "team"} | given))
        with clock.at(TODAY):
            if not house.team.meetings.exists():
                house.must("hanne", "plan_meeting", day=MEETING, starts="10.30", minutes=30, place="Lokale 2.14")
            house.must("aase", "write_recommendation", case, **FORM)
            house.must("aase", "schedule_case", case)
        case.refresh_from_db()
        return case

    return make
