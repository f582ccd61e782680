"""Reminders of deadlines: in the application and by e-mail. One for each deadline, stage and due date, however often."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import transaction

from cases.models import Deadline, Notice
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Run

#: Calendar days before the due date on which a deadline is near.
NEAR = 3


def stage_of(due: date, today: date) -> str | None:
    """How near a deadline is; None while it is far."""
    if due < today:
        return "over"
    if due == today:
        return "today"
    return "near" if due <= today + timedelta(days=NEAR) else None


WORDS = {"near": "nærmer sig", "today": "er i dag", "over": "er overskredet"}


def remind() -> int:
    """Write the reminders that are due and not yet written; returns how many."""
    today = clock.today()
    rows = Deadline.objects.filter(met_on=None, due__lte=today + timedelta(days=NEAR)).select_related("case__caseworker")
    written = 0
    for row in rows.iterator(chunk_size=500):
        assert row.due is not None
        stage = stage_of(row.due, today)
        if stage and row.case.caseworker_id and _remind_once(row, stage):
            written += 1
    return written


@transaction.atomic
def _remind_once(row: Deadline, stage: str) -> bool:
    notice = Notice(
        user_id=row.case.caseworker_id,
        case=row.case,
        kind=f"deadline.{row.kind}"[:40],
        text=f"{row.title} i sag {row.case.number} {WORDS[stage]}.",
        at=clock.now(),
        anchor=row.anchor,
        stage=stage,
        due=row.due,
    )
    known = Notice.objects.filter(case=row.case, kind=notice.kind, anchor=row.anchor, stage=stage, due=row.due).exists()
    if known:
        return False
    Notice.objects.bulk_create([notice], ignore_conflicts=True)
    if not Notice.objects.filter(pk=notice.pk).exists():
        return False  # another beat was faster
    run = Run.objects.create(id=new_id(), action="remind", case_id=row.case_id, actor_kind="clock", recorded_at=clock.now())
    outbox.put(run, "notice.mail", notice.pk)
    return True
