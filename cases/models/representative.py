"""Who speaks for the citizen, and who goes along (forvaltningsloven § 8, P-18)."""

from __future__ import annotations

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.document import Document
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Kind(models.TextChoices):
    """What somebody is to the citizen: only a representative acts as the party."""

    REPRESENTATIVE = "representative", "Partsrepræsentant"
    COMPANION = "companion", "Bisidder"


class Covers(models.TextChoices):
    """What a mandate (fuldmagt) reaches. Only one for the whole of this case moves the letters."""

    WHOLE_CASE = "whole_case", "Hele denne sag"
    SOMETHING = "something", "Kun noget bestemt i denne sag"
    OTHER_CASE = "other_case", "En anden sag"


class Representative(models.Model):
    """One person's mandate, or place beside the citizen, in one case and for a time."""

    Kind = Kind
    Covers = Covers

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="representatives")
    no = models.PositiveIntegerField()
    kind = models.CharField(max_length=20, choices=Kind.choices)
    covers = models.CharField(max_length=20, choices=Covers.choices, blank=True)
    name_sealed = models.BinaryField(null=True)
    address_sealed = models.BinaryField(null=True)
    phone = models.CharField(max_length=20, blank=True)
    digital_post = models.BooleanField(default=False)
    mandate = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)
    revoked_on = models.DateField(null=True)

    name = Sealed()
    address = Sealed()

    class Meta:
        db_table = "representative"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="representative_no"),
            models.CheckConstraint(
                name="representative_has_mandate",
                condition=Q(kind="companion", covers="") | Q(kind="representative", mandate__isnull=False) & ~Q(covers=""),
            ),
            models.CheckConstraint(
                name="representative_in_order",
                condition=(Q(valid_until=None) | Q(valid_until__gte=F("valid_from")))
                & (Q(revoked_on=None) | Q(revoked_on__gte=F("valid_from"))),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def data_key(self) -> DataKey:
        return self.case.key

    @staticmethod
    def holding(day: date) -> Q:
        """The condition of being in force on a day."""
        ended = Q(valid_until=None) | Q(valid_until__gte=day)
        return Q(valid_from__lte=day) & ended & (Q(revoked_on=None) | Q(revoked_on__gt=day))
