"""Deadlines that follow from a hearing and from a delivered decision."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from cases.deadlines import ENDINGS, first_after
from flexcase.law.calendar import Calendar
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import Deadline, Reckoning, days_after, deadline, extended, weeks_after, working_days_after
from flexcase.law.event import Event
from flexcase.law.reckoning import rolled

#: Letters that carry a klagevejledning and answer the application; and those that decide something beside it.
DECISIONS = ("decision_grant", "decision_rejection", "decision_not_opened")
APPEALABLE = (*DECISIONS, "pension_refusal")
#: Weeks in which a citizen may complain (retssikkerhedsloven § 67).
COMPLAINT_WEEKS = 4
#: Days in which written reasons are given (forvaltningsloven § 23, stk. 2).
REASONS_DAYS = 14
#: Weeks in which the municipality makes its genvurdering (retssikkerhedsloven § 66).
REASSESSMENT_WEEKS = 4
#: Working days in which a complaint that is not met in full is sent on. The law sets none: our own choice.
FORWARDING_DAYS = 5


@deadline(
    kind="hearing_response",
    title="Svar på partshøring",
    missed="Gå videre med det, der er oplyst. Et svar, der kommer for sent, skal stadig tages med.",
)
def hearing_response(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The day that the letter names; a late receipt or an extension moves it forwards, nothing moves it back."""
    for event in events:
        if event.kind == "hearing_started":
            due = _hearing_due(events, event, calendar)
            yield Deadline(
                kind="hearing_response",
                title="Svar på partshøring",
                due=due.day,
                rule="T-04",
                cites=("Forvaltningsloven § 19",),
                anchor=event.seq,
                words=due.words,
                waits_for="borgeren",
                met_on=_hearing_met(events, event),
            )


def _hearing_due(events: Sequence[Event], start: Event, calendar: Calendar) -> Reckoning:
    named = start.day("response_due")
    assert named is not None, "the start of a hearing names its last day"
    due = rolled(named, "Brevet giver frist til", calendar)
    if received := _received(events, start.text("letter")):
        counted = days_after(received, int(start.facts["response_days"] or 0), calendar)
        if counted.day > due.day:
            due = Reckoning(counted.day, f"{due.words} Brevet kom senere end ventet. {counted.words}")
    for event in _about(events, start, "hearing_extended"):
        until = event.day("until")
        if until is not None and until > due.day:
            due = extended(due, until, calendar)
    return due


def _received(events: Sequence[Event], letter: str) -> date | None:
    """The day on which a letter counts as received, once its delivery is proved."""
    found = (event for event in events if event.kind == "letter_delivered" and event.text("letter") == letter)
    return next((event.day("received_on") for event in found), None)


def _about(events: Sequence[Event], start: Event, *kinds: str) -> Iterator[Event]:
    """Later events about the same hearing."""
    number = start.text("hearing")
    return (e for e in events if e.seq > start.seq and e.kind in kinds and e.text("hearing") == number)


def _hearing_met(events: Sequence[Event], start: Event) -> date | None:
    """When nobody waits for the answer any more: it came, the time ran out, or the case went elsewhere."""
    answered = next(_about(events, start, "hearing_answered", "hearing_expired", "hearing_considered"), None)
    moved = first_after(events, start, (*ENDINGS, "submitted_to_team", "hearing_started"))
    back = next((e for e in events if e.seq > start.seq and _back_to_profile(e)), None)
    ends = [event for event in (answered, moved, back) if event]
    return min(ends, key=lambda event: event.seq).happened_on if ends else None


def _back_to_profile(event: Event) -> bool:
    return event.text("to") == "profile" and event.kind in {"case_returned", "hearing_considered"}


