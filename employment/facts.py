"""What rules may know of the jobs: the figures, and how they stand to what was assessed at visitation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import QuerySet

from cases.dossier import floor
from cases.models import Case
from employment.models import Job
from flexcase.base.facts import prepared, read_all, rows_of


@dataclass(frozen=True)
class JobFact:
    """One job. ``assessment`` is the how-manieth assessment of the case, None until it is assessed."""

    no: int
    state: str
    hours: Decimal
    intensity: Decimal
    proposed_on: date
    assessed_on: date | None
    assessment: int | None


@dataclass(frozen=True)
class JobFacts:
    """The jobs of a case, and the hours a week and intensity in per cent that were assessed at visitation."""

    assessed_hours: Decimal | None = None
    assessed_intensity: Decimal | None = None
    jobs: tuple[JobFact, ...] = ()

    def at_stake(self, no: int | None) -> JobFact | None:
        """The job that an assessment concerns: the named one, else the proposed one, else the one assessed last."""
        if no is not None:
            return next((job for job in self.jobs if job.no == no), None)
        proposed = [job for job in self.jobs if job.state == "proposed"]
        assessed = [job for job in self.jobs if job.assessment is not None]
        return proposed[-1] if proposed else max(assessed, key=lambda job: job.assessment or 0, default=None)

    def differs(self, job: JobFact) -> bool:
        """Whether the job's hours or intensity are others than those assessed, up or down."""
        before = (self.assessed_hours, self.assessed_intensity)
        return any(was is not None and was != now for was, now in zip(before, (job.hours, job.intensity), strict=True))


@prepared
def _rows() -> QuerySet[Case, Any]:
    """Everything that the facts are made of, in one query."""
    found = Case.objects.annotate(job_facts=rows_of(Job, JobFact, "no"))
    return found.values("pk", "assessed_hours", "assessed_intensity", "job_facts")


@floor(JobFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, JobFacts]:
    """One query for all."""
    return {
        row["pk"]: JobFacts(row["assessed_hours"], row["assessed_intensity"], read_all(JobFact, row["job_facts"]))
        for row in _rows(cases)
    }
