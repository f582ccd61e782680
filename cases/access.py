"""Who may see which case, and which part of it. Rows by unit and caseworker; exceptions by dated rows.

``relation`` is how one user stands to one case today; ``PARTS`` is the one table of role and part. Higher floors add the
relations that they know of (a team member's comes from agenda and membership) through ``also_visible``.
"""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from uuid import UUID

from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Value

from cases.models.access import AbsenceCover, CaseAccess, Conflict
from cases.models.case import Case
from cases.models.people import Role, User
from flexcase.base import clock
from flexcase.law.rule import Part


class Relation(StrEnum):
    """How a user stands to a case."""

    OWN = "own"
    UNIT = "unit"
    LENT = "lent"
    TEAM = "team"
    #: Asked for advice on the case, and has not answered yet.
    ASKED = "asked"
    PARTY = "party"
    NONE = "none"


STAFF = frozenset({Relation.OWN, Relation.UNIT, Relation.LENT})
#: Roles that work inside a unit and see its cases.
UNIT_ROLES = frozenset({Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER})

#: Role × part. What is not listed is not shown, not searched, not exported, and no finding speaks of it.
PARTS: dict[str, frozenset[Part]] = {
    Role.CASEWORKER: frozenset(Part),
    Role.TEAM_LEADER: frozenset(Part),
    Role.JOB_CONSULTANT: frozenset({Part.CASE, Part.TRIALS, Part.DECISION}),
    Role.TEAM_MEMBER: frozenset(Part) - {Part.LOG},
    Role.TEAM_CHAIR: frozenset(Part) - {Part.LOG},
    Role.HEALTH_COORDINATOR: frozenset({Part.CASE, Part.HEALTH, Part.TRIALS, Part.TEAM}),
    Role.CITIZEN: frozenset({Part.CASE, Part.PROFILE, Part.HEARING, Part.LETTERS}),
    Role.ADMINISTRATOR: frozenset(),
    Role.CLOCK: frozenset(Part),
}

#: A floor's own reason to see a case: a condition on Case, for a user, today.
Arm = Callable[[User], Q]
_arms: dict[Relation, Arm] = {}


def also_visible(relation: Relation, arm: Arm) -> None:
    """Register a higher floor's way of being related to a case."""
    _arms[relation] = arm
    for kind in sorted(_arms, key=list(Relation).index):  # the nearest first, whichever floor was found first
        _arms[kind] = _arms.pop(kind)


def parts_of(user: User) -> frozenset[Part]:
    """The parts of a case that this user may read."""
    return PARTS.get(user.role, frozenset())


def _mine(user: User) -> Q:
    return Q(caseworker=user)


def _unit(user: User) -> Q:
    if user.role not in UNIT_ROLES or user.unit_id is None:
        return Q(pk__in=[])
    return Q(unit_id=user.unit_id)


def _lent(user: User) -> Q:
    """Lent by a dated row, or of somebody for whom the user stands in."""
    lent = Q(pk__in=[])
    for way in _lent_ways(user):
        lent |= way
    return lent


def _lent_ways(user: User) -> list[Q]:
    today = clock.today()
    lent = CaseAccess.objects.filter(content_object=OuterRef("pk"), user=user, valid_from__lte=today, valid_until__gte=today)
    cover = AbsenceCover.objects.filter(
        absent=OuterRef("caseworker"), cover=user, valid_from__lte=today, valid_until__gte=today
    )
    if user.role != Role.TEAM_LEADER:
        return [Q(Exists(lent)), Q(Exists(cover))]
    units = AbsenceCover.objects.filter(
        absent__role=Role.TEAM_LEADER,
        absent__unit=OuterRef("unit"),
        cover=user,
        valid_from__lte=today,
        valid_until__gte=today,
    )
    return [Q(Exists(lent)), Q(Exists(cover)), Q(Exists(units))]


def _party(user: User) -> Q:
    return Q(citizen_id=user.citizen_id) if user.citizen_id else Q(pk__in=[])


def _arm(relation: Relation, user: User) -> Q:
    if relation in _arms:
        return _arms[relation](user)
    known: dict[Relation, Arm] = {
        Relation.OWN: _mine,
        Relation.UNIT: _unit,
        Relation.LENT: _lent,
        Relation.PARTY: _party,
    }
    return known[relation](user) if relation in known else Q(pk__in=[])


