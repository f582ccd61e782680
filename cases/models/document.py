"""Documents on a case. The file lies encrypted beside the database; the row is written by an action."""

from __future__ import annotations

import json
from datetime import date
from typing import IO, ClassVar

from django.contrib.postgres.fields import ArrayField
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


class Removal(models.TextChoices):
    """Why a document is not on the case any more. Nothing else takes a paper off a case (journaliseringspligt)."""

    WRONG_CASE = "wrong_case", "Det hører til en anden borger eller sag"
    TWICE = "twice", "Det er lagt på sagen to gange"


class Standing(models.Manager["Document"]):
    """The documents that are on their cases. What was removed has left its number, who, when and why."""

    def get_queryset(self) -> models.QuerySet[Document]:
        return super().get_queryset().filter(removed_on=None)


class Document(models.Model):
    """A document (akt), numbered within its case. Health documents are opened by fewer."""

    Kind = DocumentKind
    Removal = Removal

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
    media_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(default=0)
    sha256 = models.CharField(max_length=64, blank=True)
    #: A document is a stored file, or a sheet: what was registered without paper, laid out when it is read.
    blob = models.UUIDField(null=True)
    sheet_sealed = models.BinaryField(null=True)
    added_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    source_kind = models.CharField(max_length=30, blank=True)
    source_id = models.UUIDField(null=True)
    sender_sealed = models.BinaryField(null=True)
    #: Counts the files that it has had; the earlier ones are ``DocumentVersion``.
    version = models.PositiveSmallIntegerField("version", default=1)
    #: Letters that enclosed an earlier file: nobody has been heard about the present one by them.
    outdated_letters = ArrayField(models.UUIDField(), default=list)
    removed_on = models.DateField("fjernet", null=True)
    removed_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    removal = models.CharField("hvorfor fjernet", max_length=20, choices=Removal.choices, blank=True)
    removal_reason_sealed = models.BinaryField(null=True)

    title = Sealed()
    sheet = Sealed()
    sender = Sealed()
    removal_reason = Sealed()

    objects: ClassVar = Standing()
    everything: ClassVar = models.Manager()

    class Meta:
        db_table = "document"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="document_no"),
            models.CheckConstraint(
                name="document_is_file_or_sheet",
                condition=models.Q(blob__isnull=False, sheet_sealed=None)
                | models.Q(blob=None, sheet_sealed__isnull=False)
                | models.Q(removed_on__isnull=False, blob=None, sheet_sealed=None, title_sealed=None),
            ),
            models.CheckConstraint(
                name="document_removed_by_another",
                condition=models.Q(removed_on=None, removed_by=None, removal="")
                | (
                    models.Q(removed_on__isnull=False, removed_by__isnull=False, removal_reason_sealed__isnull=False)
                    & ~models.Q(removal="")
                    & (models.Q(added_by=None) | ~models.Q(removed_by=models.F("added_by")))
                ),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @property
    def journal_no(self) -> str:
        """The number in the journal: that of the case, and its own."""
        return f"{self.case.number}-{self.no}"

    def content(self) -> bytes:
        """The file itself, or the sheet as a PDF. Raises FileMissing or Unreadable."""
        with self.opened() as content:
            return content.read()

    def opened(self) -> IO[bytes]:
        """The same as a file, for what may be large."""
        if self.blob is not None:
            return files.opened(self.case.key, self.blob)
        from cases.letters.sheet import sheet_pdf

        return files.as_file(sheet_pdf(self.title, self.dated, self.case.number, dict(json.loads(self.sheet))))


class DocumentVersion(models.Model):
    """A file that a document had before (erstattet): what was read, heard and enclosed until then."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="versions")
    no = models.PositiveSmallIntegerField()
    blob = models.UUIDField(null=True)
    media_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    replaced_on = models.DateField()
    replaced_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    reason_sealed = models.BinaryField(null=True)

    reason = Sealed()

    class Meta:
        db_table = "document_version"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["document", "no"], name="document_version_once")]

    def data_key(self) -> DataKey:
        return self.document.case.key

    @property
    def case(self) -> Case:
        return self.document.case

    @property
    def dated(self) -> date:
        return self.document.dated

    @property
    def title(self) -> str:
        """What a list of papers calls it beside the file that took its place."""
        return f"{self.document.title} (version {self.no}, erstattet {self.replaced_on:%d.%m.%Y})"

    def content(self) -> bytes:
        """The file. Raises FileMissing, also when the document was removed, or Unreadable."""
        with self.opened() as content:
            return content.read()

    def opened(self) -> IO[bytes]:
        """The same as a file, for what may be large."""
        if self.blob is None:
            raise files.FileMissing(f"version {self.no} is erased")
        return files.opened(self.document.case.key, self.blob)
