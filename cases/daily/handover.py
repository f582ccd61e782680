"""All cases of somebody who leaves are handed over (overdragelse): to one colleague, or spread evenly over several.

It is a bulk run of ``assign_case`` for each colleague, and one of ``pass_tasks`` on the cases of others: resumable, one
transaction a case, rights asked again for each. Nobody is given a case in which they are inhabil. One that was ordered for
a later day is begun by the clock (cases/tasks.py). The leaver's login is closed by the administrator and not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from cases import access
from cases.models import BulkItem, BulkState, Case, Conflict, Draft, Handover, Notice, Role, Task, User
from cases.worklists import bulk
from cases.worklists.listing import ACTIVE
from flexcase.base import clock, outbox
from flexcase.base.models import Run


def _caseworkers(leader: User) -> QuerySet[User]:
    found = User.objects.filter(unit=leader.unit_id, unit__isnull=False, role=Role.CASEWORKER)
    return found.order_by("first_name", "last_name")


def colleagues(leader: User) -> QuerySet[User]:
    """The caseworkers of the leader's unit, who can take over."""
    return _caseworkers(leader).filter(is_active=True)


def leavers(leader: User) -> QuerySet[User]:
    """Whose cases can be handed over: the same, and those whose login is closed while they still have cases."""
    return _caseworkers(leader).filter(Q(is_active=True) | Exists(Case.objects.filter(ACTIVE, caseworker=OuterRef("pk"))))


def cases_of(leader: User, leaver: User) -> QuerySet[Case]:
    """What is handed over: every case that is not closed, the nearest deadline first."""
    mine = access.visible(Case.objects.all(), leader).filter(ACTIVE, caseworker=leaver)
    return mine.order_by("next_due", "number")


def drafts_of(leaver: User, cases: QuerySet[Case]) -> int:
    """Texts on these cases that the leaver typed and did not save: nobody else sees them."""
    return Draft.objects.filter(user=leaver, case__in=cases).count()


def tasks_of(leaver: User, cases: QuerySet[Case]) -> int:
    """What the leaver has still to do on these cases: it goes along with them, or to whoever has the case."""
    return Task.objects.filter(assignee=leaver, state="open", case__in=cases.order_by()).count()


def helped_on(leader: User, leaver: User) -> QuerySet[Case]:
    """Other cases on which the leaver has something to do."""
    seen = access.visible(Case.objects.filter(tasks__assignee=leaver, tasks__state="open"), leader)
    return seen.exclude(ACTIVE, caseworker=leaver).distinct().order_by("number")


def spread(cases: Iterable[Case], takers: Sequence[User]) -> tuple[dict[UUID, list[Case]], list[Case]]:
    """Which colleague gets which cases, as evenly as inhabilitet lets; and what nobody of them can have."""
    conflicted = set(Conflict.objects.filter(user__in=takers).values_list("case", "user"))
    shares: dict[UUID, list[Case]] = {taker.pk: [] for taker in takers}
    left = []
    for case in cases:
        able = [taker.pk for taker in takers if (case.pk, taker.pk) not in conflicted]
        if able:
            shares[min(able, key=lambda pk: len(shares[pk]))].append(case)
        else:
            left.append(case)
    return shares, left


def takers_of(row: Handover) -> list[User]:
    """Who takes over, of those who still can."""
    return list(colleagues(row.ordered_by).filter(pk__in=row.takers))


def answering(row: Handover) -> list[User]:
    """Who is told how it went: who ordered it; when that person leads the unit no longer, its leaders too."""
    leaders = User.objects.filter(role=Role.TEAM_LEADER, is_active=True)
    ordered_by, unit = leaders.filter(pk=row.ordered_by_id), leaders.filter(unit=row.leaver.unit_id)
    return list(ordered_by.filter(unit=row.leaver.unit_id) or unit | ordered_by)


def of_unit(leader: User) -> QuerySet[Handover]:
    """The hand-overs of a leader's unit."""
    found = Handover.objects.filter(leaver__unit=leader.unit_id, leaver__unit__isnull=False)
    return found.select_related("leaver", "ordered_by")


