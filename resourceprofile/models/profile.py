"""The description of the citizen (forberedende del, samlet beskrivelse): its parts, its versions, its rounds of udtalelse."""

from __future__ import annotations

import json
from typing import Any, ClassVar

from django.db import models

from cases.models import Case, Document, Letter, User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from resourceprofile.models.shape import OfCase, in_order, numbered


class ProfilePart(models.Model):
    """One part of the description. Which parts there are stands in the regime, so a new law needs no new table."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    text_sealed = models.BinaryField(null=True)
    #: Counts up with every change: whoever saves an older one is shown the other's text.
    version = models.PositiveIntegerField(default=0)
    updated_on = models.DateField()
    updated_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")

    text = Sealed()

    class Meta:
        db_table = "profile_part"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "key"], name="profile_part_once")]

    def data_key(self) -> DataKey:
        return self.case.key


class FrozenProfile(OfCase):
    """A version of the description as it was gjort færdig. Never changed; it lapses when the description is taken up again."""

    content_sealed = models.BinaryField(null=True)
    regime_name = models.CharField(max_length=30)
    frozen_on = models.DateField()
    frozen_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    lapsed_on = models.DateField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, null=True, related_name="+")

    content = Sealed()

    class Meta:
        db_table = "frozen_profile"
        constraints: ClassVar = [
            numbered("frozen_profile"),
            in_order("frozen_profile", "frozen_on", "lapsed_on"),
            models.UniqueConstraint(
                fields=["case"], name="frozen_profile_one_in_force", condition=models.Q(lapsed_on__isnull=True)
            ),
        ]

    @property
    def parts(self) -> list[dict[str, Any]]:
        """The parts as they were: ``key``, ``label`` and ``text``."""
        return list(json.loads(self.content)["parts"])


class StatementRound(OfCase):
    """One round of udtalelse (P-07): sent to the citizen, answered or not, and what was made of the remarks."""

    sent_on = models.DateField()
    answer_by = models.DateField()
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    answered_on = models.DateField(null=True)
    channel = models.CharField(max_length=20, blank=True, choices=Case.Channel.choices)
    remarks_sealed = models.BinaryField(null=True)
    worked_in_sealed = models.BinaryField(null=True)

    remarks = Sealed()
    worked_in = Sealed()

    class Meta:
        db_table = "statement_round"
        constraints: ClassVar = [
            numbered("statement_round"),
            in_order("statement_round", "sent_on", "answer_by"),
            in_order("statement_round", "sent_on", "answered_on"),
        ]
