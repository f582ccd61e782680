"""Who is told of a case: its caseworker and the unit's leaders, and whoever stands in for them (fraværsdækning) that day.

Asked set-wise, with a fixed number of queries however many the cases are. Nobody is told of a case that is hidden from
them: not who has declared inhabilitet, and not a stand-in of a restricted case.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from cases.models import AbsenceCover, Case, Conflict, Role, User

#: People by the key of a case or a unit.
People = Mapping[UUID, list[User]]


def running(day: date) -> QuerySet[AbsenceCover]:
    """The covers of a day."""
    return AbsenceCover.objects.filter(valid_from__lte=day, valid_until__gte=day)


def covered_by(user: User, day: date) -> list[UUID]:
    """Whose cases the user looks after that day besides the user's own."""
    return list(running(day).filter(cover=user).values_list("absent", flat=True))


def caseworkers(cases: Collection[Case], day: date) -> People:
    """For each case its caseworker and who covers for them. Two queries."""
    return told({case.pk: (case, case.caseworker) for case in cases if case.caseworker}, day)


def told(whose: Mapping[UUID, tuple[Case, User | None]], day: date) -> People:
    """For each key the person whose thing it is on a case, and who covers for them and sees the case. Two queries."""
    stand_ins: dict[UUID, list[User]] = defaultdict(list)
    absent = {person.pk for _, person in whose.values() if person}
    for row in running(day).filter(absent__in=absent, cover__is_active=True).select_related("cover"):
        stand_ins[row.absent_id].append(row.cover)
    hidden = _hidden([case for case, _ in whose.values()])
    return {
        key: [
            user
            for user in (person, *stand_ins[person.pk])
            if (case.pk, user.pk) not in hidden and (user == person or _may_stand_in(user, person, case))
        ]
        for key, (case, person) in whose.items()
        if person
    }


def leaders(cases: Collection[Case], day: date) -> People:
    """For each case the leaders of its unit and the leaders who stand in for them (stedfortrædere). Three queries."""
    of_unit: dict[UUID | None, list[User]] = defaultdict(list)
    units = {case.unit_id for case in cases}
    led = Q(role=Role.TEAM_LEADER, is_active=True)
    for user in User.objects.filter(led, unit__in=units).order_by("username"):
        of_unit[user.unit_id].append(user)
    covers = running(day).filter(absent__role=Role.TEAM_LEADER, absent__unit__in=units)
    for row in covers.filter(cover__role=Role.TEAM_LEADER, cover__is_active=True).select_related("absent", "cover"):
        if row.cover not in of_unit[row.absent.unit_id]:
            of_unit[row.absent.unit_id].append(row.cover)
    hidden = _hidden(cases)
    return {case.pk: [user for user in of_unit[case.unit_id] if (case.pk, user.pk) not in hidden] for case in cases}


def _hidden(cases: Collection[Case]) -> set[tuple[UUID, UUID]]:
    """Case and person, where the person has declared inhabilitet."""
    return set(Conflict.objects.filter(case__in=[case.pk for case in cases]).values_list("case", "user"))


def _may_stand_in(user: User, absent: User, case: Case) -> bool:
    """Whether a stand-in sees the case: as its caseworker's, or as one of the unit (cases/access.py)."""
    if case.restricted and user.role != Role.TEAM_LEADER:
        return False
    return case.caseworker_id == absent.pk or user.unit_id == case.unit_id
