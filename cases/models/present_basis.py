"""The citizen's demand for a decision on the present basis (afgørelse på det foreliggende grundlag, P-05)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, Channel
from flexcase.base.ids import new_id


class PresentBasis(models.Model):
    """One demand. It stands until it is taken back or answered by a decision; the citizen's words are a note."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="present_bases")
    no = models.PositiveIntegerField()
    asked_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    taken_back_on = models.DateField(null=True)

    class Meta:
        db_table = "present_basis"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="present_basis_no"),
            models.CheckConstraint(
                name="present_basis_in_order", condition=Q(taken_back_on=None) | Q(taken_back_on__gte=F("asked_on"))
            ),
        ]
