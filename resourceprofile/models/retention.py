"""Staying at one's workplace (fastholdelsesfleksjob, LAB § 119): the workplace, what happened there, and what was agreed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Case, Document
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id
from resourceprofile.models.shape import OfCase, in_order, numbered


class SocialChapter(models.TextChoices):
    """Whether the overenskomst lets the employer depart from ordinary terms (F-08)."""

    YES = "yes", "Ja"
    NO = "no", "Nej, der er ingen overenskomst, eller kapitlet er tomt"
    UNKNOWN = "unknown", "Det ved vi ikke endnu"


class Workplace(models.Model):
    """The workplace that the citizen wants to stay at, and the questions of principmeddelelse 44-17 (F-09)."""

    SocialChapter = SocialChapter

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.OneToOneField(Case, on_delete=models.PROTECT, related_name="+")
    name_sealed = models.BinaryField(null=True)
    cvr = models.CharField(max_length=8, blank=True)
    hired_normally = models.BooleanField("ansat på almindelige vilkår uden støtte")
    lost_capacity_there = models.BooleanField("arbejdsevnen blev nedsat under ansættelsen")
    social_chapter = models.CharField(max_length=10, choices=SocialChapter.choices)
    #: The citizen has said that the fleksjob is to be somewhere else; empty while they want to stay.
    given_up_on = models.DateField(null=True)

    name = Sealed()

    class Meta:
        db_table = "workplace"

    def data_key(self) -> DataKey:
        return self.case.key


class Terms(models.TextChoices):
    """On which terms somebody was employed at the workplace."""

    ORDINARY = "ordinary", "Almindelige vilkår"
    SOCIAL_CHAPTER = "social_chapter", "Overenskomstens sociale kapitel"
    SPECIAL = "special", "Særlige vilkår"
    FLEKSJOB = "fleksjob", "Fleksjob"


class EmploymentPeriod(OfCase):
    """A period at the workplace on one kind of terms; without an end while it lasts. A mistake is replaced by a new row."""

    Terms = Terms

    terms = models.CharField(max_length=20, choices=Terms.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    replaced_on = models.DateField(null=True)

    class Meta:
        db_table = "employment_period"
        constraints: ClassVar = [numbered("employment_period"), in_order("employment_period", "started_on", "ended_on")]


class AgreementForm(models.TextChoices):
    """What the agreement stands in. The law demands no form (98-15, F-05)."""

    AGREEMENT = "agreement", "En underskrevet aftale"
    OTHER = "other", "Et andet dokument, for eksempel et mødereferat eller et notat"


class RetentionAgreement(OfCase):
    """The written agreement on sociale kapitler or særlige vilkår (D-17, § 119, stk. 2). The newest counts."""

    Form = AgreementForm

    form = models.CharField(max_length=10, choices=AgreementForm.choices)
    dated = models.DateField()
    functions_sealed = models.BinaryField(null=True)
    accommodations_sealed = models.BinaryField(null=True)
    assessment_sealed = models.BinaryField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    functions = Sealed()
    accommodations = Sealed()
    #: Why another document than an agreement can stand for one.
    assessment = Sealed()

    class Meta:
        db_table = "retention_agreement"
        constraints: ClassVar = [numbered("retention_agreement")]


class RetentionAttempt(OfCase):
    """The employer's documentation of a real attempt at a lasting unsupported job (F-06)."""

    dated = models.DateField()
    tried_sealed = models.BinaryField(null=True)
    document = models.OneToOneField(Document, on_delete=models.PROTECT, related_name="+")

    tried = Sealed()

    class Meta:
        db_table = "retention_attempt"
        constraints: ClassVar = [numbered("retention_attempt")]


class RetentionExemption(OfCase):
    """An acute injury or illness that makes the twelve months åbenbart formålsløse (§ 119, stk. 3, F-03)."""

    dated = models.DateField()
    acute_sealed = models.BinaryField(null=True)
    futile_sealed = models.BinaryField(null=True)
    document = models.ForeignKey(Document, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_on = models.DateField(null=True)

    acute = Sealed()
    futile = Sealed()

    class Meta:
        db_table = "retention_exemption"
        constraints: ClassVar = [
            numbered("retention_exemption"),
            in_order("retention_exemption", "dated", "withdrawn_on"),
            models.UniqueConstraint(fields=["case"], condition=Q(withdrawn_on=None), name="one_retention_exemption"),
        ]
