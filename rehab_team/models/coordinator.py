"""Who coordinates a case all the way through."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Case, User
from flexcase.base.ids import new_id


class Coordinator(models.Model):
    """The gennemgående og koordinerende sagsbehandler (LAB § 36, stk. 3), from one day to another; one at a time."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="coordinators")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "coordinator"
        ordering: ClassVar = ["valid_from", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case"], condition=Q(valid_until=None), name="one_coordinator_at_a_time"),
            models.CheckConstraint(
                name="coordinator_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]
