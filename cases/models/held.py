"""Files that somebody has sent but not yet put on the case. Like a draft, one belongs to its user and decides nothing."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from cases.models.case import Case
from cases.models.people import User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class HeldFile(models.Model):
    """A file in the store that waits to be named by an action (ventende fil). Its id is the id of the run that takes it in."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="+")
    #: The action in whose form it lies; empty when it has a line of its own among the papers that are on their way.
    form = models.CharField(max_length=60, blank=True)
    blob = models.UUIDField(unique=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    #: What the file seems to be (cases/reading/guess.py), and the name it had.
    found_sealed = models.BinaryField(null=True)
    held_at = models.DateTimeField()

    found = Sealed()

    class Meta:
        db_table = "held_file"
        ordering: ClassVar = ["held_at", "pk"]

    def data_key(self) -> DataKey:
        return self.case.key

    @property
    def told(self) -> dict[str, Any]:
        """Its name, and the suggestion if it has a line: title, kind, health, sure, dated, sender."""
        return dict(json.loads(self.found))
