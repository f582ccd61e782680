"""Letters and their delivery. A letter is rendered once; approval and issue concern those very bytes."""

from __future__ import annotations

import json
from typing import Any, ClassVar

import pgtrigger
from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.people import User
from cases.models.representative import Representative
from cases.road import LETTER_ROAD
from cases.roads import OnRoad
from flexcase.base import files
from flexcase.base.crypto import DataKey, Sealed, Unreadable
from flexcase.base.ids import new_id


class Recipient(models.TextChoices):
    """Whom a letter is for."""

    CITIZEN = "citizen", "Borgeren"
    DOCTOR = "doctor", "Lægen"
    APPEAL_BODY = "appeal_body", "Klageinstansen"


class Letter(OnRoad):
    """A letter (brev): what it must contain as an encrypted snapshot, and the PDF that a worker made of it."""

    road = LETTER_ROAD
    Recipient = Recipient

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="letters")
    state = LETTER_ROAD.field()
    kind = models.CharField(max_length=40)
    version = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=120)
    regime_name = models.CharField(max_length=30)
    recipient = models.CharField(max_length=12, choices=Recipient.choices, default=Recipient.CITIZEN)
    #: Who leads the case for the citizen and gets the letter in the citizen's place (P-18).
    representative = models.ForeignKey(Representative, on_delete=models.PROTECT, null=True, related_name="+")
    needs_approval = models.BooleanField(default=False)
    dated = models.DateField()
    content_sealed = models.BinaryField(null=True)
    #: Ids of documents that are enclosed, in order.
    enclosures = models.JSONField(default=list)
    blob = models.UUIDField(null=True)
    sha256 = models.CharField(max_length=64, blank=True)
    prepared_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_sha256 = models.CharField(max_length=64, blank=True)
    issued_on = models.DateField(null=True)

    content = Sealed()

    class Meta:
        db_table = "letter"
        triggers: ClassVar = [
            LETTER_ROAD.guard(),
            pgtrigger.Protect(
                name="issued_letter_immutable",
                operation=pgtrigger.Delete
                | pgtrigger.UpdateOf("content_sealed", "blob", "sha256", "enclosures", "approved_by_id", "dated"),
                condition=pgtrigger.Q(old__state__in=["issued", "delivered"]),
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                name="issued_letter_has_bytes", condition=~Q(state__in=["issued", "delivered"]) | ~Q(sha256="")
            ),
            models.CheckConstraint(
                name="approved_letter_has_approver",
                condition=Q(needs_approval=False)
                | ~Q(state__in=["approved", "issued", "delivered"])
                | (Q(approved_by__isnull=False) & Q(approved_sha256=F("sha256"))),
            ),
            models.CheckConstraint(name="letter_four_eyes", condition=~Q(approved_by=F("prepared_by"))),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @property
    def snapshot(self) -> dict[str, Any]:
        """What the letter must contain, as it was when the letter was ordered."""
        return dict(json.loads(self.content))

    def pdf(self) -> bytes:
        """The bytes that were rendered. Raises FileMissing, or Unreadable when they are no longer the same."""
        assert self.blob is not None
        content = files.load(self.case.key, self.blob)
        if files.sha256(content) != self.sha256:
            raise Unreadable(f"letter {self.pk} has other bytes than those that were rendered")
        return content


class DeliveryState(models.TextChoices):
    """The fate of a delivery. What a killed worker may or may not have sent is shown to a person, not resent blindly."""

    WAITING = "waiting", "venter"
    SENDING = "sending", "sendes"
    SENT = "sent", "sendt"
    UNCERTAIN = "uncertain", "uvis"


class Delivery(models.Model):
    """One letter by one channel, with proof of receipt."""

    State = DeliveryState

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="delivery")
    channel = models.CharField(max_length=20)
    state = models.CharField(max_length=12, choices=DeliveryState.choices, default=DeliveryState.WAITING)
    sent_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    proof = models.CharField(max_length=200, blank=True)

    class Meta:
        db_table = "delivery"
