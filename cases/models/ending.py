"""Ending a case without a decision (P-01), and taking an ending back: asked by one person, agreed to by another, used once."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.people import User
from cases.road import ENDING_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class EndingKind(models.TextChoices):
    """Why a case may end although nothing has been decided."""

    DEATH = "death", "Borgeren er død"
    WRONG_PERSON = "wrong_person", "Sagen er oprettet på den forkerte person"
    DUPLICATE = "duplicate", "Sagen er oprettet to gange"
    TAKEN_BACK = "taken_back", "Sagen blev afsluttet ved en fejl"


#: What a case may end by. To take an ending back is asked and answered in the same way.
ENDS_BY = [one for one in EndingKind.choices if one[0] != EndingKind.TAKEN_BACK]


class Ending(OnRoad):
    """One request to end the case, or to take its ending back. A death needs none: nobody loses a decision by it."""

    road = ENDING_ROAD
    Kind = EndingKind

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    no = models.PositiveIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="endings")
    state = ENDING_ROAD.field()
    kind = models.CharField(max_length=12, choices=EndingKind.choices)
    #: The case in which the citizen gets the decision instead, when this one is a duplicate.
    other = models.ForeignKey(Case, on_delete=models.PROTECT, null=True, related_name="+")
    reason_sealed = models.BinaryField(null=True)
    answer_sealed = models.BinaryField(null=True)
    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answered_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    answered_on = models.DateField(null=True)

    reason = Sealed()
    answer = Sealed()

    class Meta:
        db_table = "ending"
        triggers: ClassVar = [ENDING_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="ending_no"),
            models.CheckConstraint(name="ending_four_eyes", condition=~Q(answered_by=F("asked_by"))),
            models.CheckConstraint(
                name="ending_answered",
                condition=~Q(state__in=["approved", "refused", "used"]) | Q(answered_by__isnull=False),
            ),
            models.CheckConstraint(
                name="duplicate_names_the_other",
                condition=~Q(kind="duplicate") | (Q(other__isnull=False) & ~Q(other=F("case"))),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
