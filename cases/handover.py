"""All cases of somebody who leaves are handed over (overdragelse): to one colleague, or spread evenly over several.

It is a bulk run of ``assign_case`` for each colleague: resumable, one transaction a case, rights asked again for each.
Nobody is given a case in which they are inhabil. The leaver's login is closed by the administrator and not here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import Count, QuerySet

from cases import access, bulk
from cases.listing import ACTIVE
from cases.models import BulkItem, BulkRun, BulkState, Case, Conflict, Draft, Notice, Role, Task, User
from flexcase.base import clock, outbox
from flexcase.base.models import Run


def colleagues(leader: User) -> QuerySet[User]:
    """The caseworkers of the leader's unit: one of them leaves, others take over."""
    found = User.objects.filter(unit=leader.unit_id, unit__isnull=False, role=Role.CASEWORKER, is_active=True)
    return found.order_by("first_name", "last_name")


def cases_of(leader: User, leaver: User) -> QuerySet[Case]:
    """What is handed over: every case that is not closed, the nearest deadline first."""
    mine = access.visible(Case.objects.all(), leader).filter(ACTIVE, caseworker=leaver)
    return mine.order_by("next_due", "number")


def drafts_of(leaver: User, cases: QuerySet[Case]) -> int:
    """Texts on these cases that the leaver typed and did not save: nobody else sees them."""
    return Draft.objects.filter(user=leaver, case__in=cases).count()


def tasks_of(leaver: User, cases: QuerySet[Case]) -> int:
    """What the leaver has still to do on these cases: it follows them."""
    return Task.objects.filter(assignee=leaver, state="open", case__in=cases.order_by()).count()


def helped_on(leader: User, leaver: User) -> QuerySet[Case]:
    """Cases of others on which the leaver has something to do: that goes to their caseworker, or to the unit."""
    tasks = Task.objects.filter(assignee=leaver, state="open").values("case")
    return access.visible(Case.objects.filter(pk__in=tasks), leader).exclude(ACTIVE, caseworker=leaver).order_by("number")


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


@transaction.atomic
def start(leader: User, leaver: User, takers: Sequence[User], run_id: UUID) -> int:
    """Write down who gets what, and tell those who take over; workers do it after the commit. Sent twice, it is begun once.

    Answers how many cases stay with the leaver, because all the others are inhabil in them.
    """
    if BulkRun.objects.filter(pk__in=_run_ids(run_id, takers)).exists():
        return 0
    shares, left = spread(cases_of(leader, leaver), takers)
    for taker in takers:
        if not shares[taker.pk]:
            continue
        begun = bulk.start(
            leader, "assign_case", {"caseworker": taker.username}, shares[taker.pk], uuid5(run_id, str(taker.pk))
        )
        words = f"Du overtager sager fra {leaver}: {len(shares[taker.pk])} i alt."
        notice = Notice.objects.create(user=taker, kind="cases_handed_over", text=words, at=clock.now())
        outbox.put(Run.objects.get(pk=begun.pk), "notice.mail", notice.pk)
    return len(left)


def _run_ids(run_id: UUID, takers: Iterable[User]) -> dict[UUID, User]:
    """The bulk run of each colleague."""
    return {uuid5(run_id, str(taker.pk)): taker for taker in takers}


@dataclass(frozen=True)
class Share:
    """How far one colleague's cases have come."""

    bulk: UUID
    taker: User
    done: int
    refused: int
    waiting: int


def shares_of(leader: User, run_id: UUID) -> list[Share]:
    """What was begun under an id, by this leader. Two queries."""
    ids = _run_ids(run_id, colleagues(leader))
    rows = (
        BulkItem.objects.filter(bulk__in=ids, bulk__user=leader).order_by().values_list("bulk", "state").annotate(n=Count("pk"))
    )
    counted: dict[UUID, dict[str, int]] = {}
    for pk, state, number in rows:
        counted.setdefault(pk, {})[state] = number
    return [
        Share(pk, ids[pk], *(states.get(one, 0) for one in (BulkState.DONE, BulkState.REFUSED, BulkState.WAITING)))
        for pk, states in counted.items()
    ]