def problem(row: Handover, takers: Sequence[User]) -> str:
    """Why it cannot be begun today, in words; empty when it can."""
    leader = row.ordered_by
    if not leader.is_active or leader.role != Role.TEAM_LEADER or leader.unit_id != row.leaver.unit_id:
        return "Den, der har aftalt den, leder ikke længere enheden. Enhedens leder kan aftale den igen."
    if not takers:
        return "Ingen af dem, der skulle overtage, er længere sagsbehandler i enheden. Vælg nogle andre."
    cases = cases_of(leader, row.leaver)
    if cases[bulk.MOST :].exists():
        return f"Der er flere end {bulk.MOST} sager. Tildel først nogle af dem fra enhedens liste."
    if row.on <= clock.today() and not cases.exists() and not helped_on(leader, row.leaver).exists():
        return "Der er ingen sager eller opgaver at overdrage."
    return ""


@transaction.atomic
def start(row: Handover, takers: Sequence[User]) -> int:
    """Write down who gets what, and tell those who take over; workers do it after the commit.

    Answers how many cases stay with the leaver, because all the others, or the leader, are inhabil in them.
    """
    leader, leaver = row.ordered_by, row.leaver
    shares, left = spread(cases_of(leader, leaver), takers)
    for taker in takers:
        if not shares[taker.pk]:
            continue
        begun = bulk.start(leader, "assign_case", {"caseworker": taker.username}, shares[taker.pk], _run_id(row, taker.pk))
        words = f"Du overtager sager fra {leaver}: {len(shares[taker.pk])} i alt."
        notice = Notice.objects.create(user=taker, kind="cases_handed_over", text=words, at=clock.now())
        outbox.put(Run.objects.get(pk=begun.pk), "notice.mail", notice.pk)
    if others := list(helped_on(leader, leaver)[: bulk.MOST]):
        bulk.start(leader, "pass_tasks", {"person": leaver.username}, others, _run_id(row, None))
    return len(left) + Case.objects.filter(ACTIVE, caseworker=leaver, conflicts__user=leader).count()


def _run_id(row: Handover, taker: UUID | None) -> UUID:
    """The bulk run of one colleague; without one, that of the tasks on the cases of others."""
    return uuid5(row.pk, str(taker or "tasks"))


@dataclass(frozen=True)
class Share:
    """How far one colleague's cases have come, or (without one) the tasks on the cases of others."""

    bulk: UUID
    taker: User | None
    done: int
    refused: int
    waiting: int


def shares_of(row: Handover) -> list[Share]:
    """What was begun, and how far it is. Two queries."""
    people = User.objects.in_bulk(row.takers)
    ids: dict[UUID, User | None] = {_run_id(row, pk): people[pk] for pk in row.takers}
    ids[_run_id(row, None)] = None
    rows = BulkItem.objects.filter(bulk__in=ids).order_by().values_list("bulk", "state").annotate(n=Count("pk"))
    counted: dict[UUID, dict[str, int]] = {}
    for pk, state, number in rows:
        counted.setdefault(pk, {})[state] = number
    return [
        Share(pk, ids[pk], *(states.get(one, 0) for one in (BulkState.DONE, BulkState.REFUSED, BulkState.WAITING)))
        for pk, states in sorted(counted.items(), key=lambda one: str(ids[one[0]] or "~"))
    ]


def waiting_for_their_day(user: User) -> QuerySet[Handover]:
    """Hand-overs to come that concern somebody: as leaver, as one who takes over, or as the unit's leader."""
    concerns = Q(leaver=user) | Q(takers__contains=[user.pk])
    if user.role == Role.TEAM_LEADER and user.unit_id:
        concerns |= Q(leaver__unit=user.unit_id)
    return Handover.objects.filter(concerns, state="ordered").select_related("leaver", "ordered_by")


def due() -> list[tuple[str, UUID]]:
    """What the clock has to do: the action, and the hand-over."""
    today = clock.today()
    begin = Handover.objects.filter(state="ordered", on__lte=today).values_list("pk", flat=True)
    under_way = Handover.objects.filter(state="begun").values_list("pk", flat=True)
    return [*(("begin_handover", pk) for pk in begin), *(("conclude_handover", pk) for pk in under_way)]
