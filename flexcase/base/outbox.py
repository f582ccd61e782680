"""Later work: rows written in the action's own transaction, worked off by a worker, swept when a worker died.

Every handler is idempotent and may be killed at any line. What cannot be idempotent, such as an e-mail, is begun with
``once``; the outbox only repeats what was not finished, and what it cannot bring to an end is shown to a person.
"""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db import connection, transaction

from flexcase.base import clock
from flexcase.base.models import OutboxItem, OutboxState, Run

Handler = Callable[[OutboxItem], None]
_handlers: dict[str, Handler] = {}
_log = logging.getLogger("flexcase.outbox")

#: Work that was begun this often, and never come back from, is shown to a person.
MOST_ATTEMPTS = 8
#: Seconds for which a broker that did not answer is not asked again, so that nobody waits for it twice.
DEAF = 5.0
#: Stands as the problem of work that was begun and must not be begun again.
UNDER_WAY = "det var i gang, da systemet stoppede"


class TryAgain(Exception):
    """Raised by a handler when the world is not ready (disk full, post office closed); the work waits, however long."""


class Failed(Exception):
    """Raised by a handler when no repetition will help: shown to a person, who may ask for it once more."""


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


_deaf_until = 0.0


def _announce(item: UUID) -> None:
    from kombu.exceptions import OperationalError

    from flexcase.base.tasks import work

    global _deaf_until
    if time.monotonic() < _deaf_until:
        return
    try:
        work.apply_async([str(item)], retry=False)
    except (OperationalError, ConnectionError, TimeoutError):
        _deaf_until = time.monotonic() + DEAF
        _log.warning("the broker is away; the sweeper will find %s", item)


_in_hand: ContextVar[OutboxItem | None] = ContextVar("flexcase_outbox_in_hand", default=None)


def still_at_it() -> None:
    """Called now and then by work that may take long: nobody may take its worker for dead. Elsewhere it does nothing."""
    item = _in_hand.get()
    if item is not None:
        now = clock.now()
        if OutboxItem.objects.filter(pk=item.pk, claimed_at=item.claimed_at).update(claimed_at=now):
            item.claimed_at = now


def work_off(item_id: UUID) -> bool:
    """Do one piece of work if it is free. False when another has it, it has to wait, or it is done."""
    item = _claim(item_id)
    if item is None:
        return False
    token = _in_hand.set(item)
    try:
        _handlers[item.kind](item)
    except TryAgain as problem:
        _release(item, OutboxState.WAITING, problem, attempts=item.attempts - 1)
        return False
    except Failed as problem:
        _release(item, OutboxState.FAILED, problem)
        return True
    except Uncertain as problem:
        _release(item, OutboxState.UNCERTAIN, problem)
        return True
    finally:
        _in_hand.reset(token)
    # True whoever has the claim by now: what was done is done.
    OutboxItem.objects.filter(pk=item.pk).update(state=OutboxState.DONE, done_at=clock.now(), problem="")
    return True


def once(item: OutboxItem) -> None:
    """From here on a kill leaves the fate of the work open. Raises Uncertain if another try came this far."""
    mine = OutboxItem.objects.filter(pk=item.pk, claimed_at=item.claimed_at)
    if not mine.exclude(problem=UNDER_WAY).update(problem=UNDER_WAY):
        raise Uncertain(UNDER_WAY)


def again(item: OutboxItem) -> None:
    """A person wants failed or uncertain work done anew, knowing that it may then be done twice."""
    _answered(item, state=OutboxState.WAITING, claimed_at=None, attempts=0, problem="")
    _announce(item.pk)


def let_be(item: OutboxItem) -> None:
    """A person has looked into failed or uncertain work: nothing more is to be done. The problem stays on record."""
    _answered(item, state=OutboxState.DONE, done_at=clock.now())


def _answered(item: OutboxItem, **columns: object) -> None:
    """Two people who answer at once: the first is heard."""
    OutboxItem.objects.filter(pk=item.pk, state__in=[OutboxState.FAILED, OutboxState.UNCERTAIN]).update(**columns)


def _free_before() -> datetime:
    """A claim from before this belongs to a worker that died, and work put back before it is worth another try."""
    return clock.now() - settings.OUTBOX_CLAIM_LASTS


def _claim(item_id: UUID) -> OutboxItem | None:
    with transaction.atomic():
        item = OutboxItem.objects.select_for_update(skip_locked=True).filter(pk=item_id).first()
        if item is None or item.state not in {OutboxState.WAITING, OutboxState.CLAIMED}:
            return None
        if item.claimed_at is not None and item.claimed_at >= _free_before():
            return None
        if item.attempts >= MOST_ATTEMPTS:
            item.state, item.problem = OutboxState.FAILED, f"begyndt {item.attempts} gange uden at blive færdigt"
            item.save(update_fields=["state", "problem"])
            return None
        item.state, item.claimed_at, item.attempts = OutboxState.CLAIMED, clock.now(), item.attempts + 1
        item.save(update_fields=["state", "claimed_at", "attempts"])
    return item


def _release(item: OutboxItem, state: OutboxState, problem: Exception, **columns: int) -> None:
    """Put the work down, unless it took so long that another worker has it by now. The cause is for the log alone."""
    mine = OutboxItem.objects.filter(pk=item.pk, state=OutboxState.CLAIMED, claimed_at=item.claimed_at)
    mine.update(state=state, problem=str(problem)[:200], **columns)
    _log.warning("%s %s: %s: %s (%r)", item.kind, item.subject, state, problem, problem.__cause__)


def waiting(limit: int = 100) -> list[UUID]:
    """Work that is free or whose worker died; what was never tried comes first, so that nothing starves."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT id FROM outbox
               WHERE state IN ('waiting', 'claimed') AND (claimed_at IS NULL OR claimed_at < %s)
               ORDER BY claimed_at NULLS FIRST, created_at LIMIT %s FOR UPDATE SKIP LOCKED""",
            [_free_before(), limit],
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
