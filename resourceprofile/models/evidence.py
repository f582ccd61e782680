"""Evidence of work capacity from elsewhere than a trial (E-22)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models

from flexcase.base.crypto import Sealed
from flexcase.law.capacity import effective_hours
from resourceprofile.models.shape import (
    OfCase,
    denominator_field,
    figures,
    in_order,
    intensity_field,
    numbered,
)


class Source(models.TextChoices):
    """Where the figures come from."""

    WAGE = "wage", "Ordinære løntimer"
    EARLIER_FLEKSJOB = "earlier_fleksjob", "Tidligere fleksjob"
    OWN_FIRM = "own_firm", "Egen virksomhed"
    SCHOOL = "school", "Skole eller uddannelse"
    HOME = "home", "Hjemmet"
    DOCTOR = "doctor", "Lægens skøn"


class Evidence(OfCase):
    """One dated source with hours present and intensity kept apart. A mistake is replaced by a new row."""

    Source = Source

    source = models.CharField(max_length=20, choices=Source.choices)
    dated = models.DateField()
    started_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    hours = models.DecimalField(max_digits=4, decimal_places=2)
    intensity = intensity_field()
    measured_against = denominator_field()
    replaced_on = models.DateField(null=True)
    text_sealed = models.BinaryField(null=True)

    text = Sealed()

    class Meta:
        db_table = "evidence"
        constraints: ClassVar = [
            numbered("evidence"),
            *figures("evidence"),
            in_order("evidence", "started_on", "ended_on"),
        ]

    @property
    def effective(self) -> Decimal | None:
        """Effective hours a week; None while the intensity is missing."""
        return None if self.intensity is None else effective_hours(self.hours, self.intensity)
