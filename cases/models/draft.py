"""What is being typed, what was typed and saved before, and who has a form open. None of it decides anything."""

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


class EarlierText(models.Model):
    """The words of a form as they once were, so that the writer can bring them back.

    With a ``version`` they were saved on the case, and every colleague who may write there can read them. Without one they
    were only typed, and belong to their writer.
    """

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    version = models.PositiveIntegerField(null=True)
    at = models.DateTimeField()
    text_sealed = models.BinaryField(null=True)

    text = Sealed()

    class Meta:
        db_table = "earlier_text"
        indexes: ClassVar = [models.Index(fields=["case", "form", "-at"], name="earlier_text_of_form")]

    def data_key(self) -> DataKey:
        return self.case.key


class OpenForm(models.Model):
    """Somebody has a text open that colleagues may write in too."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    form = models.CharField(max_length=80)
    seen_at = models.DateTimeField()

    class Meta:
        db_table = "open_form"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "form", "user"], name="open_form_once")]
