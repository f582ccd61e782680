"""Leaving out a work trial because it is åbenbart formålsløst (E-10): asked by one person, approved by another."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Document, User
from cases.road import TRIAL_WAIVER_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, numbered


class TrialWaiver(OfCase, OnRoad):
    """A waiver rests on a medical document and on two people."""

    road = TRIAL_WAIVER_ROAD

    state = TRIAL_WAIVER_ROAD.field()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    reason_sealed = models.BinaryField(null=True)
    answer_sealed = models.BinaryField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    reason = Sealed()
    answer = Sealed()

    class Meta:
        db_table = "trial_waiver"
        triggers: ClassVar = [TRIAL_WAIVER_ROAD.guard()]
        constraints: ClassVar = [
            numbered("trial_waiver"),
            models.CheckConstraint(name="trial_waiver_four_eyes", condition=~Q(answered_by=F("asked_by"))),
            models.CheckConstraint(
                name="trial_waiver_answered",
                condition=~Q(state__in=["approved", "refused"]) | Q(answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="approved_waiver_has_document", condition=~Q(state="approved") | Q(document__isnull=False)
            ),
        ]
