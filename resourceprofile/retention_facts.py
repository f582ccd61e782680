"""What rules may know of staying at one's workplace (LAB § 119): kinds, dates, and whether a text is there."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Q

from flexcase.base.facts import columns_of, gathered, read_all, rows_of, rows_with
from flexcase.law.periods import Period
from resourceprofile.models import EmploymentPeriod, RetentionAgreement, RetentionAttempt, RetentionExemption, Workplace


@dataclass(frozen=True)
class WorkplaceFact:
    hired_normally: bool
    lost_capacity_there: bool
    social_chapter: str
    given_up_on: date | None


@dataclass(frozen=True)
class EmploymentFact:
    no: int
    terms: str
    started_on: date
    ended_on: date | None


@dataclass(frozen=True)
class AgreementFact:
    """``functions``, ``accommodations`` and ``assessment``: whether they are written."""

    no: int
    form: str
    functions: bool
    accommodations: bool
    assessment: bool


@dataclass(frozen=True)
class AttemptFact:
    no: int
    dated: date


@dataclass(frozen=True)
class ExemptionFact:
    """``document``: whether it rests on a medical document; ``holds``: whether it has not been withdrawn."""

    no: int
    document: bool
    holds: bool = True


@dataclass(frozen=True)
class RetentionFacts:
    """``stays``: the case is about the citizen's own workplace."""

    stays: bool = False
    workplace: WorkplaceFact | None = None
    employments: tuple[EmploymentFact, ...] = ()
    agreements: tuple[AgreementFact, ...] = ()
    attempts: tuple[AttemptFact, ...] = ()
    exemption: ExemptionFact | None = None

    def on_terms(self, terms: frozenset[str], until: date) -> list[Period]:
        """The periods on some kinds of terms, up to a day; one that lasts goes on to that day."""
        return [
            Period(one.started_on, min(one.ended_on or until, until))
            for one in self.employments
            if one.terms in terms and one.started_on <= until
        ]


def columns() -> dict[str, ArraySubquery]:
    """What the floor's one query of cases is annotated with."""
    in_force = EmploymentPeriod.objects.filter(replaced_on=None).order_by("no")
    written = {name: Q(**{f"{name}_sealed__isnull": False}) for name in ("functions", "accommodations", "assessment")}
    return {
        "r_workplace": rows_of(Workplace, WorkplaceFact),
        "r_employments": gathered(in_force, **columns_of(EmploymentFact)),
        "r_agreements": rows_with(RetentionAgreement, AgreementFact, "no", **written),
        "r_attempts": rows_of(RetentionAttempt, AttemptFact, "no"),
        "r_exemptions": rows_with(
            RetentionExemption,
            ExemptionFact,
            "no",
            document=Q(document__isnull=False),
            holds=Q(withdrawn_on=None),
        ),
    }


def read(row: Mapping[str, Any]) -> RetentionFacts:
    """The facts of one case from its row."""
    workplace = read_all(WorkplaceFact, row["r_workplace"])
    exemptions = read_all(ExemptionFact, row["r_exemptions"])
    return RetentionFacts(
        stays=row["stay_at_workplace"],
        workplace=workplace[0] if workplace else None,
        employments=read_all(EmploymentFact, row["r_employments"]),
        agreements=read_all(AgreementFact, row["r_agreements"]),
        attempts=read_all(AttemptFact, row["r_attempts"]),
        exemption=next((one for one in exemptions if one.holds), None),
    )
