"""The assessment (vurdering): what follows from the description, question by question, with the documents that show it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models import Case, User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from resourceprofile.answers import KEYS


class Answer(models.Model):
    """The answer to one question of ``resourceprofile.answers``: what was ticked, the reasons, the documents cited."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    chosen = ArrayField(models.CharField(max_length=20), default=list)
    text_sealed = models.BinaryField(null=True)
    #: Numbers of the case's documents that the answer rests on.
    documents = ArrayField(models.PositiveIntegerField(), default=list)
    #: Counts up with every change: whoever saves an older one is shown the other's text.
    version = models.PositiveIntegerField(default=0)
    updated_on = models.DateField()
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    text = Sealed()

    class Meta:
        db_table = "assessment_answer"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "key"], name="assessment_answer_once"),
            models.CheckConstraint(name="assessment_answer_key", condition=models.Q(key__in=KEYS)),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
