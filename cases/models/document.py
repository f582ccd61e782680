"""Documents on a case. The file lies encrypted beside the database; the row is written by an action."""

from __future__ import annotations

import json
from typing import ClassVar

from django.db import models

from cases.models.case import Case
from cases.models.people import User
from flexcase.base import files
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class DocumentKind(models.TextChoices):
    """What a document is."""

    APPLICATION = "application", "Ansøgning"
    MEDICAL = "medical", "Lægelig dokumentation"
    HEALTH_STATEMENT = "health_statement", "Sundhedsfaglig udtalelse"
    TRIAL_REPORT = "trial_report", "Rapport fra arbejdsprøvning"
    PROFILE = "profile", "Beskrivelse af borgerens situation"
    EMPLOYER = "employer", "Udtalelse fra arbejdsgiver"
    CITIZEN = "citizen", "Fra borgeren"
    OTHER = "other", "Andet"


#: What a doctor or the health coordinator has said, and nothing else.
MEDICAL = (DocumentKind.MEDICAL, DocumentKind.HEALTH_STATEMENT)


class Document(models.Model):
    """A document (akt), numbered within its case. Health documents are opened by fewer."""

    Kind = DocumentKind

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="documents")
    no = models.PositiveIntegerField("aktnummer")
    kind = models.CharField("art", max_length=20, choices=DocumentKind.choices)
    title_sealed = models.BinaryField(null=True)
    dated = models.DateField("dateret")
    received_on = models.DateField("modtaget")
    health = models.BooleanField("helbred", default=False)
    #: Adverse facts of weight (væsentlig og til ugunst): feeds the hearing rules P-08 and P-10.
    adverse = models.BooleanField("væsentlig og til ugunst", default=False)
    known_to_citizen = models.BooleanField("borgeren kender indholdet", default=False)
    media_type = models.CharField(max_length=60, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    #: A document is a stored file, or a sheet: what was registered without paper, laid out when it is read.
    blob = models.UUIDField(null=True)
    sheet_sealed = models.BinaryField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    source_kind = models.CharField(max_length=30, blank=True)
    source_id = models.UUIDField(null=True)

    title = Sealed()
    sheet = Sealed()

    class Meta:
        db_table = "document"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="document_no"),
            models.CheckConstraint(
                name="document_is_file_or_sheet",
                condition=models.Q(blob__isnull=False, sheet_sealed=None) | models.Q(blob=None, sheet_sealed__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    def content(self) -> bytes:
        """The file itself, or the sheet as a PDF. Raises FileMissing or Unreadable."""
        if self.blob is not None:
            return files.load(self.case.key, self.blob)
        from cases.letters.sheet import sheet_pdf

        return sheet_pdf(self.title, self.dated, self.case.number, dict(json.loads(self.sheet)))
