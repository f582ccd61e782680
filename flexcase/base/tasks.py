"""Celery entry points of the ground floor: thin and idempotent."""

from __future__ import annotations

from uuid import UUID

from celery import shared_task

from flexcase.base import outbox


@shared_task
def work(item: str) -> None:
    """Do one piece of later work."""
    outbox.work_off(UUID(item))


@shared_task
def sweep() -> int:
    """Find what the broker lost or a dead worker left, and do it."""
    from django.db import transaction

    with transaction.atomic():
        items = outbox.waiting()
    return sum(outbox.work_off(item) for item in items)
