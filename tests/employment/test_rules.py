"""X-16: hours or intensity in the job other than at the grant need a reason, up as well as down."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from employment.facts import JobFact, JobFacts
from flexcase.law.regime import Effect, regimes
from flexcase.law.rule import Dossier, Finding, book

DAY = date(2026, 6, 1)


def job(no: int, hours: str, intensity: str = "60", assessment: int | None = None) -> JobFact:
    state = "proposed" if assessment is None else "assessed"
    return JobFact(no, state, Decimal(hours), Decimal(intensity), DAY, DAY if assessment else None, assessment)


def ask(*jobs: JobFact, hours: str | None = "12", intensity: str | None = "60", named: int | None = None) -> Finding | None:
    figures = (Decimal(figure) if figure is not None else None for figure in (hours, intensity))
    facts = JobFacts(*figures, jobs)
    return book["X-16"].ask(Dossier("2026-0001", DAY, regimes().named("lab-2022"), {JobFacts: facts}, {"job": named}))


@pytest.mark.parametrize(("hours", "intensity"), [("8", "60"), ("14", "60"), ("12", "50"), ("12", "80")])
def test_a_difference_either_way_demands_a_reason(hours, intensity):
    finding = ask(job(1, hours, intensity))
    assert finding and finding.effect is Effect.REASON
    assert finding.text == (
        f"Jobbet er på {hours} timer om ugen og {intensity} procent, "
        "men ved bevillingen vurderede kommunen 12 timer om ugen og 60 procent."
    )


@pytest.mark.parametrize(("hours", "intensity"), [("12", "60"), ("12.00", "60.0")])
def test_equal_figures_demand_nothing(hours, intensity):
    assert ask(job(1, hours, intensity)) is None


def test_what_was_never_assessed_cannot_differ():
    assert ask(job(1, "8"), hours=None, intensity=None) is None
    assert ask(job(1, "8", "20"), intensity=None)
    assert ask(job(1, "12", "20"), intensity=None) is None


def test_the_finding_concerns_the_job_that_is_assessed():
    small, same = job(1, "8"), job(2, "12")
    assert ask(small, same) is None
    assert ask(small, same, named=1)
    assert ask(same, job(3, "8", assessment=1)) is None, "the one that waits, not the one assessed before"
    assert ask(job(1, "8", assessment=2), job(2, "12", assessment=1)), "the one assessed last"
