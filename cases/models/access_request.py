"""Aktindsigt (D-23): what a party asks to see, what is left out and why, and the answer."""

from __future__ import annotations

from typing import ClassVar, cast
from uuid import UUID

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models.case import Case, Channel
from cases.models.document import Document
from cases.models.letter import Letter
from cases.models.note import Note
from cases.papers.passage import Box, Passage
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
    def newest(case: Case) -> AccessRequest | None:
        """The newest request: what it leaves out and strikes holds for every letter to the citizen."""
        return AccessRequest.objects.filter(case=case).exclude(state="withdrawn").order_by("-no").first()

    @staticmethod
    def left_out(case: Case) -> frozenset[UUID]:
        """The papers that the newest request leaves out: no other letter to the citizen may enclose them."""
        return frozenset(row.paper for row in Withheld.objects.filter(request=AccessRequest.newest(case)))

    @staticmethod
    def behind(letter: Letter) -> AccessRequest | None:
        """The request by which what a letter encloses is struck: the one that it answers, or else the newest."""
        return AccessRequest.objects.filter(letter=letter).first() or AccessRequest.newest(letter.case)


class Ground(models.TextChoices):
    """The rules of forvaltningsloven by which a document may be left out. Each is a weighing of this very document."""

    INTERNAL = "internal", "Internt arbejdsdokument (§ 12)"
    OTHERS = "others", "Afgørende hensyn til andre (§ 15 b)"
    SELF = "self", "Afgørende hensyn til borgeren selv (§ 15 b)"
    CRIMINAL = "criminal", "Straffesag (§ 18)"


class OnPaper(models.Model):
    """Something that an answer says of one paper: a document, a letter or a note."""

    Ground = Ground

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    request = models.ForeignKey(AccessRequest, on_delete=models.CASCADE, related_name="%(class)s")
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="+")
    ground = models.CharField(max_length=20, choices=Ground.choices)
    why_sealed = models.BinaryField(null=True)

    class Meta:
        abstract = True
        constraints: ClassVar = [
            models.CheckConstraint(
                name="%(class)s_one_paper",
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


class Withheld(OnPaper):
    """A whole paper that is not given, with the ground and why, as the letter tells it."""

    why = Sealed()

    class Meta:
        db_table = "withheld"
        constraints: ClassVar = [
            *OnPaper.Meta.constraints,
            models.UniqueConstraint(fields=["request", "document"], name="withheld_once"),
            models.UniqueConstraint(fields=["request", "letter"], name="withheld_letter_once"),
            models.UniqueConstraint(fields=["request", "note"], name="withheld_note_once"),
        ]


class Struck(OnPaper):
    """A passage of a paper that is struck out for good in the copy that is given: words, a box, or a whole page.

    ``page`` counts from one; 0 means wherever the words stand. ``box`` is left, top, width and height in hundredths.
    """

    page = models.PositiveSmallIntegerField(default=0)
    words_sealed = models.BinaryField(null=True)
    box = ArrayField(models.FloatField(), size=4, null=True)

    words = Sealed()
    why = Sealed()

    class Meta:
        db_table = "struck"
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            *OnPaper.Meta.constraints,
            models.CheckConstraint(name="struck_box_on_a_page", condition=Q(box=None) | Q(page__gt=0, words_sealed=None)),
            models.CheckConstraint(name="struck_something", condition=Q(words_sealed__isnull=False) | Q(page__gt=0)),
        ]

    @property
    def passage(self) -> Passage:
        """What the copy is made without."""
        return Passage(self.page, self.words, cast(Box, tuple(self.box)) if self.box else None)

    @staticmethod
    def by_paper(request: AccessRequest | None) -> dict[UUID, list[Struck]]:
        """What one answer strikes, paper by paper."""
        found: dict[UUID, list[Struck]] = {}
        for row in Struck.objects.filter(request=request).select_related("request__case__key"):
            found.setdefault(row.paper, []).append(row)
        return found
