"""The concrete fleksjob: what an employer and the citizen agree on, and what the municipality assessed."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.models import Case, Letter
from cases.road import JOB_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Job(OnRoad):
    """A fleksjob that somebody has found, and its assessment by LAB § 122, stk. 2."""

    road = JOB_ROAD

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    no = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="jobs")
    state = JOB_ROAD.field()
    cvr = models.CharField("CVR-nummer", max_length=8, blank=True)
    hours = models.DecimalField("timer om ugen", max_digits=4, decimal_places=2)
    intensity = models.DecimalField("intensitet i procent", max_digits=5, decimal_places=2)
    starts_on = models.DateField("begynder", null=True)
    proposed_on = models.DateField()
    #: The how-manieth assessment of the case this is; empty until the job is assessed.
    assessment = models.PositiveSmallIntegerField(null=True)
    assessed_on = models.DateField(null=True)
    letter = models.ForeignKey(Letter, on_delete=models.PROTECT, null=True, related_name="+")
    employer_sealed = models.BinaryField(null=True)
    functions_sealed = models.BinaryField(null=True)
    needs_met_sealed = models.BinaryField(null=True)
    #: Why hours or intensity differ from what was assessed at visitation (X-16).
    difference_sealed = models.BinaryField(null=True)

    employer = Sealed()
    functions = Sealed()
    needs_met = Sealed()
    difference = Sealed()

    class Meta:
        db_table = "job"
        ordering: ClassVar = ["no"]
        triggers: ClassVar = [JOB_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="job_no"),
            models.UniqueConstraint(fields=["case", "assessment"], name="job_assessment_no"),
            models.CheckConstraint(name="job_state", condition=Q(state__in=JOB_ROAD.states)),
            models.CheckConstraint(name="job_cvr", condition=Q(cvr="") | Q(cvr__regex=r"^\d{8}$")),
            models.CheckConstraint(name="job_hours_0_37", condition=Q(hours__range=(0, 37))),
            models.CheckConstraint(name="job_intensity_0_100", condition=Q(intensity__range=(0, 100))),
            models.CheckConstraint(
                name="assessed_job_has_letter",
                condition=~Q(state="assessed") | Q(assessed_on__isnull=False, assessment__isnull=False, letter__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key
