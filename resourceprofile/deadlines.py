"""Deadlines of this floor: the citizen's udtalelse and consent, the doctors' attests, and ressourceforløb beside the case."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from cases.deadlines import ENDINGS
from flexcase.law.calendar import Calendar
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import Deadline, Reckoning, days_after, deadline, extended
from flexcase.law.event import Event
from flexcase.law.reckoning import rolled
from resourceprofile import course_deadlines
from resourceprofile.attests import ATTESTS, Attest, named

__all__ = ["consent_answer", "course_deadlines", "health_advice", "medical_report", "profile_statement"]


def _answered(events: Sequence[Event], start: Event, kinds: Iterable[str], fact: str) -> date | None:
    """When something was answered: by the first event of one of these kinds about the same number, or by the case's end."""
    for event in events:
        if event.seq <= start.seq:
            continue
        if event.kind in ENDINGS or (event.kind in kinds and event.facts.get(fact) == start.facts.get(fact)):
            return event.happened_on
    return None


def _by_a_named_day(
    events: Sequence[Event],
    calendar: Calendar,
    *,
    asked: str,
    stands: str,
    answers: Iterable[str],
    about: str,
    passed_by: Iterable[str] = (),
    **told: Any,
) -> Iterator[Deadline]:
    """One deadline for each event ``asked`` that names the day by which to answer it, ``answer_by``.

    ``answers`` are the events that answer it, about the same ``about``. Once the day is past, one of ``passed_by`` ends it too:
    nobody waits for the answer any more.
    """
    for event in events:
        answer_by = event.day("answer_by")
        if event.kind != asked or answer_by is None:
            continue
        due = rolled(answer_by, stands, calendar)
        later = [e.happened_on for e in events if e.kind in passed_by and e.seq > event.seq and e.happened_on > due.day]
        met_on = _answered(events, event, answers, about) or next(iter(later), None)
        yield Deadline(due=due.day, anchor=event.seq, words=due.words, met_on=met_on, **told)


