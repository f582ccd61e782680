"""Consideration that a workplace must show (skånehensyn), as dated versions."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, in_order, numbered
from resourceprofile.models.trial import Trial


class Source(models.TextChoices):
    """Where it is known from."""

    CONVERSATION = "conversation", "Samtale med borgeren"
    TRIAL = "trial", "Arbejdsprøvning"
    DOCTOR = "doctor", "Læge"
    HEALTH_COORDINATOR = "health_coordinator", "Sundhedskoordinator"
    CITIZEN = "citizen", "Borgeren"


class Area(models.TextChoices):
    """Where it is needed."""

    WORK = "work", "På arbejdet"
    TRANSPORT = "transport", "Transport til og fra arbejde"
    HOME = "home", "Hjemme og i fritiden"


class Accommodation(OfCase):
    """One skånehensyn from one day to another. What changes is ended and written anew."""

    Area = Area
    Source = Source

    area = models.CharField(max_length=12, choices=Area.choices, default=Area.WORK)
    trial = models.ForeignKey(Trial, on_delete=models.PROTECT, null=True, related_name="accommodations")
    dated = models.DateField()
    ended_on = models.DateField(null=True)
    source = models.CharField(max_length=20, choices=Source.choices)
    confirmed_by_citizen = models.BooleanField(default=False)
    #: The version as somebody else wrote it, which the citizen has confirmed with this one.
    confirms = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")
    #: When the citizen said that something here is wrong; a changed text is another row.
    disputed_on = models.DateField(null=True)
    text_sealed = models.BinaryField(null=True)

    text = Sealed()

    @property
    def settled(self) -> bool:
        """Whether the citizen has said that it fits, and nothing else since."""
        return self.confirmed_by_citizen and self.disputed_on is None

    class Meta:
        db_table = "accommodation"
        constraints: ClassVar = [numbered("accommodation"), in_order("accommodation", "dated", "ended_on")]
