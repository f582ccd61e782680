"""Exceptions to the rule that units and caseworkers decide who sees a case; each with dates and a reason."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from guardian.models import UserObjectPermissionBase

from cases.models.case import Case
from cases.models.people import Role, Unit, User
from flexcase.base.ids import new_id


class CaseAccess(UserObjectPermissionBase):
    """A case lent to someone (lånt adgang) from one day to another, with a reason and a giver."""

    content_object = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="lent")
    valid_from = models.DateField()
    valid_until = models.DateField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta(UserObjectPermissionBase.Meta):
        db_table = "case_access"
        constraints: ClassVar = [
            models.CheckConstraint(name="access_ends_after_start", condition=Q(valid_until__gte=F("valid_from"))),
        ]


class AbsenceCover(models.Model):
    """Covering for a colleague (fraværsdækning): all their cases, from one day to another."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    absent = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covered_by")
    cover = models.ForeignKey(User, on_delete=models.CASCADE, related_name="covers")
    valid_from = models.DateField()
    valid_until = models.DateField()
    reason = models.CharField(max_length=200)
    granted_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")

    class Meta:
        db_table = "absence_cover"
        constraints: ClassVar = [
            models.CheckConstraint(name="cover_ends_after_start", condition=Q(valid_until__gte=F("valid_from"))),
            models.CheckConstraint(name="nobody_covers_themselves", condition=~Q(absent=F("cover"))),
        ]


class Conflict(models.Model):
    """Declared inhabilitet: the person no longer sees the case."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="conflicts")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="conflicts")
    declared_on = models.DateField()

    class Meta:
        db_table = "conflict"
        constraints: ClassVar = [models.UniqueConstraint(fields=["case", "user"], name="conflict_once")]


class Competence(models.Model):
    """Who may decide what (kompetence), from which day to which, by role or by person; substitutes are rows as well."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    outcome = models.CharField(max_length=20)
    role = models.CharField(max_length=20, choices=Role.choices, blank=True)
    person = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="+")
    substitute = models.BooleanField("stedfortræder", default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    class Meta:
        db_table = "competence"
        constraints: ClassVar = [
            models.CheckConstraint(
                name="competence_names_role_or_person",
                condition=Q(role="", person__isnull=False) | (~Q(role="") & Q(person__isnull=True)),
            ),
        ]