@deadline(
    kind="profile_statement",
    title="Frist for udtalelse",
    missed="Gør beskrivelsen færdig uden bemærkninger. Kommer de senere, skal de stadig arbejdes ind.",
)
def profile_statement(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The citizen's time to read the description and remark on it (P-07). Once it is past, a completed description ends it."""
    return _by_a_named_day(
        events,
        calendar,
        asked="profile_sent_for_statement",
        stands="Svardatoen står i brevet til borgeren:",
        answers=("profile_statement_recorded",),
        about="round",
        passed_by=("profile_completed",),
        kind="profile_statement",
        title="Frist for udtalelse",
        rule="P-07",
        cites=("God forvaltningsskik",),
        waits_for="borgeren",
    )


#: Steps after which nobody waits for a consent that was not answered in time.
WENT_ON = ("shortened_path_taken", "hearing_started", "submitted_to_team", "decided_directly")


@deadline(
    kind="consent_answer",
    title="Svar på samtykke",
    missed="Mind borgeren om det, eller gå videre med det, der ligger på sagen. Uden et ja henter vi ikke oplysninger.",
)
def consent_answer(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """By when the citizen is asked to say whether we may collect information (D-03). A day that we name, not the law."""
    return _by_a_named_day(
        events,
        calendar,
        asked="consent_asked",
        stands="Dagen står i brevet til borgeren:",
        answers=("consent_given", "consent_refused", "consent_asked"),
        about="scope",
        passed_by=WENT_ON,
        kind="consent_answer",
        title="Svar på samtykke",
        rule="T-04a",
        cites=("Retssikkerhedsloven § 11 a",),
        waits_for="borgeren",
    )


@deadline(
    kind="medical_report",
    title="Attest fra lægen",
    veiled="Svar udefra",
    missed="Ryk lægen. LÆ 135 og LÆ 145 må lægen sige nej til, hvis tiden ikke er der.",
)
def medical_report(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The doctor's time to answer (T-06 to T-09): from the request, from the citizen's booking, or from the consultation.

    A request reaches the doctor on the day on which it is sent. The lengths stand in its event.
    """
    for event in events:
        kind = event.text("kind")
        if event.kind != "medical_report_requested" or kind not in ATTESTS:
            continue
        due = _doctors_time(events, event, ATTESTS[kind], calendar)
        yield Deadline(
            kind="medical_report",
            title=f"{named(kind)} fra lægen",
            due=due.day,
            rule=ATTESTS[kind].rule,
            cites=("Overenskomsten om socialt-lægeligt samarbejde",),
            anchor=event.seq,
            words=due.words,
            waits_for="lægen",
            met_on=_answered(events, event, ("medical_report_received", "medical_request_cancelled"), "request"),
        )


def _doctors_time(events: Sequence[Event], asked: Event, attest: Attest, calendar: Calendar) -> Reckoning:
    days, after = int(asked.facts["days"] or 0), int(asked.facts.get("after_consultation") or 0)
    booked = _last_about(events, asked, "appointment_recorded")
    if attest.from_booking and booked is not None:
        return days_after(booked.happened_on, days, calendar)
    due = days_after(asked.happened_on, days, calendar)
    seen = booked.day("consultation_on") if booked is not None else None
    if after and seen is not None:
        first = days_after(seen, after, calendar)
        if first.day < due.day:
            return Reckoning(first.day, f"Borgeren er hos lægen {day_in_words(seen)}. {first.words}")
    return due


@deadline(
    kind="health_advice",
    title="Svar fra sundhedskoordinatoren",
    veiled="Svar udefra",
    missed="Ryk sundhedskoordinatoren. Uden rådgivningen kan sagen ikke afgøres efter reformen.",
)
def health_advice(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """By when the caseworker has asked the health coordinator to answer. The law gives no time."""
    return _by_a_named_day(
        events,
        calendar,
        asked="health_coordinator_asked",
        stands="Dagen står i spørgsmålet:",
        answers=("health_statement_recorded", "health_question_taken_back"),
        about="asked",
        kind="health_advice",
        title="Svar fra sundhedskoordinatoren",
        rule="T-09a",
        cites=("God forvaltningsskik",),
        waits_for="klinisk funktion",
    )


def _last_about(events: Sequence[Event], asked: Event, kind: str) -> Event | None:
    """The newest event of a kind about the same request."""
    request = asked.facts.get("request")
    found = [e for e in events if e.seq > asked.seq and e.kind == kind and e.facts.get("request") == request]
    return found[-1] if found else None


@deadline(
    kind="medical_appointment",
    title="Tid hos lægen",
    veiled="Borgeren gør sin del",
    missed="Ryk borgeren, og hør, om der er brug for hjælp til at bestille tid.",
)
def medical_appointment(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """By when the citizen is asked to book the consultation that an attest needs; a reminder names a later day (T-08)."""
    for event in events:
        book_by = event.day("book_by")
        if event.kind != "medical_report_requested" or book_by is None:
            continue
        due = rolled(book_by, "Dagen står i brevet til borgeren:", calendar)
        reminder = _last_about(events, event, "medical_reminder_sent")
        later = reminder.day("book_by") if reminder is not None else None
        if later is not None and later > due.day:
            due = extended(due, later, calendar)
        kind = event.text("kind")
        done = ("appointment_recorded", "medical_report_received", "medical_request_cancelled")
        yield Deadline(
            kind="medical_appointment",
            title=f"Tid hos lægen til {named(kind)}",
            due=due.day,
            rule=ATTESTS[kind].rule,
            cites=("Overenskomsten om socialt-lægeligt samarbejde",),
            anchor=event.seq,
            words=due.words,
            waits_for="borgeren",
            met_on=_answered(events, event, done, "request"),
        )
