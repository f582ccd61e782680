"""A case taken out as one file: who ordered it, how far it is, and when it is gone again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models.case import Case
from cases.models.people import User
from flexcase.base import files
from flexcase.base.ids import new_id


class CaseFile(models.Model):
    """The whole case (sagsudskrift) as its orderer may see it: sealed, fetched by nobody else, and gone after two days."""

    LASTS = timedelta(days=2)

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    ordered_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    ordered_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    #: How many papers there are, and how many of them are bound; None while no worker has begun.
    papers = models.PositiveIntegerField(null=True)
    bound = models.PositiveIntegerField(default=0)
    #: How many could not be read; the file says which.
    damaged = models.PositiveIntegerField(default=0)
    blob = models.UUIDField(null=True)

    class Meta:
        db_table = "case_file"
        constraints: ClassVar = [
            models.CheckConstraint(name="case_file_expires", condition=Q(expires_at__gt=models.F("ordered_at"))),
        ]
        indexes: ClassVar = [models.Index(fields=["ordered_by", "case"], name="case_file_of")]

    def ready_at(self, now: datetime) -> bool:
        """Whether it can be fetched."""
        return self.blob is not None and now < self.expires_at

    def content(self) -> bytes:
        """The file. Raises FileMissing or Unreadable."""
        assert self.blob is not None
        return files.load(self.case.key, self.blob)
