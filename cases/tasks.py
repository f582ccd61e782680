"""Celery entry points: what the clock does. Each may run twice, and be killed at any line."""

from __future__ import annotations

from celery import shared_task

from cases import housekeeping, reminders


@shared_task
def remind() -> int:
    """Remind of deadlines that are near or over."""
    return reminders.remind()


@shared_task
def sweep_files() -> int:
    """Remove files that no row names."""
    return housekeeping.sweep_files()


@shared_task
def daily_digest() -> str:
    """Seal the day: one hash over the heads of all chains."""
    return housekeeping.daily_digest()
