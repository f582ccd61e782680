"""The hearing, and the statement that nothing speaks against the citizen."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import Case, Letter, User
from cases.road import HEARING_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Hearing(OnRoad):
    """A partshøring (D-08). It never begins again: a new one is sent beside what the citizen has seen."""

    road = HEARING_ROAD

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="hearings")
    no = models.PositiveIntegerField()
    state = HEARING_ROAD.field()
    considering_sealed = models.BinaryField(null=True)
    facts_sealed = models.BinaryField(null=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="hearing")
    #: Numbers of the documents that were enclosed, in order.
    enclosures = ArrayField(models.PositiveIntegerField())
    sent_on = models.DateField()
    #: The last day as the letter or a later extension names it. A late delivery may lengthen it (decisions/deadlines.py).
    response_due = models.DateField()
    answered_on = models.DateField(null=True)
    channel = models.CharField(max_length=20, choices=Case.Channel.choices, blank=True)
    no_remarks = models.BooleanField(default=False)
    answer_sealed = models.BinaryField(null=True)
    considered_on = models.DateField(null=True)
    considered_sealed = models.BinaryField(null=True)
    changes_something = models.BooleanField(null=True)
    lapsed_on = models.DateField(null=True)
    #: The complaint whose genvurdering turns against the citizen; it is heard while the case stands decided.
    complaint = models.ForeignKey("decisions.Complaint", on_delete=models.PROTECT, null=True, related_name="hearings")

    considering = Sealed()
    facts = Sealed()
    answer = Sealed()
    considered = Sealed()

    class Meta:
        db_table = "hearing"
        ordering: ClassVar = ["no"]
        triggers: ClassVar = [HEARING_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="hearing_no"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="sent"), name="one_hearing_runs"),
            models.CheckConstraint(name="hearing_state", condition=Q(state__in=HEARING_ROAD.states)),
            models.CheckConstraint(name="hearing_ends_after_start", condition=Q(response_due__gte=F("sent_on"))),
            models.CheckConstraint(name="hearing_answer_has_channel", condition=Q(answered_on__isnull=True) | ~Q(channel="")),
            models.CheckConstraint(
                name="hearing_answered_on_a_day", condition=~Q(state="answered") | Q(answered_on__isnull=False)
            ),
            models.CheckConstraint(name="hearing_lapsed_on_a_day", condition=~Q(state="lapsed") | Q(lapsed_on__isnull=False)),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    def list_facts(self) -> tuple[tuple[str, str], ...]:
        """The facts of weight with their sources, as the letter tells them."""
        return tuple((text, source) for text, source in json.loads(self.facts or "[]"))

    def set_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Keep the facts of weight, encrypted."""
        self.facts = json.dumps(list(facts), ensure_ascii=False)


class NothingAdverse(models.Model):
    """P-08's one click: the file holds nothing of weight against the citizen that the citizen does not know."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="nothing_adverse")
    no = models.PositiveIntegerField()
    said_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    said_on = models.DateField()
    lapsed_on = models.DateField(null=True)

    class Meta:
        db_table = "nothing_adverse"
        ordering: ClassVar = ["no"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="nothing_adverse_no"),
            models.UniqueConstraint(fields=["case"], condition=Q(lapsed_on=None), name="nothing_adverse_once"),
        ]
