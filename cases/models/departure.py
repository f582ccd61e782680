"""Departing from a rule that stops (fravigelse): asked by one person, approved by another, used once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.people import User
from cases.road import DEPARTURE_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Departure(OnRoad):
    """A fravigelse. It holds for one case, rule, action and finding, and lapses when the finding changes."""

    road = DEPARTURE_ROAD

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    no = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="departures")
    state = DEPARTURE_ROAD.field()
    rule = models.CharField(max_length=12)
    action = models.CharField(max_length=60)
    fingerprint = models.CharField(max_length=32)
    finding_sealed = models.BinaryField(null=True)
    reason_sealed = models.BinaryField(null=True)
    answer_sealed = models.BinaryField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)
    #: The last day on which it can be answered, and once approved be used.
    expires_on = models.DateField(null=True)

    finding = Sealed()
    reason = Sealed()
    answer = Sealed()

    class Meta:
        db_table = "departure"
        triggers: ClassVar = [DEPARTURE_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="departure_no"),
            models.CheckConstraint(name="departure_four_eyes", condition=~Q(answered_by=F("asked_by"))),
            models.CheckConstraint(
                name="departure_answered",
                condition=~Q(state__in=["approved", "refused", "used"]) | Q(answered_by__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
