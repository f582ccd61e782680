"""The law of the concrete job: a difference from what was assessed is explained, up as well as down."""

from __future__ import annotations

from decimal import Decimal

from cases.letters.typography import number
from employment.facts import JobFacts
from flexcase.law.rule import Dossier, Effect, Lack, Part, rule


def figures(hours: Decimal | None, intensity: Decimal | None) -> str:
    """Such as ``12 timer om ugen og 60 procent``."""
    parts = [f"{number(hours)} timer om ugen"] if hours is not None else []
    parts += [f"{number(intensity)} procent"] if intensity is not None else []
    return " og ".join(parts)


@rule(
    "X-16",
    "Forskel fra det, der blev vurderet",
    cites=("LAB § 122, stk. 2", "Vejledning nr. 10048 fra 2019, punkt 6"),
    guards=("issue_job_assessment",),
    effect=Effect.REASON,
    part=Part.DECISION,
    since="reform-2013",
)
def difference_is_explained(dossier: Dossier) -> Lack | None:
    """Hours or intensity in the job other than those assessed at visitation need a reason, both ways (DOMAIN X-16)."""
    facts = dossier.of(JobFacts)
    job = facts.at_stake(dossier.given.get("job"))
    if job is None or not facts.differs(job):
        return None
    return Lack(
        f"Jobbet er på {figures(job.hours, job.intensity)}, men ved bevillingen vurderede kommunen "
        f"{figures(facts.assessed_hours, facts.assessed_intensity)}.",
        subject=str(job.no),
    )
