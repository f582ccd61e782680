"""Consent (samtykke) to collecting information from others (M-08, retssikkerhedsloven § 11)."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from cases.models import Case
from resourceprofile.models.shape import OfCase, in_order, numbered


class Scope(models.TextChoices):
    """What may be collected."""

    HEALTH = "health", "Oplysninger om helbred fra læger og sygehuse"
    WORK = "work", "Oplysninger fra arbejdsgivere"
    SOCIAL = "social", "Oplysninger fra andre dele af kommunen og a-kassen"


class Consent(OfCase):
    """One consent: for what, given when and how, until when."""

    Scope = Scope

    scope = models.CharField(max_length=12, choices=Scope.choices)
    given_on = models.DateField()
    expires_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    how = models.CharField(max_length=20, blank=True, choices=Case.Channel.choices)

    class Meta:
        db_table = "consent"
        constraints: ClassVar = [
            numbered("consent"),
            in_order("consent", "given_on", "expires_on"),
            in_order("consent", "given_on", "withdrawn_on"),
        ]
