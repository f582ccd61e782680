"""Reminders of deadlines and tasks: in the application and by e-mail. One a person for each of them, stage and due date."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import islice
from typing import TypeVar
from uuid import UUID

from django.db import transaction

from cases.daily import covering
from cases.daily.covering import People
from cases.models import Deadline, Notice, Task, User
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from flexcase.law.deadline import NEAR, PASSED, book

Row = TypeVar("Row")
#: Deadlines or tasks that are looked at together.
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
    """Write the reminders that are due and not yet written, of deadlines and of tasks; returns how many."""
    today = clock.today()
    reach = max((kind.near for kind in book), default=NEAR)
    deadlines = Deadline.objects.filter(met_on=None, due__lte=today + timedelta(days=reach)).select_related("case__caseworker")
    tasks = Task.objects.filter(state="open", due__lte=today).select_related("case__caseworker", "assignee")
    written = sum(_write(_of_deadlines(lot, today)) for lot in _lots(deadlines.iterator(chunk_size=LOT)))
    return written + sum(_write(_of_tasks(lot, today)) for lot in _lots(tasks.iterator(chunk_size=LOT)))


def _write(wanted: list[Notice]) -> int:
    known = _known(notice.case_id for notice in wanted)
    return sum(_remind_once(notice) for notice in wanted if _key(notice) not in known)


def _of_deadlines(lot: list[Deadline], today: date) -> list[Notice]:
    cases = {row.case_id: row.case for row in lot}.values()
    caseworkers, leaders = covering.caseworkers(cases, today), covering.leaders(cases, today)
    return [notice for row in lot for notice in _wanted(row, today, caseworkers, leaders)]


def _of_tasks(lot: list[Task], today: date) -> list[Notice]:
    """Who answers for a task is told on its day and when that has passed; where nobody does, the leaders are."""
    owners = covering.told({row.pk: (row.case, _owner(row)) for row in lot}, today)
    leaders = covering.leaders({row.case_id: row.case for row in lot}.values(), today)
    return [
        _of_task(row, "over" if row.due and row.due < today else "today", person)
        for row in lot
        for person in owners.get(row.pk) or leaders.get(row.case_id, [])
    ]


def _of_task(row: Task, stage: str, person: User) -> Notice:
    words = OF_TASK[row.whose == Task.Whose.CITIZEN, stage].format(row.case.number)
    if row.assignee is not None and row.assignee != person:
        words = words.replace("En opgave", f"En opgave hos {row.assignee}")
    notice = Notice(user=person, case=row.case, kind="task_due", text=words, at=clock.now())
    notice.anchor, notice.stage, notice.due = row.no, stage, row.due
    return notice


def _owner(row: Task) -> User | None:
    """Whose task it is; what the citizen has promised, the caseworker asks for. None: the unit's, or of somebody who left."""
    owner = row.case.caseworker if row.whose == Task.Whose.CITIZEN else row.assignee
    return owner if owner and owner.is_active else None


#: Whether the citizen has promised it, and the stage → what is told.
OF_TASK = {
    (False, "today"): "En opgave i sag {} skal være færdig i dag.",
    (False, "over"): "En opgave i sag {} er ikke afsluttet, og dens dag er gået.",
    (True, "today"): "Borgeren i sag {} har lovet noget til i dag.",
    (True, "over"): "Borgeren i sag {} har ikke gjort det lovede, og dagen er gået.",
}


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
            text=f"»{row.title}« i sag {row.case.number} {words}.",
            at=clock.now(),
            anchor=row.anchor,
            stage=stage,
            due=row.due,
        )


def _key(notice: Notice) -> tuple[object, ...]:
    return (notice.user_id, notice.case_id, notice.kind, notice.anchor, notice.stage, notice.due)


def _known(cases: Iterable[UUID | None]) -> set[tuple[object, ...]]:
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


def _lots(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while lot := list(islice(rows, LOT)):
        yield lot
