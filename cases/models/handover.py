"""Hand-overs (overdragelser): all cases of somebody pass to colleagues, now or on a later day."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.people import User
from cases.road import HANDOVER_ROAD
from cases.roads import OnRoad


class Handover(OnRoad):
    """Who leaves, who takes over, from which day, and what came of it. Its key is the id of the run that ordered it."""

    road = HANDOVER_ROAD

    id = models.UUIDField(primary_key=True)
    state = HANDOVER_ROAD.field()
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_on = models.DateField()
    leaver = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: The keys of those who take over.
    takers = ArrayField(models.UUIDField())
    on = models.DateField()
    #: Cases that stay with the leaver, because the leader or everybody chosen is inhabil in them.
    left = models.PositiveSmallIntegerField(default=0)
    #: Why it could not be carried out, or not with everybody: a sentence to the leader.
    why = models.CharField(max_length=300, blank=True)

    class Meta:
        db_table = "handover"
        ordering: ClassVar = ["on", "ordered_on"]
        triggers: ClassVar = [HANDOVER_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["leaver"], name="handover_ordered_once", condition=models.Q(state="ordered")),
        ]
        indexes: ClassVar = [
            models.Index(fields=["on"], name="handover_not_over", condition=models.Q(state__in=["ordered", "begun"])),
        ]

    def __str__(self) -> str:
        return f"{self.leaver_id}:{self.on}"
