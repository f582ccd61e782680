"""Statements of the health coordinator, and once of the lægekonsulent (sundhedsfaglig rådgivning, D-06 and D-11)."""

from __future__ import annotations

from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

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


class HealthQuestionQuerySet(models.QuerySet["HealthQuestion"]):
    def waiting(self) -> HealthQuestionQuerySet:
        """Neither answered nor taken back."""
        return self.filter(statement=None, taken_back_on=None)


class HealthQuestion(OfCase):
    """A question to the health coordinator. While it waits, the one asked sees what it takes to answer."""

    asked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_of = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    asked_on = models.DateField()
    answer_by = models.DateField()
    statement = models.OneToOneField(HealthStatement, on_delete=models.PROTECT, null=True, related_name="answers")
    taken_back_on = models.DateField(null=True)
    question_sealed = models.BinaryField(null=True)

    question = Sealed()

    objects: ClassVar[models.Manager[Any]] = HealthQuestionQuerySet.as_manager()

    class Meta:
        db_table = "health_question"
        constraints: ClassVar = [
            numbered("health_question"),
            models.CheckConstraint(
                name="health_question_answered_or_taken_back",
                condition=Q(statement__isnull=True) | Q(taken_back_on__isnull=True),
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["asked_of"], condition=Q(statement__isnull=True, taken_back_on__isnull=True), name="question_waiting"
            )
        ]
