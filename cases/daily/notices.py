"""What somebody is told: notices (beskeder), and what came in on the cases that they look after.

Notices of a case that is hidden from the person by declared inhabilitet are shown and counted nowhere.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from cases import access
from cases.daily import covering
from cases.models import Case, Conflict, Event, Notice, Role, User
from cases.projection import calendar
from cases.told import ARRIVALS, told
from flexcase.base import clock

PAGE = 50
#: Cases with something new that are listed; the rest is seen when these have been looked at.
MOST_CASES = 50


def mine(user: User) -> QuerySet[Notice]:
    """Every notice of a person, the newest first."""
    hidden = Conflict.objects.filter(case=OuterRef("case"), user=user)
    return Notice.objects.filter(~Exists(hidden), user=user).order_by("-at", "-pk")


def unread(user: User) -> int:
    """How many stand on the bell."""
    return mine(user).filter(read_at=None).count()


def mark_read(user: User, one: UUID | None = None) -> int:
    """Mark one notice as read, or all of them. Somebody else's is left alone. Answers how many."""
    rows = Notice.objects.filter(user=user, read_at=None)
    return (rows.filter(pk=one) if one else rows).update(read_at=clock.now())


def page(user: User, after: UUID | None = None) -> tuple[list[Notice], UUID | None]:
    """Notices older than one of them, and the key of the next page."""
    rows = mine(user).select_related("case")
    last = Notice.objects.filter(user=user, pk=after).first() if after else None
    if last is not None:
        rows = rows.filter(Q(at__lt=last.at) | Q(at=last.at, pk__lt=last.pk))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], found[PAGE - 1].pk if len(found) > PAGE else None


def named(rows: Iterable[Notice], user: User) -> dict[UUID, Case]:
    """The cases of some notices with their citizens, as far as the person may still see them."""
    cases = Case.objects.filter(pk__in={row.case_id for row in rows if row.case_id})
    return {case.pk: case for case in access.visible(cases, user).select_related("citizen")}


@dataclass
class Day:
    """Notices of one day, or of all earlier days."""

    title: str
    rows: list[tuple[Notice, str]] = field(default_factory=list)
    """Each with the name of the citizen; empty when the reader may not see the case."""


def by_day(rows: Iterable[Notice], today: date, cases: Mapping[UUID, Case]) -> list[Day]:
    """»I dag«, »I går«, »Tidligere«; those that are empty are left out."""
    days = [Day("I dag"), Day("I går"), Day("Tidligere")]
    for row in rows:
        age = (today - timezone.localtime(row.at).date()).days
        case = cases.get(row.case_id) if row.case_id else None
        days[min(max(age, 0), 2)].rows.append((row, case.citizen.name if case else ""))
    return [day for day in days if day.rows]


@dataclass
class Arrived:
    """What came in on one case, the newest first."""

    case: Case
    at: datetime
    what: list[str] = field(default_factory=list)


def last_working_day(today: date) -> date:
    """The working day before: on a Monday that is Friday."""
    days = calendar()
    before = today - timedelta(days=1)
    while not days.is_working_day(before):
        before -= timedelta(days=1)
    return before


def looked_after(user: User) -> QuerySet[Case]:
    """The cases that a caseworker answers for today: the own, and those of whom they cover for."""
    whose = [user.pk, *covering.covered_by(user, clock.today())]
    return access.not_hidden(Case.objects.filter(caseworker__in=whose), user)


def arrived(user: User, since: date) -> list[Arrived]:
    """What others put on the cases that the user looks after, from the start of a day on: one entry a case."""
    if user.role not in {Role.CASEWORKER, Role.TEAM_LEADER}:
        return []  # others read parts of a case only
    start = timezone.make_aware(datetime.combine(since, time.min))
    events = Event.objects.filter(kind__in=ARRIVALS, recorded_at__gte=start, case__in=looked_after(user))
    found: dict[UUID, Arrived] = {}
    for event in events.exclude(actor_id=user.pk).select_related("case__citizen").order_by("-recorded_at")[:500]:
        one = found.setdefault(event.case_id, Arrived(event.case, event.recorded_at))
        if (words := told(event.kind)) not in one.what:
            one.what.append(words)
    return list(found.values())[:MOST_CASES]
