"""Medical forms asked of a doctor, and what came back (D-05)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Document
from cases.road import MEDICAL_REQUEST_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import Sealed
from resourceprofile import attests
from resourceprofile.models.shape import OfCase, in_order, numbered


class MedicalRequest(OfCase, OnRoad):
    """A request for an attest (LÆ), and the attest when it has come."""

    road = MEDICAL_REQUEST_ROAD

    state = MEDICAL_REQUEST_ROAD.field()
    kind = models.CharField(max_length=12)
    doctor_sealed = models.BinaryField(null=True)
    clarify_sealed = models.BinaryField(null=True)
    why_sealed = models.BinaryField(null=True)
    requested_on = models.DateField()
    received_on = models.DateField(null=True)
    consultation_on = models.DateField(null=True)
    summary_sealed = models.BinaryField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    doctor = Sealed()
    clarify = Sealed()
    why = Sealed()
    summary = Sealed()

    class Meta:
        db_table = "medical_request"
        triggers: ClassVar = [MEDICAL_REQUEST_ROAD.guard()]
        constraints: ClassVar = [
            numbered("medical_request"),
            in_order("medical_request", "requested_on", "received_on"),
            models.CheckConstraint(
                name="consultation_before_report",
                condition=Q(consultation_on__isnull=True) | Q(consultation_on__lte=models.F("received_on")),
            ),
            models.CheckConstraint(
                name="received_report_has_document",
                condition=~Q(state="received") | Q(received_on__isnull=False, document__isnull=False),
            ),
        ]

    @property
    def name(self) -> str:
        """What the attest is called: »LÆ 265«."""
        return attests.named(self.kind)
