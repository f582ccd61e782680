"""How the law is met here: what stood in the way of whom, and what the municipality does beside the law's words."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models.people import User
from flexcase.base.ids import new_id
from flexcase.base.models import append_only


class Halt(models.Model):
    """A rule that stopped somebody or asked for a reason. Written after the rollback, so the case is a plain number."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    at = models.DateTimeField()
    case_id = models.UUIDField(null=True)
    action = models.CharField(max_length=60)
    rule = models.CharField(max_length=12)
    effect = models.CharField(max_length=8)

    class Meta:
        db_table = "halt"
        triggers: ClassVar = append_only("halt")
        indexes: ClassVar = [models.Index(fields=["rule"], name="halt_by_rule")]


class PracticeNote(models.Model):
    """The municipality's own practice on a rule (lokal praksis), written by a leader. Earlier words are kept."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    rule = models.CharField(max_length=12)
    text = models.TextField()
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    replaced_on = models.DateField(null=True)

    class Meta:
        db_table = "practice_note"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["rule"], condition=Q(replaced_on=None), name="one_practice_note"),
        ]
