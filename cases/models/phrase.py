"""A sentence or two that somebody writes often. It holds nothing of any citizen."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.people import Unit, User
from flexcase.base.ids import new_id


class Phrase(models.Model):
    """A standard phrase (standardtekst): plain words that are put into a letter, for oneself or for the whole unit."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="phrases")
    #: The unit that it is shared with.
    unit = models.ForeignKey(Unit, on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField("navn", max_length=60)
    text = models.CharField("tekst", max_length=2000)

    class Meta:
        db_table = "phrase"
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "name"], name="phrase_name_once")]
