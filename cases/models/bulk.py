"""One action on many cases (samlet handling): what was asked for, and what came of it case by case."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.people import User
from flexcase.base.ids import new_id


class BulkState(models.TextChoices):
    """Where one case of a bulk run stands."""

    WAITING = "waiting", "venter"
    DONE = "done", "lykkedes"
    REFUSED = "refused", "gjorde ikke"


class BulkRun(models.Model):
    """Somebody asked for one action on many cases. Its key is the form's hidden id: a double click makes one."""

    id = models.UUIDField(primary_key=True)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    action = models.CharField(max_length=60)
    #: The answers to the action's questions. Actions that are offered in bulk ask for no words about a citizen.
    given = models.JSONField(default=dict)
    #: The list that the cases were all of, as in its address; empty when they were picked one by one.
    listing = models.CharField(max_length=600, blank=True)
    #: The list that they were picked from one by one, which the page leads back to.
    came_from = models.CharField(max_length=600, blank=True)
    created_at = models.DateTimeField()

    class Meta:
        db_table = "bulk_run"


class BulkItem(models.Model):
    """One case of a bulk run. Its key is the id of the run that does it, so that nothing is done twice."""

    State = BulkState

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bulk = models.ForeignKey(BulkRun, on_delete=models.CASCADE, related_name="items")
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    place = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=BulkState.choices, default=BulkState.WAITING)
    #: Why it was not done, as the person who asked may read it.
    why = models.CharField(max_length=400, blank=True)

    class Meta:
        db_table = "bulk_item"
        ordering: ClassVar = ["place"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bulk", "case"], name="bulk_case_once"),
            models.CheckConstraint(
                name="bulk_refusal_says_why",
                condition=Q(state="refused", why__gt="") | (~Q(state="refused") & Q(why="")),
            ),
        ]
