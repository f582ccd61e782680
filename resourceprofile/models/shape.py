"""What the tables of this floor have in common: a number within the case, hours, intensity, ends after starts."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Case
from flexcase.base.crypto import DataKey
from flexcase.base.ids import new_id
from flexcase.law.capacity import FULL_TIME


class OfCase(models.Model):
    """Something on a case, numbered 1, 2, 3 … within it. Its texts are sealed with the case's key."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="+")
    no = models.PositiveIntegerField()

    objects: ClassVar[models.Manager[Any]]

    class Meta:
        abstract = True

    def data_key(self) -> DataKey:
        return self.case.key


def numbered(table: str) -> models.UniqueConstraint:
    """A number is given once within a case."""
    return models.UniqueConstraint(fields=["case", "no"], name=f"{table}_no")


def between(table: str, field: str, most: int, least: int = 0) -> models.CheckConstraint:
    """A figure is unknown, or within its limits."""
    condition = Q(**{f"{field}__isnull": True}) | Q(**{f"{field}__range": (least, most)})
    return models.CheckConstraint(name=f"{table}_{field}_{least}_{most}", condition=condition)


def in_order(table: str, first: str, then: str) -> models.CheckConstraint:
    """A day does not come before the day that it follows from; either may be unknown."""
    unknown = Q(**{f"{first}__isnull": True}) | Q(**{f"{then}__isnull": True})
    return models.CheckConstraint(name=f"{table}_{then}_in_order", condition=unknown | Q(**{f"{then}__gte": F(first)}))


def hours_field() -> models.DecimalField[Any, Any]:
    """Hours a week."""
    return models.DecimalField(max_digits=4, decimal_places=2, null=True)


def intensity_field() -> models.DecimalField[Any, Any]:
    """Per cent of what others manage in the same time."""
    return models.DecimalField(max_digits=5, decimal_places=2, null=True)


def denominator_field() -> models.DecimalField[Any, Any]:
    """The hours a week that the figures are measured against: 37 (E-06), or what somebody wrongly took instead."""
    return models.DecimalField(max_digits=4, decimal_places=2, default=Decimal(FULL_TIME))


def figures(table: str) -> list[models.BaseConstraint]:
    """Hours 0–37, intensity 0–100, a denominator of 1–37."""
    return [between(table, "hours", 37), between(table, "intensity", 100), between(table, "measured_against", 37, 1)]
