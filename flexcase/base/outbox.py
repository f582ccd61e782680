"""Later work: rows written in the action's own transaction, worked off by a worker, swept when a worker died.

Every handler is idempotent and may be killed at any line. A handler says for itself what is uncertain after a kill; the
outbox only repeats what was not finished.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from uuid import UUID

from django.db import connection, transaction

from flexcase.base import clock
from flexcase.base.models import OutboxItem, OutboxState, Run

Handler = Callable[[OutboxItem], None]
_handlers: dict[str, Handler] = {}
_log = logging.getLogger("flexcase.outbox")

#: A claim older than this belongs to a worker that died.
CLAIM_LASTS = timedelta(seconds=30)
#: Work that failed this often is shown to a person.
MOST_ATTEMPTS = 8


class TryAgain(Exception):
    """Raised by a handler when the world is not ready (disk full, post office closed); the work waits."""


class Uncertain(Exception):
    """Raised by a handler when nobody can know whether it happened: shown to a person, never repeated blindly."""


def handles(kind: str) -> Callable[[Handler], Handler]:
    """Register what does one kind of later work."""

    def register(handler: Handler) -> Handler:
        _handlers[kind] = handler
        return handler

    return register


def kinds() -> frozenset[str]:
    """Every kind that somebody handles."""
    return frozenset(_handlers)


_silent: ContextVar[bool] = ContextVar("flexcase_outbox_silent", default=False)


@contextmanager
def silent() -> Iterator[None]:
    """Do not tell the broker: for those who work off the outbox themselves."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)


def put(run: Run, kind: str, subject: UUID, detail: str = "") -> OutboxItem:
    """Write down later work in the present transaction; the broker hears of it after the commit."""
    item = OutboxItem.objects.create(run=run, kind=kind, subject=subject, detail=detail, created_at=clock.now())
    if not _silent.get():
        transaction.on_commit(lambda: _announce(item.pk), robust=True)
    return item


def _announce(item: UUID) -> None:
    from kombu.exceptions import OperationalError

    from flexcase.base.tasks import work

    try:
        work.apply_async([str(item)], retry=False)
    except (OperationalError, ConnectionError, TimeoutError):
        _log.warning("the broker is away; the sweeper will find %s", item)


def work_off(item_id: UUID) -> bool:
    """Do one piece of work if it is free. False when another has it or it is done."""
    item = _claim(item_id)
    if item is None:
        return False
    try:
        _handlers[item.kind](item)
    except TryAgain as problem:
        _put_back(item, str(problem))
        return False
    except Uncertain as problem:
        OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.UNCERTAIN, problem=str(problem)[:200])
        return True
    OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.DONE, done_at=clock.now(), problem="")
    return True


def _claim(item_id: UUID) -> OutboxItem | None:
    with transaction.atomic():
        item = OutboxItem.objects.select_for_update(skip_locked=True).filter(pk=item_id).first()
        if item is None or item.state in {OutboxState.DONE, OutboxState.FAILED, OutboxState.UNCERTAIN}:
            return None
        stale = item.claimed_at is not None and clock.now() - item.claimed_at > CLAIM_LASTS
        if item.state == OutboxState.CLAIMED and not stale:
            return None
        if item.attempts >= MOST_ATTEMPTS:
            item.state = OutboxState.FAILED
            item.save(update_fields=["state"])
            return None
        item.state, item.claimed_at, item.attempts = OutboxState.CLAIMED, clock.now(), item.attempts + 1
        item.save(update_fields=["state", "claimed_at", "attempts"])
    return item


def _put_back(item: OutboxItem, problem: str) -> None:
    item.state = OutboxState.FAILED if item.attempts >= MOST_ATTEMPTS else OutboxState.WAITING
    item.problem = problem[:200]
    item.save(update_fields=["state", "problem"])
    _log.warning("%s %s: %s (attempt %d)", item.kind, item.subject, problem, item.attempts)


def waiting(limit: int = 100) -> list[UUID]:
    """Work that is free or whose worker died."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id FROM outbox
               WHERE state = 'waiting' OR (state = 'claimed' AND claimed_at < %s)
               ORDER BY created_at LIMIT %s FOR UPDATE SKIP LOCKED""",
            [clock.now() - CLAIM_LASTS, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def drain() -> int:
    """Work off everything here and now, also what the work itself puts in. Scenarios and demo data use this."""
    done = 0
    while True:
        items = waiting()
        worked = [item for item in items if work_off(item)]
        if not worked:
            return done
        done += len(worked)
