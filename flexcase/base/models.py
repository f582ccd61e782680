"""Tables without legal words: what was run, what waits to be done, what was read and refused."""

from __future__ import annotations

from typing import ClassVar

import pgtrigger
from django.db import models
from django.db.models import Q

from flexcase.base.crypto import DataKey
from flexcase.base.ids import new_id

__all__ = ["DataKey", "Denial", "Digest", "OutboxItem", "Read", "Run", "append_only"]


def append_only(name: str) -> list[pgtrigger.Trigger]:
    """Triggers that let a table only grow: no row is changed, deleted or truncated, by whoever writes."""
    return [
        pgtrigger.Protect(name=f"{name}_append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        pgtrigger.Trigger(
            name=f"{name}_no_truncate",
            operation=pgtrigger.Truncate,
            level=pgtrigger.Statement,
            when=pgtrigger.Before,
            func=f"RAISE EXCEPTION 'flexcase: {name} only grows';",
        ),
    ]


class Run(models.Model):
    """One performed action. Its key is the form's hidden id: a double click finds the first outcome."""

    id = models.UUIDField(primary_key=True)
    action = models.CharField(max_length=60)
    case_id = models.UUIDField(null=True)
    target_id = models.UUIDField(null=True)
    actor_kind = models.CharField(max_length=20)
    actor_id = models.UUIDField(null=True)
    on_behalf_of = models.CharField(max_length=20, blank=True)
    recorded_at = models.DateTimeField()

    class Meta:
        db_table = "run"


class OutboxState(models.TextChoices):
    """Where a piece of later work stands."""

    WAITING = "waiting", "venter"
    CLAIMED = "claimed", "i gang"
    DONE = "done", "udført"
    UNCERTAIN = "uncertain", "uvis"
    FAILED = "failed", "fejlet"


class OutboxItem(models.Model):
    """Work that happens after the commit. This table is the truth; the broker carries only the id."""

    State = OutboxState

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    kind = models.CharField(max_length=40)
    subject = models.UUIDField()
    detail = models.CharField(max_length=60, blank=True)
    run = models.ForeignKey(Run, on_delete=models.PROTECT)
    state = models.CharField(max_length=12, choices=OutboxState.choices, default=OutboxState.WAITING)
    created_at = models.DateTimeField()
    claimed_at = models.DateTimeField(null=True)
    done_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    problem = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "outbox"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["kind", "subject", "detail"], name="outbox_work_once"),
        ]
        indexes: ClassVar = [
            models.Index(fields=["created_at"], name="outbox_open", condition=Q(state__in=["waiting", "claimed"])),
        ]


class Denial(models.Model):
    """A refusal, logged after the rollback. The case is a plain number: the row stands also when the case does not."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    user_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    what = models.CharField(max_length=100)

    class Meta:
        db_table = "denial"
        triggers: ClassVar = append_only("denial")


class Read(models.Model):
    """Who saw what: a case opened, a citizen shown in a list, a file downloaded."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    user_id = models.UUIDField()
    citizen_id = models.UUIDField()
    case_id = models.UUIDField(null=True)
    what = models.CharField(max_length=100)

    class Meta:
        db_table = "read_log"
        triggers: ClassVar = append_only("read_log")
        indexes: ClassVar = [models.Index(fields=["citizen_id", "at"], name="read_by_citizen")]


class Digest(models.Model):
    """One hash a day over the heads of all chains. Exported, it finds a tail that was cut off."""

    day = models.DateField(primary_key=True)
    heads = models.PositiveIntegerField()
    hash = models.CharField(max_length=64)

    class Meta:
        db_table = "digest"
        triggers: ClassVar = append_only("digest")