def not_hidden(cases: QuerySet[Case], user: User) -> QuerySet[Case]:
    """Leave out declared inhabilitet, and restricted cases of other caseworkers."""
    cases = cases.exclude(pk__in=Conflict.objects.filter(user=user).values("case"))
    return cases if user.role == Role.TEAM_LEADER else cases.exclude(Q(restricted=True) & ~Q(caseworker=user))


def seen_as(cases: QuerySet[Case], relation: Relation, user: User) -> QuerySet[Case]:
    """One indexed arm: lists choose one, since an OR over all costs four times as much."""
    arm = _lent_today(user) if relation is Relation.LENT else _arm(relation, user)
    return not_hidden(cases, user).filter(arm) if arm else cases.none()


def _lent_today(user: User) -> Q:
    """What ``_lent`` says, as keys that an index finds: to ask EXISTS of every case would read them all. One query.

    Empty when nothing is lent.
    """
    today = clock.today()
    dated = Q(valid_from__lte=today, valid_until__gte=today)
    covers = AbsenceCover.objects.filter(dated, cover=user)
    found = CaseAccess.objects.filter(dated, user=user).values_list(Value("pk"), "content_object_id")
    found = found.union(covers.values_list(Value("caseworker"), "absent_id"))
    if user.role == Role.TEAM_LEADER:
        found = found.union(covers.filter(absent__role=Role.TEAM_LEADER).values_list(Value("unit"), "absent__unit_id"))
    keys: dict[str, list[UUID]] = {"pk": [], "caseworker": [], "unit": []}
    for column, key in found:
        keys[column].append(key)
    lent = Q()
    for column, found_keys in keys.items():
        lent |= Q(**{f"{column}__in": found_keys}) if found_keys else Q()
    return lent


def visible(cases: QuerySet[Case], user: User) -> QuerySet[Case]:
    """Every case that the user may open today, for whatever reason."""
    if user.role == Role.CITIZEN:
        return cases.filter(_party(user))
    if user.role in {Role.ADMINISTRATOR, Role.CLOCK}:
        return cases.none()
    arms = Q(pk__in=[])
    for kind in (Relation.OWN, Relation.UNIT, Relation.LENT, *_arms):
        arms |= _arm(kind, user)
    return not_hidden(cases, user).filter(arms)


#: Beyond so many, the cases that a user sees from outside their unit are not named one by one.
FEW = 2_000


def beyond_unit(user: User) -> list[UUID] | QuerySet[Case, UUID]:
    """Ids of the cases that the user sees though they are none of their unit's, each reason asked of its own index.

    For lists that are walked by unit. Where they are few they come as they are, for the planner takes them for thousands.
    What is hidden is not left out here: the list itself asks ``visible``.
    """
    ways = [_mine(user), *_lent_ways(user), *(arm(user) for arm in _arms.values())]
    beyond = Case.objects.exclude(_unit(user))
    first, *others = (beyond.filter(way).values_list("pk", flat=True) for way in ways)
    found = first.union(*others)
    named = list(found[:FEW])
    return named if len(named) < FEW else found


def relation(user: User, case: Case) -> Relation:
    """The nearest way in which the user stands to the case today; one query at most for the exceptions."""
    if user.role == Role.CITIZEN:
        return Relation.PARTY if user.citizen_id == case.citizen_id else Relation.NONE
    if user.role in {Role.ADMINISTRATOR, Role.CLOCK}:
        return Relation.NONE
    open_to_user = not_hidden(Case.objects.filter(pk=case.pk), user)
    near = _nearest(user, case)
    if near is not None:
        return near if open_to_user.exists() else Relation.NONE
    found = open_to_user.values_list(*(_flag(kind, user) for kind in (Relation.LENT, *_arms))).first()
    for kind, true in zip((Relation.LENT, *_arms), found or (), strict=False):
        if true:
            return kind
    return Relation.NONE


def _nearest(user: User, case: Case) -> Relation | None:
    """What the columns of the case say without a query."""
    if case.caseworker_id == user.pk:
        return Relation.OWN
    if user.role in UNIT_ROLES and user.unit_id == case.unit_id:
        return Relation.UNIT
    return None


def _flag(kind: Relation, user: User) -> models.expressions.Combinable:
    return models.Case(models.When(_arm(kind, user), then=True), default=False, output_field=models.BooleanField())


def case_for(user: User, number: str) -> Case | None:
    """The case if the user may open it; None otherwise, whether or not it exists."""
    return (
        Case.objects.visible_to(user).select_related("citizen__key", "key", "unit", "caseworker").filter(number=number).first()
    )
