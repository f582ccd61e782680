"""Four tabs of the case page: the description, health, work that has been tried, and the assessment of it all."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import parts_of
from cases.casepage.shown import BEGINS
from cases.casepage.tabs import panel
from cases.menu import SECTIONS
from cases.models import Case, Role, User
from flexcase.base import clock
from flexcase.law.capacity import FULL_TIME, disagree
from flexcase.law.rule import Part
from resourceprofile import course_panel, retention_panel
from resourceprofile.actions.advice import knows_coordinator
from resourceprofile.actions.assessment import answers_of
from resourceprofile.actions.trials import measures_of
from resourceprofile.answers import ASSESSMENT, DEVELOPMENT, INDICATORS, OWN_FIRM, YES, Question
from resourceprofile.links import link_to, rows
from resourceprofile.models import (
    Accommodation,
    Answer,
    Consent,
    ConsentQuestion,
    DeclinedTreatment,
    Evidence,
    FrozenProfile,
    HealthQuestion,
    HealthStatement,
    Measure,
    MedicalRequest,
    PensionCheck,
    PensionConsideration,
    ProfilePart,
    StatementRound,
    Trial,
    TrialWaiver,
)
from resourceprofile.reports import side_by_side
from resourceprofile.rules.capacity import MEASURE_OF_A_TRIAL
from resourceprofile.sources import capacity_sources
from resourceprofile.usage import Use, key_of, known_of, used

__all__ = ["course_panel", "description", "health", "retention_panel", "trials"]

SECTIONS |= {"questions": {Role.HEALTH_COORDINATOR}}
BEGINS["work_trial_started"] = "trial"


@panel(
    "beskrivelse",
    lambda regime: regime.labels["profile_tab"],
    part=Part.PROFILE,
    template="resourceprofile/description.html",
    rank=20,
)
def description(case: Case, user: User) -> dict[str, Any]:
    """The parts with their texts, the frozen versions, and what the citizen said to it."""
    written = {row.key: row for row in ProfilePart.objects.filter(case=case).select_related("case__key", "updated_by")}
    reads_health = Part.HEALTH in parts_of(user) or user.role == Role.CITIZEN
    return {
        "sections": [
            {
                "spec": spec,
                "rows": [
                    {"label": label if spec.by_field else "", "row": written.get(key)} for key, label in spec.slots.items()
                ],
                "empty": not any(key in written and written[key].text for key in spec.slots),
                "newest": max(
                    (written[key] for key in spec.slots if key in written), key=lambda row: row.updated_on, default=None
                ),
                "url": link_to("write_profile_element" if spec.by_field else "write_profile_part", case, user, key=spec.key),
            }
            for spec in case.regime.profile_parts
            if reads_health or not spec.health
        ],
        "versions": rows(FrozenProfile, case, "document"),
        "rounds": rows(StatementRound, case),
        "today": clock.today(),
        "complete_url": link_to("complete_profile", case, user),
        "send_url": link_to("send_profile_for_statement", case, user),
        "statement_url": link_to("record_profile_statement", case, user),
    }


@panel("helbred", "Helbred", part=Part.HEALTH, template="resourceprofile/health.html", rank=25)
def health(case: Case, user: User) -> dict[str, Any]:
    """Consents, attests asked for and received, and statements of the health coordinator."""
    return {
        "requests": [
            {
                "row": row,
                "receive_url": link_to("receive_medical_report", case, user, request=row.no, kind=row.kind),
                "cancel_url": link_to("cancel_medical_request", case, user, request=row.no),
            }
            for row in rows(MedicalRequest, case, "document")
        ],
        "asked": rows(ConsentQuestion, case),
        "consents": [
            {"row": row, "withdraw_url": link_to("withdraw_consent", case, user, consent=row.no)} for row in rows(Consent, case)
        ],
        "statements": rows(HealthStatement, case, "document"),
        "questions": [
            {"row": row, "take_back_url": link_to("take_back_health_question", case, user, asked=row.no)}
            for row in rows(HealthQuestion, case, "asked_of", "asked_by", "statement")
            if row.statement_id is None and row.taken_back_on is None
        ],
        "reports": side_by_side(case),
        "ask_url": link_to("ask_health_coordinator", case, user) if knows_coordinator(case) else "",
        "today": clock.today(),
        "request_url": link_to("request_medical_report", case, user),
        "ask_consent_url": link_to("ask_for_consent", case, user),
        "consent_url": link_to("give_consent", case, user),
        "statement_url": link_to("record_health_statement", case, user),
    }


@panel("arbejdsproevning", "Arbejdsprøvning", part=Part.TRIALS, template="resourceprofile/trials.html", rank=30)
def trials(case: Case, user: User) -> dict[str, Any]:
    """Every source of work capacity as a dated list against 37 hours, the skånehensyn, and what else was tried."""
    known = known_of(case)
    seen = parts_of(user)
    evidence = [row for row in rows(Evidence, case) if row.replaced_on is None]
    kept_back = set() if Part.HEALTH in seen else {row.pk for row in evidence if row.source == Evidence.Source.DOCTOR}
    sources, places = [source for source in known.sources if source.row_id not in kept_back], used(known)
    figures = [source.effective for source in sources if source.effective is not None]
    reads_profile = Part.PROFILE in seen
    unsettled = any(row.ended_on is None and not row.settled for row in known.needs)
    confirmed = {row.confirms_id for row in known.needs if row.ended_on is None and row.confirms_id}
    return {
        "trials": [
            {
                "row": row,
                "silent": [word.lower() for word, text in row.report.items() if not text] if row.state == "ended" else [],
                "end_url": link_to("end_work_trial", case, user, trial=row.no),
                "stop_url": link_to("stop_work_trial", case, user, trial=row.no),
                "correct_url": link_to("correct_work_trial", case, user, trial=row.no),
            }
            for row in reversed(rows(Trial, case))
        ],
        "evidence": [row for row in evidence if row.pk not in kept_back],
        "sources": sources,
        "bars": [{"label": f"{s.dated:%d.%m.%y}", "effective": s.effective} for s in sources if s.effective is not None],
        "newest": next((source for source in reversed(sources) if source.effective is not None), None),
        "least": min(figures, default=None),
        "most": max(figures, default=None),
        "disagree": disagree(figures),
        "full_time": FULL_TIME,
        "used": [
            {"label": source.label, "dated": source.dated, "link": source.link, "places": _readable(places, source.link, seen)}
            for source in sources
        ],
        "accommodations": [
            {"row": row, "source": _source(row, seen), "places": _readable(places, key_of(row), seen)}
            for row in known.needs
            if row.ended_on is None
        ],
        "ended_accommodations": [
            {"row": row, "source": _source(row, seen), "places": _readable(places, key_of(row), seen)}
            for row in known.needs
            if row.ended_on is not None and not confirmed & {row.pk, row.confirms_id}
        ],
        "measures": _measures(case, user) if reads_profile else None,
        "waivers": rows(TrialWaiver, case, "asked_by", "answered_by") if reads_profile else [],
        "approve_url": link_to("approve_trial_waiver", case, user),
        "refuse_url": link_to("refuse_trial_waiver", case, user),
        "start_url": link_to("start_work_trial", case, user),
        "evidence_url": link_to("record_evidence", case, user),
        "confirm_url": link_to("confirm_accommodations", case, user) if unsettled else "",
        "dispute_url": link_to("dispute_accommodations", case, user) if known.needs else "",
        "accommodations_url": link_to("change_accommodations", case, user),
        "waive_url": link_to("waive_trial", case, user),
        "user": user,
    }


def _source(row: Accommodation, seen: frozenset[Part]) -> str:
    """Where a skånehensyn is first known from. That a doctor has said so is health: who reads none sees the day alone."""
    source = Accommodation.Source((row.confirms or row).source)
    of_health = source in {Accommodation.Source.DOCTOR, Accommodation.Source.HEALTH_COORDINATOR}
    return "" if of_health and Part.HEALTH not in seen else str(source.label)


def _readable(places: Mapping[str, list[Use]], key: str, seen: frozenset[Part]) -> list[Use]:
    """Where a source is used, as far as the reader may know of the place."""
    return [use for use in places.get(key, ()) if use.part in seen]


def _measures(case: Case, user: User) -> list[dict[str, Any]]:
    """Each measure of the regime with its newest answer; and what an earlier law asked, where it was answered."""
    answers = {row.kind: row for row in rows(Measure, case)}
    wanted = {measure.key for measure in case.regime.measures}
    tried = Trial.objects.filter(case=case, state="ended").exists()
    return [
        {
            "label": label,
            "row": answers.get(key),
            "by_trial": tried and key == MEASURE_OF_A_TRIAL,
            "url": link_to("record_measure", case, user, kind=key),
        }
        for key, label in measures_of(case.regime).items()
        if key in wanted or key in answers
    ]


@panel("vurdering", "Vurdering", part=Part.PROFILE, template="resourceprofile/assessment.html", rank=33)
def assessment(case: Case, user: User) -> dict[str, Any]:
    """Every question with its answer and what shows it, the newest capacity against 37 hours, and the conditions beside it."""
    written = answers_of(case)
    limited = YES in written["very_limited"].chosen if "very_limited" in written else False
    sources = capacity_sources(case)
    groups: list[tuple[str, tuple[Question, ...], str]] = [("Vurderingen", ASSESSMENT, "write_assessment")]
    if limited or any(one.key in written for one in DEVELOPMENT):
        groups.append(("Udviklingen (§ 116, stk. 2)", DEVELOPMENT, "assess_development"))
    if case.self_employed:
        groups.append(("Egen virksomhed", OWN_FIRM, "assess_own_firm"))
    reads_health = Part.HEALTH in parts_of(user)
    return {
        "groups": [
            {
                "title": title,
                "url": link_to(name, case, user),
                "answers": [_answer(question, written.get(question.key)) for question in questions],
            }
            for title, questions, name in groups
        ],
        "newest": next((source for source in reversed(sources) if source.effective is not None), None),
        "indicators": INDICATORS.values(),
        "checks": rows(PensionCheck, case),
        "considered": rows(PensionConsideration, case),
        "declined": rows(DeclinedTreatment, case) if reads_health else [],
        "check_url": link_to("check_pension", case, user),
        "consider_url": link_to("consider_pension", case, user),
        "declined_url": link_to("record_declined_treatment", case, user) if reads_health else "",
    }


def _answer(question: Question, row: Answer | None) -> dict[str, Any]:
    return {
        "question": question,
        "row": row,
        "chosen": [question.choices.get(key, key) for key in row.chosen] if row else [],
    }
