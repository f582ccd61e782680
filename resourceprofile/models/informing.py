"""What the citizen will not let us collect, and what the case can be decided without (M-08, P-06)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models import Case, User
from flexcase.base.crypto import Sealed
from resourceprofile.models.consent import Scope
from resourceprofile.models.shape import OfCase, numbered


class ConsentRefusal(OfCase):
    """The citizen said no to collecting information (retssikkerhedsloven § 11 b). A later consent overtakes it."""

    scope = models.CharField(max_length=12, choices=Scope.choices)
    refused_on = models.DateField()
    how = models.CharField(max_length=20, choices=Case.Channel.choices)

    class Meta:
        db_table = "consent_refusal"
        constraints: ClassVar = [numbered("consent_refusal")]


class NotNeeded(OfCase):
    """One thing on the list of what informs the case that somebody has found unnecessary, and why."""

    item = models.CharField(max_length=40)
    marked_on = models.DateField()
    marked_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason_sealed = models.BinaryField(null=True)

    reason = Sealed()

    class Meta:
        db_table = "not_needed"
        constraints: ClassVar = [
            numbered("not_needed"),
            models.UniqueConstraint(fields=["case", "item"], name="not_needed_once"),
        ]
