"""A decision that was told by word of mouth, and the written reasons that may be asked for (forvaltningsloven § 23)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Case, Letter
from decisions.models.decision import Decision


class SpokenDecision(models.Model):
    """One telling of one decision. Its letter comes whatever was said."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, primary_key=True, related_name="spoken")
    told_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Case.Channel.choices)
    asked_on = models.DateField(null=True)
    given_on = models.DateField(null=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        db_table = "spoken_decision"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="spoken_decision_in_order",
                condition=(Q(asked_on=None) | Q(asked_on__gte=F("told_on")))
                & (Q(given_on=None) | Q(asked_on__isnull=False, given_on__gte=F("asked_on"), letter__isnull=False)),
            ),
        ]