@deadline(
    kind="written_reasons",
    title="Skriftlig begrundelse",
    missed="Fortæl borgeren, hvorfor begrundelsen ikke er kommet, og hvornår den kommer.",
    escalates=True,
)
def written_reasons(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Fourteen days from the wish for written reasons (forvaltningsloven § 23, stk. 2)."""
    for event in events:
        if event.kind == "reasons_asked":
            due = days_after(event.happened_on, REASONS_DAYS, calendar)
            given = first_after(events, event, ("reasons_given",))
            yield Deadline(
                kind="written_reasons",
                title="Skriftlig begrundelse",
                due=due.day,
                rule="P-11",
                cites=("Forvaltningsloven § 23, stk. 2",),
                anchor=event.seq,
                words=f"Borgeren bad om begrundelsen {day_in_words(event.happened_on)}. {due.words}",
                waits_for="kommunen",
                met_on=given.happened_on if given else None,
            )


@deadline(
    kind="complaint",
    title="Klagefrist",
    missed="Sagen kan lukkes. Kommer der en klage alligevel, skal den genvurderes og sendes videre.",
)
def complaint(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Four weeks from the day on which the decision was received, as its delivery proves."""
    for event in events:
        if event.kind != "letter_delivered" or event.text("kind") not in APPEALABLE:
            continue
        received = event.day("received_on")
        if received is None:
            continue
        due = weeks_after(received, COMPLAINT_WEEKS, calendar)
        end = _complained(events, event) or first_after(events, event, ("complaint_time_over",))
        yield Deadline(
            kind="complaint",
            title="Klagefrist",
            due=due.day,
            rule="T-01",
            cites=("Retssikkerhedsloven § 67",),
            anchor=event.seq,
            words=f"Borgeren fik afgørelsen {day_in_words(received)}. {due.words}",
            waits_for="borgeren",
            met_on=end.happened_on if end else None,
        )


def _complained(events: Sequence[Event], delivered: Event) -> Event | None:
    """The first complaint over the decision whose letter was delivered."""
    letter = delivered.text("letter")
    return next((event for event in events if event.kind == "complaint_received" and event.text("letter") == letter), None)


@deadline(
    kind="reassessment",
    title="Genvurdering af klage",
    missed="Skriv til borgeren, hvornår genvurderingen er færdig. Brevet skulle være sendt, før fristen gik.",
    near=7,
    escalates=True,
)
def reassessment(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Four weeks from the day on which the complaint came (T-02); a notice to the citizen names a later day (C-04)."""
    for event in events:
        if event.kind == "complaint_received":
            due = weeks_after(event.happened_on, REASSESSMENT_WEEKS, calendar)
            for notice in _on_complaint(events, event, "reassessment_postponed"):
                until = notice.day("until")
                if until is not None and until > due.day:
                    due = extended(due, until, calendar)
            met = min(_reassessed(events, event), key=lambda end: end.seq, default=None)
            yield Deadline(
                kind="reassessment",
                title="Genvurdering af klage",
                due=due.day,
                rule="T-02",
                cites=("Retssikkerhedsloven § 66",),
                anchor=event.seq,
                words=f"Klagen kom {day_in_words(event.happened_on)}. {due.words}",
                waits_for="kommunen",
                met_on=met.happened_on if met else None,
            )


@deadline(
    kind="forwarding",
    title="Klagen sendes videre",
    missed="Send klagen og sagens akter til klageinstansen i dag.",
    escalates=True,
)
def forwarding(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The law says that a complaint that is not met in full is sent on, not in how many days; five working days are ours."""
    for event in events:
        if event.kind == "complaint_received" and (start := _ready_to_forward(events, event)):
            due = working_days_after(start.happened_on, FORWARDING_DAYS, calendar)
            end = next(_on_complaint(events, event, "complaint_forwarded", "complaint_withdrawn"), None)
            yield Deadline(
                kind="forwarding",
                title="Klagen sendes videre",
                due=due.day,
                rule="C-03",
                cites=("Retssikkerhedsloven § 66",),
                anchor=event.seq,
                words=f"Loven sætter ingen dag. Kommunen sender klagen inden fem arbejdsdage. {due.words}",
                waits_for="kommunen",
                met_on=end.happened_on if end else None,
            )


def _on_complaint(events: Sequence[Event], start: Event, *kinds: str) -> Iterator[Event]:
    """Later events about the same complaint."""
    number = start.text("complaint")
    return (e for e in events if e.seq > start.seq and e.kind in kinds and e.text("complaint") == number)


def _issued_in_answer(events: Sequence[Event], start: Event) -> Event | None:
    """The issue of the new decision that answers the complaint, or the new stand on førtidspension."""
    number = start.text("complaint")
    found = (e for e in events if e.seq > start.seq and e.kind in {"decision_issued", "pension_considered"})
    return next((e for e in found if number in e.text("complaints").split(":")), None)


def _reassessed(events: Sequence[Event], start: Event) -> Iterator[Event]:
    """What ends the waiting for the genvurdering: the new decision, the letter that upholds, or the citizen's withdrawal."""
    issued = _issued_in_answer(events, start)
    if issued is not None:
        yield issued
    yield from _on_complaint(events, start, "complaint_forwarded", "complaint_withdrawn")


def _ready_to_forward(events: Sequence[Event], start: Event) -> Event | None:
    """When nothing stands between the complaint and the appeal body: D-21 is approved, or the new decision is out."""
    made = list(_on_complaint(events, start, "complaint_reassessed", "complaint_reconsidered"))
    if not made or made[-1].text("outcome") in {"", "changed"}:
        return None
    if made[-1].text("outcome") != "upheld":
        return _issued_in_answer(events, start)
    return next((e for e in _on_complaint(events, start, "reassessment_approved") if e.seq > made[-1].seq), None)
