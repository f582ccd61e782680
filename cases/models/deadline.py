"""Deadlines as projected from the events, and what was said about them."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.people import Unit, User
from flexcase.base.ids import new_id


class Deadline(models.Model):
    """A deadline (frist). Derived, never counted; "overdue" is never stored."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deadlines")
    kind = models.CharField(max_length=40)
    anchor = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    due = models.DateField(null=True)
    met_on = models.DateField(null=True)
    rule = models.CharField(max_length=12)
    cites = models.CharField(max_length=200)
    words = models.CharField(max_length=600)
    waits_for = models.CharField(max_length=20)

    class Meta:
        db_table = "deadline"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "kind", "anchor"], name="deadline_key")]
        indexes: ClassVar = [models.Index(fields=["due"], name="deadline_running", condition=Q(met_on__isnull=True))]


class ClosingDay(models.Model):
    """A day on which the municipality is closed (lokal lukkedag). It can only lengthen a citizen's deadline."""

    day = models.DateField(primary_key=True)
    name = models.CharField(max_length=80)
    known_from = models.DateField()

    class Meta:
        db_table = "closing_day"


class Notice(models.Model):
    """Something that a person should know (besked): a reminder, or later work whose fate is unknown.

    Without a case it is about the house, such as standing in for a colleague.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, null=True, related_name="notices")
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, null=True, related_name="notices")
    kind = models.CharField(max_length=40)
    text = models.CharField(max_length=300)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    #: One reminder a person for one deadline, stage and due date.
    anchor = models.PositiveIntegerField(null=True)
    stage = models.CharField(max_length=20, blank=True)
    due = models.DateField(null=True)

    class Meta:
        db_table = "notice"
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "case", "kind", "anchor", "stage", "due"],
                name="reminder_once",
                condition=Q(anchor__isnull=False),
            ),
        ]
        indexes: ClassVar = [models.Index(fields=["user", "-at"], name="notice_unread", condition=Q(read_at=None))]
