"""Words that belong to a case: what was said, and why something was done."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.case import Case
from cases.models.people import User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from flexcase.base.models import Run, append_only


class Note(models.Model):
    """A note (notat, D-24). Never changed; a correction is a new note."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dated = models.DateField()
    at = models.DateTimeField()
    heading_sealed = models.BinaryField(null=True)
    text_sealed = models.BinaryField(null=True)

    heading = Sealed()
    text = Sealed()

    class Meta:
        db_table = "note"
        ordering: ClassVar = ["-at"]
        triggers: ClassVar = append_only("note")

    def data_key(self) -> DataKey:
        return self.case.key
