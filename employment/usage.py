"""Where a concrete fleksjob uses the skånehensyn."""

from __future__ import annotations

from collections.abc import Iterator

from employment.models import Job
from flexcase.law.rule import Part
from resourceprofile.usage import Known, Use, uses


@uses
def jobs(known: Known) -> Iterator[tuple[str, Use]]:
    """The assessments of jobs that nobody has given up."""
    for row in Job.objects.filter(case=known.case).exclude(state="dropped").select_related("case__key").order_by("no"):
        where = f"Fleksjob hos {row.employer}"
        yield from known.needs_in(row.needs_met.splitlines(), where, known.tab("fleksjob"), Part.DECISION)
