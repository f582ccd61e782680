"""Statements of the health coordinator, and once of the lægekonsulent (sundhedsfaglig rådgivning, D-06 and D-11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models import Document, User
from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, numbered


class Adviser(models.TextChoices):
    """Who may give one: kommunens lægekonsulent only before klinisk funktion came (M-05)."""

    HEALTH_COORDINATOR = "health_coordinator", "Sundhedskoordinator"
    MEDICAL_CONSULTANT = "medical_consultant", "Lægekonsulent"


class HealthStatement(OfCase):
    """A medical view of functional loss and skånebehov. It holds no view on entitlement (M-04)."""

    Adviser = Adviser

    dated = models.DateField()
    given_by_role = models.CharField(max_length=20, choices=Adviser.choices)
    given_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    author_sealed = models.BinaryField(null=True)
    question_sealed = models.BinaryField(null=True)
    answer_sealed = models.BinaryField(null=True)
    functional_loss_sealed = models.BinaryField(null=True)
    accommodations_sealed = models.BinaryField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    author = Sealed()
    question = Sealed()
    answer = Sealed()
    functional_loss = Sealed()
    accommodations = Sealed()

    class Meta:
        db_table = "health_statement"
        constraints: ClassVar = [numbered("health_statement")]
