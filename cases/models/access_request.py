"""Aktindsigt (D-23): what a party asks to see, what is left out and why, and the answer."""

from __future__ import annotations

from typing import ClassVar
from uuid import UUID

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, Channel
from cases.models.document import Document
from cases.models.letter import Letter
from cases.models.note import Note
from cases.road import ACCESS_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class AccessRequest(OnRoad):
    """One request, from the day it came to the answer (forvaltningsloven §§ 9-16)."""

    road = ACCESS_ROAD

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="access_requests")
    no = models.PositiveIntegerField()
    state = ACCESS_ROAD.field()
    asked_on = models.DateField()
    channel = models.CharField(max_length=20, choices=Channel.choices)
    what_sealed = models.BinaryField(null=True)
    #: The day that the last fristbrev named; None while none was sent.
    expected_on = models.DateField(null=True)
    decided_on = models.DateField(null=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="+")

    what = Sealed()

    class Meta:
        db_table = "access_request"
        ordering: ClassVar = ["no"]
        triggers: ClassVar = [ACCESS_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="access_request_no"),
            models.CheckConstraint(name="access_request_state", condition=Q(state__in=ACCESS_ROAD.states)),
            models.CheckConstraint(
                name="access_request_decided_with_letter",
                condition=~Q(state="decided") | Q(decided_on__isnull=False, letter__isnull=False),
            ),
            models.CheckConstraint(
                name="access_request_in_order", condition=Q(decided_on=None) | Q(decided_on__gte=F("asked_on"))
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @staticmethod
    def left_out(case: Case) -> frozenset[UUID]:
        """The papers that the newest request leaves out: no other letter to the citizen may enclose them."""
        newest = AccessRequest.objects.filter(case=case).exclude(state="withdrawn").order_by("-no")[:1]
        return frozenset(row.paper for row in Withheld.objects.filter(request__in=newest.values("pk")))


class Ground(models.TextChoices):
    """The rules of forvaltningsloven by which a document may be left out. Each is a weighing of this very document."""

    INTERNAL = "internal", "Internt arbejdsdokument (§ 12)"
    OTHERS = "others", "Afgørende hensyn til andre (§ 15 b)"
    SELF = "self", "Afgørende hensyn til borgeren selv (§ 15 b)"
    CRIMINAL = "criminal", "Straffesag (§ 18)"


class Withheld(models.Model):
    """A whole paper (document, letter or note) that is not given, with the ground and why, as the letter tells it."""

    Ground = Ground

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="withheld")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    why_sealed = models.BinaryField(null=True)

    why = Sealed()

    class Meta:
        db_table = "withheld"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["request", "document"], name="withheld_once"),
            models.UniqueConstraint(fields=["request", "letter"], name="withheld_letter_once"),
            models.UniqueConstraint(fields=["request", "note"], name="withheld_note_once"),
            models.CheckConstraint(
                name="withheld_one_paper",
                condition=Q(document__isnull=False, letter=None, note=None)
                | Q(document=None, letter__isnull=False, note=None)
                | Q(document=None, letter=None, note__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.request.case.key

    @property
    def paper(self) -> UUID:
        """The id of the document, letter or note."""
        found = self.document_id or self.letter_id or self.note_id
        assert found is not None, "the database keeps it"
        return found
