"""The tab of the concrete fleksjob, and its words on the timeline."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cases.casepage import shown
from cases.casepage.tabs import panel
from cases.models import Case, User
from cases.told import ICONS, TOLD
from employment.actions import JOB_WORK, VISITED
from employment.models import Job
from flexcase.law.capacity import effective_hours
from flexcase.law.rule import Part

TOLD |= {"job_proposed": "Fleksjob registreret", "job_assessed": "Fleksjob vurderet"}
ICONS |= {"job_proposed": "business", "job_assessed": "send"}
STATES = {"proposed": "Venter på vurdering", "assessed": "Vurderet", "dropped": "Opgivet"}


@panel("fleksjob", "Fleksjob", part=Part.DECISION, template="employment/panel.html", rank=60)
def jobs(case: Case, user: User) -> dict[str, Any]:
    """The jobs with hours, intensity and what they come to, beside what was assessed at visitation."""
    if case.state not in VISITED:
        return {"jobs_visited": False, "jobs": []}
    found = Job.objects.filter(case=case).select_related("case__key", "letter").order_by("-no")
    return {"jobs_visited": True, "jobs": [_job(case, job, user) for job in found]}


def _job(case: Case, job: Job, user: User) -> dict[str, Any]:
    assessable = job.state == "proposed" and user.role in JOB_WORK
    return {
        "row": job,
        "state": STATES[job.state],
        "effective": effective_hours(job.hours, job.intensity),
        "functions": job.functions.splitlines(),
        "needs_met": job.needs_met.splitlines(),
        "assess_url": f"{shown.action_url('issue_job_assessment', case)}?job={job.no}" if assessable else "",
        "letter_url": reverse("letter", args=[case.number, job.letter_id]) if job.letter_id else "",
    }
