"""What the clock does on this floor: it notes that a time has run out. May run twice, and be killed at any line."""

from __future__ import annotations

from celery import shared_task

from cases.act import Actor
from cases.models import Deadline
from cases.runner import run
from decisions.models import Hearing
from flexcase.base import clock


@shared_task
def end_what_ran_out() -> int:
    """Hearings that nobody answered, and complaint times that have passed. Answers how many were ended."""
    over = Deadline.objects.filter(met_on=None, due__lt=clock.today()).select_related("case")
    ended = sum(_expire(row) for row in over.filter(kind="hearing_response"))
    return ended + sum(_end_complaint_time(row) for row in over.filter(kind="complaint"))


def _expire(row: Deadline) -> bool:
    hearing = Hearing.objects.filter(case=row.case, state="sent").first()
    return hearing is not None and run("expire_hearing", Actor.clock(), {"hearing": hearing.no}, case=row.case).done


def _end_complaint_time(row: Deadline) -> bool:
    return run("end_complaint_time", Actor.clock(), {}, case=row.case).done
