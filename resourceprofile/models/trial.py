"""Work trials (arbejdsprøvning, praktik): what was tried, and what came of it (D-07)."""

from __future__ import annotations

from decimal import Decimal
from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.road import TRIAL_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import Sealed
from flexcase.law.capacity import effective_hours
from resourceprofile.models.shape import (
    OfCase,
    between,
    denominator_field,
    figures,
    hours_field,
    in_order,
    intensity_field,
    numbered,
)

#: What a report says in words, each under its heading (D-07). The law waits for all of them; none of them stops anything.
REPORT = {
    "attendance": "Fremmøde",
    "accommodation_effect": "Skånehensynenes virkning",
    "aids": "Hjælpemidler og støtte",
    "development": "Udvikling undervejs",
    "employer_statement": "Arbejdsgiverens vurdering",
    "citizen_view": "Borgerens egen vurdering",
    "conclusion": "Konklusion",
}


class Trial(OfCase, OnRoad):
    """A work trial (forløb). ``hours`` are those that the citizen was present; both they and the intensity count (E-07)."""

    road = TRIAL_ROAD

    state = TRIAL_ROAD.field()
    place_sealed = models.BinaryField(null=True)
    cvr = models.CharField(max_length=8, blank=True)
    tasks_sealed = models.BinaryField(null=True)
    planned_hours = hours_field()
    started_on = models.DateField()
    ended_on = models.DateField(null=True)
    hours = hours_field()
    intensity = intensity_field()
    measured_against = denominator_field()
    other_trade = models.BooleanField("prøver noget andet end borgerens tidligere fag", default=False)
    attendance_sealed = models.BinaryField(null=True)
    accommodation_effect_sealed = models.BinaryField(null=True)
    aids_sealed = models.BinaryField(null=True)
    development_sealed = models.BinaryField(null=True)
    employer_statement_sealed = models.BinaryField(null=True)
    citizen_view_sealed = models.BinaryField(null=True)
    conclusion_sealed = models.BinaryField(null=True)

    place = Sealed()
    tasks = Sealed()
    attendance = Sealed()
    accommodation_effect = Sealed()
    aids = Sealed()
    development = Sealed()
    employer_statement = Sealed()
    citizen_view = Sealed()
    conclusion = Sealed()

    class Meta:
        db_table = "trial"
        triggers: ClassVar = [TRIAL_ROAD.guard()]
        constraints: ClassVar = [
            numbered("trial"),
            *figures("trial"),
            between("trial", "planned_hours", 37),
            in_order("trial", "started_on", "ended_on"),
            models.CheckConstraint(name="finished_trial_has_end", condition=Q(state="running") | Q(ended_on__isnull=False)),
        ]

    @property
    def task_list(self) -> tuple[str, ...]:
        """The tasks, one by one."""
        return tuple(self.tasks.splitlines())

    @property
    def report(self) -> dict[str, str]:
        """What the report says, by its headings; empty where it is silent."""
        return {heading: getattr(self, name) for name, heading in REPORT.items()}

    @property
    def effective(self) -> Decimal | None:
        """Effective hours a week; None while a figure is missing."""
        return None if self.hours is None or self.intensity is None else effective_hours(self.hours, self.intensity)
