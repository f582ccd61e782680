"""The morning mail (daglig mail): one a person and working day."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models.people import User
from flexcase.base.ids import new_id


class MorningMail(models.Model):
    """A day on which a person was written to, or had nothing to be written about. It holds no words."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    day = models.DateField()

    class Meta:
        db_table = "morning_mail"
        constraints: ClassVar = [models.UniqueConstraint(fields=["user", "day"], name="morning_mail_once")]
