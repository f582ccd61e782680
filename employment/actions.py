"""What is done about a concrete fleksjob: it is proposed, and assessed in writing."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.letters import wording
from cases.models import Case, Role, User
from cases.search import index
from employment.facts import JobFacts
from employment.inputs import AssessmentInput, JobInput
from employment.letters import JobAssessment
from employment.models import Job
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from resourceprofile.sources import accommodations

JOB_WORK = CASEWORK | {Role.JOB_CONSULTANT}
#: A fleksjob is found after the grant; the visitation may be closed by then.
VISITED = ("granted", "closed")


class ProposeJob(Action):
    """Registers a fleksjob that employer and citizen want."""

    label = "Registrér fleksjob"
    inputs = JobInput
    roles = JOB_WORK
    when = VISITED
    part = Part.DECISION
    event = "job_proposed"
    icon, rank = "business", 29

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"hours": case.assessed_hours, "intensity": case.assessed_intensity}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if given["starts_on"] is not None and given["starts_on"] < act.case.received_on:
            raise Refused("Et fleksjob kan ikke begynde, før sagen begyndte. Ret dagen.", "starts_on")
        job = Job(case=act.case, no=Job.objects.filter(case=act.case).count() + 1, proposed_on=act.day)
        for name in ("cvr", "hours", "intensity", "starts_on"):
            setattr(job, name, given[name])
        job.employer, job.functions = given["employer"], "\n".join(given["functions"])
        job.save()
        index.keep(job)
        act.created = job.no
        return {"job": job.no, "hours": job.hours, "intensity": job.intensity, "starts_on": job.starts_on}


class IssueJobAssessment(Action):
    """Assesses hours and intensity in the job, in writing and with klagevejledning (LAB § 122, stk. 2)."""

    label = "Send vurdering af jobbet"
    help = "Vurderingen er en afgørelse efter § 122, stk. 2. Den får altid en klagevejledning."
    effects = ("Borgeren får vurderingen i et brev.", "En begrundelse, som et krav beder om, kommer med i brevet.")
    inputs = AssessmentInput
    roles = JOB_WORK
    when = VISITED
    part = Part.DECISION
    event = "job_assessed"
    icon, rank = "send", 31
    one_of_several = ("job",)

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return {"needs_met": accommodations(case)}

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(job.state == "proposed" for job in dossier.of(JobFacts).jobs)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        job = self._job(act.case, given["job"])
        needs = given["needs_met"] or accommodations(act.case)
        job.needs_met = "\n".join(needs)
        job.difference = act.reasons.get("X-16", "").strip()
        job.assessed_on = act.day
        job.assessment = Job.objects.filter(case=act.case, assessment__isnull=False).count() + 1
        job.letter = act.letter(self._letter(act, job, given, needs))
        job.save()
        act.take(job, "assess")
        return {"job": job.no, "letter": job.letter.pk, "hours": job.hours, "intensity": job.intensity}

    def _job(self, case: Case, no: int | None) -> Job:
        """The job to assess: the named one, else the only proposed one."""
        proposed = list(Job.objects.filter(case=case, state="proposed").select_related("case__key").order_by("no"))
        wanted = [job for job in proposed if no in (None, job.no)]
        if not wanted:
            raise Refused("Der er ikke et job, der venter på en vurdering.")
        if len(wanted) > 1:
            raise Refused("Vælg det job, som vurderingen gælder.", "job")
        return wanted[0]

    def _letter(self, act: Act, job: Job, given: Mapping[str, Any], needs: tuple[str, ...]) -> JobAssessment:
        case, regime = act.case, act.case.regime
        return JobAssessment(
            envelope=wording.envelope(case, act.day),
            employer=job.employer,
            hours=job.hours,
            intensity=job.intensity,
            starts_on=job.starts_on,
            functions=tuple(job.functions.splitlines()),
            assessment=given["assessment"],
            needs=needs,
            granted_hours=case.assessed_hours,
            granted_intensity=case.assessed_intensity,
            difference=job.difference,
            follow_up=given["follow_up"],
            rules=regime.texts["rules_job_assessment"].strip(),
            who_can_help=wording.helpers(regime),
            appeal=wording.appeal(regime),
        )
