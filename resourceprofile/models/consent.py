"""Consent (samtykke) to collecting information from others (M-08, D-03, retssikkerhedsloven § 11 a)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models import Case
from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, in_order, numbered


class Scope(models.TextChoices):
    """What may be collected."""

    HEALTH = "health", "Oplysninger om helbred fra læger og sygehuse"
    WORK = "work", "Oplysninger fra arbejdsgivere"
    SOCIAL = "social", "Oplysninger fra andre dele af kommunen og a-kassen"


class Covered(OfCase):
    """What a consent is about: which information, from whom, until when. Whom we ask may tell of an illness: it is sealed."""

    scope = models.CharField(max_length=12, choices=Scope.choices)
    expires_on = models.DateField(null=True)
    sources_sealed = models.BinaryField(null=True)

    #: Whom we may ask, one a line; empty where nobody was named and the kind of information says it.
    sources = Sealed()

    class Meta:
        abstract = True

    def named_sources(self) -> tuple[str, ...]:
        return tuple((self.sources or "").splitlines())


class Consent(Covered):
    """One consent: for what, given when and how, until when."""

    Scope = Scope

    given_on = models.DateField()
    withdrawn_on = models.DateField(null=True)
    how = models.CharField(max_length=20, blank=True, choices=Case.Channel.choices)

    class Meta:
        db_table = "consent"
        constraints: ClassVar = [
            numbered("consent"),
            in_order("consent", "given_on", "expires_on"),
            in_order("consent", "given_on", "withdrawn_on"),
        ]


class ConsentQuestion(Covered):
    """The citizen has been asked for a consent. A later consent or refusal of the same kind is the answer."""

    asked_on = models.DateField()
    answer_by = models.DateField()

    class Meta:
        db_table = "consent_question"
        constraints: ClassVar = [
            numbered("consent_question"),
            in_order("consent_question", "asked_on", "answer_by"),
            in_order("consent_question", "asked_on", "expires_on"),
        ]
