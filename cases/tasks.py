"""Celery entry points: what the clock does. Each may run twice, and be killed at any line."""

from __future__ import annotations

from celery import shared_task

from cases import housekeeping
from cases.act import Actor
from cases.daily import handover, morning, reminders
from cases.models import Departure
from cases.runner import run
from flexcase.base import clock


@shared_task
def remind() -> int:
    """Remind of deadlines that are near or over."""
    return reminders.remind()


@shared_task
def morning_mail() -> int:
    """Order today's morning mails."""
    return morning.begin()


@shared_task
def lapse_departures() -> int:
    """Take away departures that have run out. Answers how many."""
    over = Departure.objects.filter(state__in=("asked", "approved"), expires_on__lt=clock.today()).select_related("case")
    return sum(run("lapse_departure", Actor.clock(), {"departure": row.no}, case=row.case).done for row in over)


@shared_task
def hand_over() -> int:
    """Begin the hand-overs whose day has come, and conclude those that are done. Answers how many."""
    return sum(run(name, Actor.clock(), {"which": str(pk)}).done for name, pk in handover.due())


@shared_task
def sweep_files() -> int:
    """Remove files that no row names."""
    return housekeeping.sweep_files()


@shared_task
def forget_typed() -> int:
    """Throw away typed words that became nothing."""
    return housekeeping.forget_typed()


@shared_task
def daily_digest() -> str:
    """Seal the day: one hash over the heads of all chains."""
    return housekeeping.daily_digest()
