"""What was tried to keep the citizen in work before a fleksjob (E-09)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, numbered


class Status(models.TextChoices):
    """How a measure is answered."""

    TRIED = "tried", "Prøvet"
    NOT_RELEVANT = "not_relevant", "Ikke relevant"
    FUTILE = "futile", "Åbenbart formålsløst"


class Measure(OfCase):
    """One answer about one measure. The newest answer about a kind is the one that counts."""

    Status = Status

    kind = models.CharField(max_length=40)
    status = models.CharField(max_length=12, choices=Status.choices)
    dated = models.DateField()
    documented = models.BooleanField(default=False)
    result_sealed = models.BinaryField(null=True)

    result = Sealed()

    class Meta:
        db_table = "measure"
        constraints: ClassVar = [numbered("measure")]
