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
    stand_ins: dict[UUID | None, list[User]] = defaultdict(list)
    absent = {case.caseworker_id for case in cases if case.caseworker_id}
    for row in running(day).filter(absent__in=absent, cover__is_active=True).select_related("cover"):
        stand_ins[row.absent_id].append(row.cover)
    hidden = _hidden(cases)
    return {
        case.pk: [
            user
            for user in (case.caseworker, *stand_ins[case.caseworker_id])
            if (case.pk, user.pk) not in hidden and (user == case.caseworker or _may_stand_in(user, case))
        ]
        for case in cases
        if case.caseworker
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


def _may_stand_in(user: User, case: Case) -> bool:
    """A restricted case is seen by its caseworker and the leaders alone (cases/access.py)."""
    return not case.restricted or user.role == Role.TEAM_LEADER
