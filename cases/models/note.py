"""Words that belong to a case: what was said, and why something was done."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from cases.models.case import Case
from cases.models.people import User
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from flexcase.base.models import Run, append_only


class Guidance(models.TextChoices):
    """What a citizen can be guided on (vejledning, P-19)."""

    OPTIONS = "options", "Muligheder: fleksjob og anden hjælp"
    RIGHTS = "rights", "Rettigheder: bisidder, partsrepræsentant, aktindsigt"
    DUTIES = "duties", "Pligter"
    BENEFIT = "benefit", "Penge at leve for, mens sagen kører"
    PENSION = "pension", "Pension"
    COMPLAINT = "complaint", "Klage"


class Spoken(models.TextChoices):
    """Ways of speaking, which leave no paper and therefore want a note. The values are those of ``Channel``."""

    PHONE = "phone", "Telefon"
    MEETING = "meeting", "Personligt møde"
    VIDEO = "video", "Video"


class Note(models.Model):
    """A note (notat, D-24). Never changed; a correction is a new note that names the one it corrects.

    A note of a conversation has a channel: with whom, what came out, what was agreed, what comes next, and what was
    guided on. ``next_on`` is the day of the next conversation, where one was agreed.
    """

    Guidance = Guidance
    Spoken = Spoken

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="notes")
    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="+")
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    dated = models.DateField()
    at = models.DateTimeField()
    channel = models.CharField(max_length=20, choices=Spoken.choices, blank=True)
    guided = ArrayField(models.CharField(max_length=20, choices=Guidance.choices), default=list)
    talked_with_sealed = models.BinaryField(null=True)
    promised_sealed = models.BinaryField(null=True)
    advice_sealed = models.BinaryField(null=True)
    next_step_sealed = models.BinaryField(null=True)
    next_on = models.DateField(null=True)
    corrects = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="correction")
    heading_sealed = models.BinaryField(null=True)
    text_sealed = models.BinaryField(null=True)

    talked_with = Sealed()
    promised = Sealed()
    advice = Sealed()
    next_step = Sealed()
    heading = Sealed()
    text = Sealed()

    class Meta:
        db_table = "note"
        ordering: ClassVar = ["-at"]
        triggers: ClassVar = append_only("note")

    def data_key(self) -> DataKey:
        return self.case.key
