"""The decision, from its first draft to the letter that was issued."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from cases.models import Case, Letter, User
from cases.road import DECISION_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from flexcase.law.vocabulary import REJECTION_GROUNDS


class Outcome(models.TextChoices):
    """What is decided."""

    GRANT = "grant", "Bevilling af fleksjob"
    REJECTION = "rejection", "Afslag på fleksjob"
    NOT_OPENED = "not_opened", "Afslag på at åbne sagen"
    NO_PENSION = "no_pension", "Afslag på at begynde en sag om førtidspension"


class Origin(models.TextChoices):
    """Where a decision comes from. Only the case's own goes by draft and approval; the others stand as they were made."""

    CASE = "case", "Sagen"
    PENSION = "pension", "Stillingtagen til førtidspension"
    ELSEWHERE = "elsewhere", "Truffet, før sagen blev overtaget"


class Decision(OnRoad):
    """A decision (afgørelse), from its first draft to the letter that was issued."""

    road = DECISION_ROAD
    Outcome = Outcome
    Origin = Origin

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="decisions")
    no = models.PositiveIntegerField()
    state = DECISION_ROAD.field()
    outcome = models.CharField(max_length=12, choices=Outcome.choices)
    origin = models.CharField(max_length=12, choices=Origin.choices, default=Origin.CASE)
    #: Who made a decision that was made elsewhere. It tells where the citizen has lived.
    authority_sealed = models.BinaryField(null=True)
    ground = models.CharField(max_length=20, choices=[(ground, ground) for ground in REJECTION_GROUNDS], blank=True)
    #: Tilskud to one's own firm instead of a job as an employee (LAB § 126): a grant with conditions and words of its own.
    own_firm = models.BooleanField("tilskud til egen virksomhed", default=False)
    fully_met = models.BooleanField("fuldt medhold", default=False)
    agreed_sealed = models.BinaryField(null=True)
    texts_sealed = models.BinaryField(null=True)
    #: Names of the texts that say something: rules read these, never the texts.
    filled = ArrayField(models.CharField(max_length=30), default=list)
    #: Names of the reasoning texts that speak of a no to treatment (E-13).
    declining = ArrayField(models.CharField(max_length=30), default=list)
    version = models.PositiveIntegerField(default=1)
    assessed_hours = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    assessed_intensity = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    effective_from = models.DateField(null=True)
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, null=True, related_name="decision")
    drafted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    #: Everybody who wrote in the draft. None of them may approve it.
    writers = ArrayField(models.UUIDField())
    returned_sealed = models.BinaryField(null=True)
    approved_by = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    approved_on = models.DateField(null=True)
    issued_on = models.DateField(null=True)
    #: The law that the decision was made under, frozen with it.
    regime_name = models.CharField(max_length=30, blank=True)
    lapsed_on = models.DateField(null=True)
    #: The issued decision that this one comes after: the case was reopened. The earlier one and its letter stay.
    follows = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="followed_by")

    authority = Sealed()
    agreed = Sealed()
    texts = Sealed()
    returned = Sealed()

    class Meta:
        db_table = "decision"
        ordering: ClassVar = ["no"]
        triggers: ClassVar = [DECISION_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="decision_no"),
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(state__in=["draft", "awaiting_letter", "to_approve", "approved"]),
                name="one_open_decision",
            ),
            models.CheckConstraint(name="decision_state", condition=Q(state__in=DECISION_ROAD.states)),
            models.CheckConstraint(name="decision_outcome", condition=Q(outcome__in=Outcome.values)),
            models.CheckConstraint(name="decision_ground", condition=Q(ground__in=["", *REJECTION_GROUNDS])),
            models.CheckConstraint(name="own_firm_is_granted", condition=Q(own_firm=False) | Q(outcome="grant")),
            models.CheckConstraint(name="grant_has_no_ground", condition=~Q(outcome="grant") | Q(ground="")),
            models.CheckConstraint(
                name="decision_hours_0_37", condition=Q(assessed_hours=None) | Q(assessed_hours__range=(0, 37))
            ),
            models.CheckConstraint(
                name="decision_intensity_0_100",
                condition=Q(assessed_intensity=None) | Q(assessed_intensity__range=(0, 100)),
            ),
            models.CheckConstraint(name="decision_four_eyes", condition=~Q(approved_by=F("drafted_by"))),
            models.CheckConstraint(
                name="decision_no_writer_approves",
                condition=Q(approved_by=None) | ~Q(writers__contains=[F("approved_by")]),
            ),
            models.CheckConstraint(
                name="decision_sent_has_letter",
                condition=~Q(state__in=["awaiting_letter", "to_approve", "approved", "issued"])
                | Q(letter__isnull=False)
                | Q(origin="elsewhere"),
            ),
            models.CheckConstraint(
                name="decision_approved_by_somebody",
                condition=~Q(state__in=["approved", "issued"], origin="case")
                | Q(approved_by__isnull=False, approved_on__isnull=False),
            ),
            models.CheckConstraint(
                name="decision_issued_under_a_law",
                condition=~Q(state="issued") | (Q(issued_on__isnull=False) & ~Q(regime_name="")),
            ),
            models.CheckConstraint(
                name="rejection_issued_with_ground",
                condition=~Q(state="issued", outcome="rejection", origin="case") | ~Q(ground=""),
            ),
            models.CheckConstraint(
                name="decision_from_elsewhere_names_who_made_it",
                condition=~Q(origin="elsewhere") | Q(authority_sealed__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @property
    def variant(self) -> str:
        """The outcome, and of a grant whether it is for one's own firm: the words and rules of a letter go by it."""
        return "firm_support" if self.own_firm else self.outcome

    @property
    def dated(self) -> date | None:
        """The day that stands on the letter: by it citizen and appeal body know the decision. Without a letter, its issue."""
        return self.letter.dated if self.letter is not None else self.issued_on

    def list_texts(self) -> dict[str, Any]:
        """The texts of the draft by name: whole texts, and lists of lines."""
        return dict(json.loads(self.texts or "{}"))

    def set_texts(self, texts: Mapping[str, Any]) -> None:
        """Keep the texts, encrypted, and note which of them say something, and which speak of a no to treatment."""
        from decisions.declined import blocks_naming_it
        from decisions.texts import filled

        self.texts = json.dumps(dict(texts), ensure_ascii=False, sort_keys=True)
        self.filled, self.declining = filled(texts), blocks_naming_it(texts)
