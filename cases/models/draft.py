"""What is being typed. Autosave is not an action: a draft belongs to one user and decides nothing."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.case import Case
from cases.models.people import User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Draft(models.Model):
    """A draft (kladde) of one form by one user, encrypted with the case's key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="drafts")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="drafts")
    form = models.CharField(max_length=80)
    text_sealed = models.BinaryField(null=True)
    base_version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField()

    text = Sealed()

    class Meta:
        db_table = "draft"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "case", "form"], name="draft_once")]

    def data_key(self) -> DataKey:
        return self.case.key
