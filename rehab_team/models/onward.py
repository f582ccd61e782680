"""What follows when the answer is another than fleksjob: who goes on with the citizen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models import Case, User
from flexcase.base.ids import new_id


class Receiver(models.TextChoices):
    """Who goes on with the citizen."""

    PENSION = "pension", "Pensionskontoret"
    RESOURCE_COURSE = "resource_course", "Enheden for ressourceforløb"
    JOB_EFFORT = "job_effort", "Enheden for beskæftigelsesindsats"
    SOCIAL = "social", "Socialområdet"
    HEALTH = "health", "Sundhedsområdet"


class HandOver(models.Model):
    """The case's essentials given to the unit that goes on with the citizen, as a sheet on the case."""

    Receiver = Receiver

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hand_overs")
    no = models.PositiveSmallIntegerField()
    to = models.CharField("til", max_length=20, choices=Receiver.choices)
    document_no = models.PositiveIntegerField()
    handed_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    handed_on = models.DateField()

    class Meta:
        db_table = "hand_over"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "no"], name="hand_over_no")]
