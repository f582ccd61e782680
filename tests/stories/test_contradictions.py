"""Dates that cannot both be true are refused with a Danish sentence at the field, in every action that takes a date."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from cases.action import actions
from cases.inputs import Day
from oversight.scenario.play import Played
from oversight.scenario.story import Expected, Step, Story

FIRST = date(2026, 9, 1)
BORN = date(1980, 1, 15)
UNBORN = date(1979, 12, 31)


def step(day: int | date, do: str, by: str = "", /, expect: Expected | None = None, **given: Any) -> Step:
    """A step on a day of September 2026, or on another day."""
    on = day if isinstance(day, date) else date(2026, 9, day)
    return Step(on, do, by, given, expect=expect or Expected())


def sep(day: int) -> date:
    return date(2026, 9, day)


def at(state: str) -> Step:
    return step(1, "take_over_case", state=state, income="dagpenge")


PAPER = step(2, "add_document", kind="employer", title="Udtalelse", file="Mødte 30 timer", adverse=True)
ASKED = step(2, "request_medical_report", kind="LAE145")
CONSENT = step(1, "give_consent", scope="health")
TRIAL = step(10, "start_work_trial", place="Planteskolen", tasks=["plante"], hours=12)
HEARD = step(2, "start_hearing", response_due=sep(20))
REPORT = {"kind": "LAE145", "summary": "Gigt"}
FIGURES = {"hours": 12, "intensity": 60}
EVIDENCE = {"source": "wage", "hours": 12, "intensity": 60}
JOB = {"employer": "Planteskolen", "hours": 12, "intensity": 60}

#: What is done first, the step that cannot be true, and the field that says so.
CONTRADICTIONS: dict[str, tuple[tuple[Step, ...], Step, str]] = {
    "in the future": (
        (at("profile"),),
        step(2, "write_note", heading="Opkald", text="Ringede.", happened_on=sep(3)),
        "happened_on",
    ),
    "before birth": (
        (at("profile"),),
        step(2, "write_note", heading="Opkald", text="Ringede.", happened_on=UNBORN),
        "happened_on",
    ),
    "an application before birth": (
        (),
        step(2, "receive_application", channel="letter", income="dagpenge", happened_on=UNBORN),
        "happened_on",
    ),
    "an application after the case was taken over": (
        (),
        step(2, "take_over_case", state="profile", income="dagpenge", applied_on=sep(3)),
        "applied_on",
    ),
    "a step before the case": (
        (at("application"),),
        step(2, "start_profile", happened_on=date(2026, 8, 31)),
        "happened_on",
    ),
    "a step before the step before it": (
        (at("application"), step(10, "start_profile")),
        step(12, "take_shortened_path", reason="Vi ved alt, hvad vi skal vide.", happened_on=sep(9)),
        "happened_on",
    ),
    "a withdrawal before the case": (
        (at("profile"),),
        step(2, "withdraw_application", channel="phone", words="Jeg vil ikke.", happened_on=date(2026, 8, 1)),
        "happened_on",
    ),
    "a document dated after it came": (
        (at("profile"),),
        step(2, "add_document", kind="employer", title="Udtalelse", file="Udtalelse", dated=sep(3)),
        "dated",
    ),
    "a consent that ran out before it was given": (
        (at("profile"),),
        step(2, "give_consent", scope="health", expires_on=sep(1)),
        "expires_on",
    ),
    "a consent withdrawn before it was given": (
        (at("profile"), step(2, "give_consent", scope="health")),
        step(3, "withdraw_consent", happened_on=sep(1)),
        "happened_on",
    ),
    "a time at the doctor before today": (
        (at("profile"), CONSENT),
        step(2, "request_medical_report", kind="LAE145", book_by=sep(1)),
        "book_by",
    ),
    "a doctor with too little time": (
        (at("profile"), CONSENT),
        step(2, "request_medical_report", kind="LAE285", answer_by=sep(4)),
        "answer_by",
    ),
    "an attest before it was asked for": (
        (at("profile"), CONSENT, ASKED),
        step(3, "receive_medical_report", **REPORT, consultation_on=sep(1), happened_on=sep(1)),
        "happened_on",
    ),
    "a consultation after the report": (
        (at("profile"), CONSENT, ASKED),
        step(3, "receive_medical_report", **REPORT, consultation_on=sep(4)),
        "consultation_on",
    ),
    "a consultation before birth": (
        (at("profile"), CONSENT, ASKED),
        step(3, "receive_medical_report", **REPORT, consultation_on=UNBORN),
        "consultation_on",
    ),
    "an appointment before the request": (
        (at("profile"), CONSENT, ASKED),
        step(3, "record_appointment", happened_on=sep(1)),
        "happened_on",
    ),
    "a consultation before the appointment": (
        (at("profile"), CONSENT, ASKED),
        step(3, "record_appointment", consultation_on=sep(2)),
        "consultation_on",
    ),
    "a request cancelled before it was made": (
        (at("profile"), CONSENT, ASKED),
        step(3, "cancel_medical_request", reason="Vi har fået svar på anden måde.", happened_on=sep(1)),
        "happened_on",
    ),
    "a trial that ends before it begins": (
        (at("profile"), TRIAL),
        step(12, "end_work_trial", **FIGURES, conclusion="Stabil.", happened_on=sep(9)),
        "happened_on",
    ),
    "a trial stopped before it begins": (
        (at("profile"), TRIAL),
        step(12, "stop_work_trial", reason="Borgeren blev indlagt.", happened_on=sep(9)),
        "happened_on",
    ),
    "figures put right before the trial ended": (
        (at("profile"), TRIAL, step(12, "end_work_trial", **FIGURES, conclusion="Stabil.")),
        step(13, "correct_work_trial", **FIGURES, reason="Tallene var byttet om.", happened_on=sep(11)),
        "happened_on",
    ),
    "work that ends before it begins": (
        (at("profile"),),
        step(2, "record_evidence", **EVIDENCE, starts_on=sep(1), ends_on=date(2026, 8, 1)),
        "ends_on",
    ),
    "work before birth": ((at("profile"),), step(2, "record_evidence", **EVIDENCE, starts_on=UNBORN), "starts_on"),
    "work in the future": (
        (at("profile"),),
        step(2, "record_evidence", **EVIDENCE, starts_on=sep(1), ends_on=sep(3)),
        "ends_on",
    ),
    "a statement wanted at once": (
        (at("profile"), step(1, "write_profile_part", key="work", text="Du kan arbejde.")),
        step(2, "send_profile_for_statement", answer_by=sep(2)),
        "answer_by",
    ),
    "a statement before the letter": (
        (
            at("profile"),
            step(1, "write_profile_part", key="work", text="Du kan arbejde."),
            step(2, "send_profile_for_statement"),
        ),
        step(3, "record_profile_statement", remarks="Det passer.", channel="phone", happened_on=sep(1)),
        "happened_on",
    ),
    "a hearing that is over before it is sent": (
        (at("profile"), PAPER),
        step(3, "start_hearing", response_due=sep(2)),
        "response_due",
    ),
    "a hearing that is over when it comes": (
        (at("profile"), PAPER),
        step(3, "start_hearing", response_due=sep(3)),
        "response_due",
    ),
    "an extension that shortens": ((at("profile"), PAPER, HEARD), step(3, "extend_hearing", until=sep(15)), "until"),
    "an answer before the hearing": (
        (at("profile"), PAPER, HEARD),
        step(3, "record_hearing_response", text="Jeg er uenig.", channel="phone", happened_on=sep(1)),
        "happened_on",
    ),
    "an answer considered before it came": (
        (at("profile"), PAPER, HEARD, step(5, "record_hearing_response", text="Jeg er uenig.", channel="phone")),
        step(6, "consider_hearing", how="Vi har set på det.", happened_on=sep(4)),
        "happened_on",
    ),
    "a meeting that is over": ((at("profile"),), step(3, "plan_meeting", day=sep(2), starts="9:00", place="Lokale 2"), "day"),
    "a fristbrev with a day that is over": (
        (at("profile"),),
        step(3, "send_deadline_notice", until=sep(2), why="Vi venter på en attest."),
        "until",
    ),
    "aktindsigt promised for today": (
        (at("profile"), step(2, "request_access", channel="phone")),
        step(3, "send_access_notice", expected_on=sep(3), why="Der er mange papirer i sagen."),
        "expected_on",
    ),
    "a job before the case": ((at("granted"),), step(2, "propose_job", **JOB, starts_on=date(2026, 8, 1)), "starts_on"),
    "death before birth": ((at("profile"),), step(2, "end_case", kind="death", died_on=UNBORN), "died_on"),
    "death in the future": ((at("profile"),), step(2, "end_case", kind="death", died_on=sep(3)), "died_on"),
    "employment that ends before it begins": (
        (at("profile"),),
        step(2, "record_employment", terms="ordinary", starts_on=sep(1), ends_on=date(2026, 8, 1)),
        "ends_on",
    ),
    "an agreement dated after it came": (
        (at("profile"),),
        step(2, "record_retention_agreement", form="other", dated=sep(3), file="Aftale"),
        "dated",
    ),
    "a closing day that is over": (
        (at("profile"),),
        step(2, "add_closing_day", "team_leader", day=sep(2), name="Lukket"),
        "day",
    ),
    "a course that ends before it begins": (
        (at("profile"),),
        step(2, "start_resource_course", starts_on=sep(1), ends_on=date(2026, 8, 1)),
        "ends_on",
    ),
    "leave that ends before it begins": (
        (at("profile"), step(2, "start_resource_course", starts_on=date(2025, 10, 1), ends_on=date(2027, 9, 30))),
        step(20, "record_course_leave", kind="birth", starts_on=sep(10), ends_on=sep(9)),
        "ends_on",
    ),
    "leave before the course": (
        (at("profile"), step(2, "start_resource_course", starts_on=date(2025, 10, 1), ends_on=date(2027, 9, 30))),
        step(20, "record_course_leave", kind="birth", starts_on=date(2025, 9, 20), ends_on=sep(9)),
        "starts_on",
    ),
    "a loan that ends before it begins": (
        (at("profile"),),
        step(2, "lend_case", to="colleague", valid_from=sep(10), valid_until=sep(9), reason="Dækker en sygemelding."),
        "valid_until",
    ),
    "a task for yesterday": ((at("profile"),), step(2, "add_task", text="Ring til lægen", due=sep(1)), "due"),
    "a next conversation before this one": (
        (at("profile"),),
        step(2, "record_conversation", text="Vi talte.", promised="Intet.", next_step="Intet.", next_on=sep(1)),
        "next_on",
    ),
    "a corrected next conversation before the conversation": (
        (at("profile"), step(2, "write_note", channel="phone", text="Vi talte.")),
        step(3, "correct_note", note=2, channel="phone", text="Vi talte længe.", next_on=sep(1)),
        "next_on",
    ),
    "a conversation planned for yesterday": ((at("profile"),), step(2, "plan_conversation", next_on=sep(1)), "next_on"),
    "an answer from the health coordinator before the question": (
        (at("profile"),),
        step(2, "ask_health_coordinator", question="Hvad kan borgeren holde til?", answer_by=sep(1)),
        "answer_by",
    ),
    "consent to be given before it is asked for": (
        (at("profile"),),
        step(2, "ask_for_consent", scope="health", sources=["Lægehuset"], expires_on=sep(30), answer_by=sep(1)),
        "answer_by",
    ),
    "an earlier decision from the future": (
        (at("granted"),),
        step(2, "register_earlier_decision", decided_on=sep(3), outcome="grant", authority="Sydby Kommune"),
        "decided_on",
    ),
}


@pytest.mark.parametrize("name", CONTRADICTIONS)
def test_it_is_refused_at_the_field(replay: Callable[[Story], Played], name: str) -> None:
    before, wrong, field = CONTRADICTIONS[name]
    last = Step(wrong.date, wrong.do, wrong.by, wrong.given, expect=Expected(invalid=(field,)))
    steps = (*before, last) if before else (at("profile"), last)
    if not before:  # an application begins a case of its own
        steps = (last,)
    played = replay(Story("modsigelse", name, {"name": "Prøve Modsigelse", "born": BORN}, steps))
    faults = [fault for fault in played.faults if "fik aldrig en sag" not in fault]
    assert faults == []
    (sentence, *_) = played.told[-1]["errors"][field]
    assert sentence.endswith(".")
    assert not any(word in sentence.lower() for word in ("ugyldig", "påkrævet", "venligst"))


#: Deadlines and dates whose own tests say so, or that a machine fills in.
ELSEWHERE = {
    "arrange_cover",
    "order_handover",
    "record_appeal_outcome",
    "record_delivery",
    "register_representative",
    "write_decision",
    "hear_again",
    "hear_on_complaint",
    "hear_before_refusal",
    "postpone_reassessment",
}


def test_no_action_with_a_date_is_forgotten() -> None:
    tried = {wrong.do for _, wrong, _ in CONTRADICTIONS.values()} | ELSEWHERE
    dated = {
        action.name
        for action in actions()
        if any(isinstance(field, Day) and name != "happened_on" for name, field in action.form(None).fields.items())
    }
    assert dated - tried == set()
