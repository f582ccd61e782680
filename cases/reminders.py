"""Reminders of deadlines: in the application and by e-mail. One a person for each deadline, stage and due date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from uuid import UUID

from django.db import transaction

from cases import covering
from cases.covering import People
from cases.models import Deadline, Notice
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from flexcase.law.deadline import NEAR, PASSED, book

#: Deadlines that are looked at together.
LOT = 500


def stage_of(due: date, today: date, near: int = NEAR) -> str | None:
    """How near a deadline is; None while it is far."""
    if due < today:
        return "over"
    if due == today:
        return "today"
    return "near" if due <= today + timedelta(days=near) else None


WORDS = {"near": "nærmer sig", "today": "er i dag"}


def remind() -> int:
    """Write the reminders that are due and not yet written; returns how many."""
    today = clock.today()
    reach = max((kind.near for kind in book), default=NEAR)
    rows = Deadline.objects.filter(met_on=None, due__lte=today + timedelta(days=reach)).select_related("case__caseworker")
    written = 0
    for lot in _lots(rows.iterator(chunk_size=LOT)):
        cases = {row.case_id: row.case for row in lot}.values()
        caseworkers, leaders = covering.caseworkers(cases, today), covering.leaders(cases, today)
        wanted = [notice for row in lot for notice in _wanted(row, today, caseworkers, leaders)]
        known = _known(row.case_id for row in lot)
        written += sum(_remind_once(notice) for notice in wanted if _key(notice) not in known)
    return written


def _wanted(row: Deadline, today: date, caseworkers: People, leaders: People) -> Iterator[Notice]:
    """The caseworker is told at every stage; the leaders from the last day on, where the kind escalates (P-04).

    Who stands in for either of them is told as they are.
    """
    assert row.due is not None
    kind = book.get(row.kind)
    stage = stage_of(row.due, today, kind.near if kind else NEAR)
    if stage is None:
        return
    words = WORDS.get(stage) or (kind.passed if kind else PASSED)
    people = list(caseworkers.get(row.case_id, []))
    if kind is not None and kind.escalates and stage != "near":
        people += [leader for leader in leaders.get(row.case_id, []) if leader not in people]
    for person in people:
        yield Notice(
            user=person,
            case=row.case,
            kind=f"deadline.{row.kind}"[:40],
            text=f"{row.title} i sag {row.case.number} {words}.",
            at=clock.now(),
            anchor=row.anchor,
            stage=stage,
            due=row.due,
        )


def _key(notice: Notice) -> tuple[object, ...]:
    return (notice.user_id, notice.case_id, notice.kind, notice.anchor, notice.stage, notice.due)


def _known(cases: Iterable[UUID]) -> set[tuple[object, ...]]:
    """What has been written already about these cases."""
    rows = Notice.objects.filter(case_id__in=set(cases), anchor__isnull=False)
    return set(rows.values_list("user_id", "case_id", "kind", "anchor", "stage", "due"))


@transaction.atomic
def _remind_once(notice: Notice) -> bool:
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    if not Notice.objects.filter(pk=notice.pk).exists():
        return False  # another beat was faster
    run = Run.objects.create(id=new_id(), action="remind", case_id=notice.case_id, actor_kind="clock", recorded_at=clock.now())
    outbox.put(run, "notice.mail", notice.pk)
    return True


def _lots(rows: Iterator[Deadline]) -> Iterator[list[Deadline]]:
    while lot := list(islice(rows, LOT)):
        yield lot
