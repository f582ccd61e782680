"""Action × state × role × relation, tried as a whole table against the running door, and written down for a lawyer."""

from __future__ import annotations

from datetime import date, time
from itertools import product
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from cases.access import Relation
from cases.act import Actor
from cases.action import Action, Target, actions
from cases.management.commands.permissions import document
from cases.models import Case, CaseAccess, Conflict, Role, Unit, User
from cases.outcome import OutcomeKind
from cases.road import CASE_ROAD
from cases.runner import run
from flexcase.base import clock
from oversight.people import team_for
from oversight.scenario import cast
from rehab_team.models import Meeting, MeetingItem

DAY = date(2026, 9, 1)
ON_CASE = [action for action in actions() if action.target is Target.CASE]
PEOPLE = ("own", "unit", "lent", "other_unit", "expired", "conflicted", "restricted", "party", "stranger_citizen")


def test_the_table_is_the_one_in_the_docs() -> None:
    assert (Path(settings.ROOT) / "docs" / "permissions.md").read_text() == document()


@pytest.fixture
def people(db: None) -> cast.Cast:
    return cast.gather()


def taken_over(people: cast.Cast, state: str, serial: int) -> Case:
    """A case in a state, of the story's caseworker."""
    with clock.at(DAY):
        born = date(1980, 1, 1)
        given = {"cpr": cast.cpr_for(born, serial), "name": "Prøve Person", "state": state}
        outcome = run("take_over_case", Actor.of(people.people["caseworker"]), given)
    assert outcome.done, outcome
    return Case.objects.select_related("citizen", "unit").get(pk=outcome.case_id)


def a_user(role: Role, unit: Unit | None, name: str) -> User:
    return User.objects.create(username=name, role=role, unit=unit, first_name=name)


@pytest.mark.parametrize("role", [role for role in Role if role not in {Role.CITIZEN, Role.CLOCK}])
def test_who_may_do_what_is_what_the_table_says(people: cast.Cast, role: Role) -> None:
    case = taken_over(people, "profile", 1)
    other = Unit.objects.create(name="Enhed Syd")
    outsider = a_user(role, other, "fremmed")
    lent = a_user(role, other, "laaner")
    gone = a_user(role, other, "udloebet")
    mate = a_user(role, people.unit, "kollega")
    partial = a_user(role, people.unit, "inhabil")
    for user, until in ((lent, DAY), (gone, date(2026, 8, 1))):
        CaseAccess.objects.create(
            content_object=case, user=user, permission=_permission(), valid_from=date(2026, 7, 1), valid_until=until,
            reason="Hjælper til", granted_by=people.people["team_leader"],
        )  # fmt: skip
    Conflict.objects.create(case=case, user=partial, declared_on=DAY)
    works_in_unit = role in {Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER}
    relations = {
        outsider: None,
        gone: None,
        partial: None,
        lent: Relation.LENT if role is not Role.ADMINISTRATOR else None,
        mate: Relation.UNIT if works_in_unit else None,
    }
    wrong = []
    with clock.at(DAY):
        for action, (user, relation) in product(ON_CASE, relations.items()):
            allowed = relation is not None and role in action.roles and relation in action.relations
            denied = run(action.name, Actor.of(user), {}, case=case, dry=True).kind is OutcomeKind.DENIED
            if denied == allowed:
                wrong.append(f"{action.name} by {user.username}: allowed {allowed}, denied {denied}")
    assert wrong == []


def test_a_citizen_acts_on_the_own_case_only(people: cast.Cast) -> None:
    mine, theirs = taken_over(people, "profile", 1), taken_over(people, "profile", 2)
    me = people.citizen(mine)
    wrong = []
    with clock.at(DAY):
        for action in ON_CASE:
            allowed = Role.CITIZEN in action.roles and Relation.PARTY in action.relations
            own = run(action.name, Actor.of(me), {}, case=mine, dry=True).kind is not OutcomeKind.DENIED
            other = run(action.name, Actor.of(me), {}, case=theirs, dry=True).kind is not OutcomeKind.DENIED
            if own != allowed or other:
                wrong.append(f"{action.name}: own {own}, another's {other}")
    assert wrong == []


def test_a_restricted_case_is_seen_by_its_caseworker_and_the_leader_only(people: cast.Cast) -> None:
    case = taken_over(people, "profile", 1)
    Case.objects.filter(pk=case.pk).update(restricted=True)
    seen = {name for name, user in people.people.items() if Case.objects.visible_to(user).exists()}
    assert seen == {"caseworker", "team_leader", "second_leader"}


@pytest.mark.parametrize("state", CASE_ROAD.states)
def test_the_road_says_where_an_action_is_possible(people: cast.Cast, state: str) -> None:
    case = taken_over(people, state, 1)
    wrong = []
    with clock.at(DAY):
        for action in ON_CASE:
            outcome = run(action.name, _doer(action, people, case), {}, case=case, dry=True)
            blocked = any(finding.rule == "ROAD" for finding in outcome.findings)
            if blocked == action.open_in(state):
                wrong.append(f"{action.name} in {state}: blocked {blocked}")
    assert wrong == []


def _doer(action: Action, people: cast.Cast, case: Case) -> Actor:
    if Role.CLOCK in action.roles:
        return Actor.clock()
    for user in people.people.values():
        if user.role in action.roles and {Relation.OWN, Relation.UNIT} & action.relations and user.role in UNIT_ROLES:
            return Actor.of(user)
    if Relation.TEAM in action.relations:
        return Actor.of(_on_the_agenda(people, case, action))
    if Role.CITIZEN in action.roles:
        return Actor.of(people.citizen(case))
    lender = next(user for user in people.people.values() if user.role in action.roles)
    CaseAccess.objects.get_or_create(
        content_object=case, user=lender, permission=_permission(),
        defaults={"valid_from": DAY, "valid_until": DAY, "reason": "Prøve", "granted_by": lender},
    )  # fmt: skip
    return Actor.of(lender)


def _on_the_agenda(people: cast.Cast, case: Case, action: Action) -> User:
    """A member of the team before which the case stands today."""
    if not MeetingItem.objects.filter(case=case).exists():
        team = team_for(people.unit)
        meeting = Meeting.objects.create(team=team, day=DAY, starts=time(10), minutes=30, place="Lokale 2")
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('flexcase.run', 'test', true)")
        MeetingItem.objects.create(case=case, meeting=meeting, no=1, order=1)
    return next(user for user in people.people.values() if user.role in action.roles)


UNIT_ROLES = {Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER}


def _permission() -> object:
    from django.contrib.auth.models import Permission

    return Permission.objects.filter(content_type__app_label="cases", codename="view_case").get()
