"""A list that somebody keeps under a name of its own."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.people import Unit, User
from flexcase.base.ids import new_id


class SavedFilter(models.Model):
    """A saved filter (gemt filter): a list with its filters, order and columns, for oneself or for the whole unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="filters")
    #: The unit that it is shared with.
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField("navn", max_length=40)
    #: As in the address of the list, after the question mark.
    query = models.CharField(max_length=600)

    class Meta:
        db_table = "saved_filter"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="filter_name_once")]
