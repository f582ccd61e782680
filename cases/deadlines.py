"""Deadlines that follow from the application and from letters in general."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from flexcase.law.calendar import Calendar
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import Deadline, Reckoning, deadline, extended, weeks_after, working_days_after
from flexcase.law.event import Event

#: Working days within which a request for the file is answered, and after which one may complain of waiting (T-05).
ACCESS_DAYS, ACCESS_COMPLAINT_DAYS = 7, 14
#: Events by which a case has been prepared: put before a team, or decided without one.
PREPARED = ("submitted_to_team", "decision_started", "decided_directly")
#: Events after which nobody waits for a decision any more.
ENDINGS = ("decision_issued", "application_withdrawn", "case_transferred", "case_ended", "case_closed")
#: Events after which nothing is done on the case any more.
OVER = ENDINGS[1:]


def first_after(events: Sequence[Event], start: Event, kinds: Iterable[str]) -> Event | None:
    """The first event of one of these kinds after another."""
    wanted = set(kinds)
    return next((event for event in events if event.seq > start.seq and event.kind in wanted), None)


@deadline(
    kind="case_decision",
    title="Frist for afgørelse",
    missed="Send borgeren et fristbrev med den nye dag og grunden. Det skulle være sendt, før fristen gik.",
    near=14,
    escalates=True,
)
def case_decision(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The municipality's own published frist (T-03): from the application, and anew when the appeal body opens the case.

    Every event that lets the citizen wait for a decision has its length in weeks stamped into it.
    """
    for event in events:
        if event.facts.get("decision_weeks"):
            end = first_after(events, event, ENDINGS)
            due = _as_told(events, event, end, calendar)
            yield Deadline(
                kind="case_decision",
                title="Frist for afgørelse",
                due=due.day,
                rule="T-03",
                cites=("Retssikkerhedsloven § 3, stk. 2",),
                anchor=event.seq,
                words=f"Kommunens egen frist. {due.words}",
                waits_for="kommunen",
                met_on=end.happened_on if end else None,
            )


def _as_told(events: Sequence[Event], start: Event, end: Event | None, calendar: Calendar) -> Reckoning:
    """The published frist, moved by every fristbrev until the decision that named a later day (T-03a)."""
    applied_on = start.day("applied_on") or start.happened_on
    due = weeks_after(applied_on, int(start.facts["decision_weeks"] or 0), calendar)
    for event in events:
        if event.kind != "deadline_notice_sent" or event.seq < start.seq or (end is not None and event.seq > end.seq):
            continue
        until = event.day("until")
        if until is not None and until > due.day:
            due = extended(due, until, calendar)
    return due


@deadline(
    kind="access_to_file",
    title="Svar på aktindsigt",
    missed="Svar nu, eller send et fristbrev. Borgeren kan klage over tiden, når der er gået 14 arbejdsdage.",
)
def access_to_file(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Seven working days from the request, or the day that a fristbrev names (T-05)."""
    for event in events:
        if event.kind != "access_requested":
            continue
        about = [e for e in events if e.seq > event.seq and e.facts.get("request") == event.facts.get("request")]
        due = working_days_after(event.happened_on, ACCESS_DAYS, calendar)
        for notice in about:
            until = notice.day("expected_on") if notice.kind == "access_notice_sent" else None
            if until is not None and until > due.day:
                due = extended(due, until, calendar)
        complain = calendar.add_working_days(event.happened_on, ACCESS_COMPLAINT_DAYS)
        answered = next((e for e in about if e.kind == "access_decided"), None)
        yield Deadline(
            kind="access_to_file",
            title="Svar på aktindsigt",
            due=due.day,
            rule="T-05",
            cites=("Forvaltningsloven § 16, stk. 2",),
            anchor=event.seq,
            words=f"{due.words} Borgeren kan klage over ventetiden efter {day_in_words(complain)}.",
            waits_for="kommunen",
            met_on=answered.happened_on if answered else None,
        )


@deadline(
    kind="team_preparation",
    title="Sagen er klar til at blive forelagt",
    missed="Ingen pligt er brudt: det er en fælles praksis. Se efter, hvad sagen venter på, og fortæl borgeren det.",
)
def team_preparation(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Practice gives ten to twelve weeks to prepare a case (T-10). The weeks were stamped into the event."""
    for event in events:
        weeks = event.facts.get("preparation_weeks")
        if event.kind != "profile_started" or not weeks:
            continue
        due = weeks_after(event.happened_on, int(weeks), calendar)
        end = first_after(events, event, (*ENDINGS, *PREPARED))
        yield Deadline(
            kind="team_preparation",
            title="Sagen er klar til at blive forelagt",
            due=due.day,
            rule="T-10",
            cites=("Kommunernes praksis, Ankestyrelsens undersøgelse 2020",),
            anchor=event.seq,
            words=f"Kommunernes praksis er 10 til 12 uger. {due.words}",
            waits_for="kommunen",
            met_on=end.happened_on if end else None,
        )


@deadline(
    kind="present_basis",
    title="Afgør sagen, som borgeren bad om",
    missed="Afgør sagen nu på det, der foreligger. Borgeren har bedt om det.",
)
def present_basis(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """A demand for a decision on the present basis (P-05) waits for its answer. The weeks were stamped into the event."""
    for event in events:
        if event.kind == "present_basis_asked" and not event.facts["again"]:
            due = weeks_after(event.happened_on, int(event.facts["weeks"] or 0), calendar)
            end = first_after(events, event, (*ENDINGS, "present_basis_taken_back"))
            yield Deadline(
                kind="present_basis",
                title="Afgør sagen, som borgeren bad om",
                due=due.day,
                rule="P-05",
                cites=("Retssikkerhedsloven § 3, stk. 1",),
                anchor=event.seq,
                words=f"Borgeren bad om en afgørelse nu. {due.words}",
                waits_for="kommunen",
                met_on=end.happened_on if end else None,
            )


#: Events that tell of a conversation, held or agreed.
CONVERSATIONS = ("note_written", "conversation_noted", "note_corrected", "conversation_planned")


@deadline(
    kind="next_conversation",
    title="Samtale med borgeren",
    missed="Skriv, hvad der kom frem, eller aftal en ny dag.",
    near=1,
    passed="er ikke noteret",
)
def next_conversation(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The day agreed on for the next conversation (P-16): it is kept by a note of it, or by agreeing on another day."""
    told = _told(events)
    for place, event in told.items():
        day = event.day("next_on")
        if day is None:
            continue
        later = [other for other_place, other in told.items() if other_place > place]
        end = _held_or_moved(day, later) or first_after(events, event, OVER)
        yield Deadline(
            kind="next_conversation",
            title="Samtale med borgeren",
            due=day,
            rule="P-16",
            cites=("Offentlighedsloven § 13",),
            anchor=event.seq,
            words=f"Aftalt {day_in_words(event.happened_on)}.",
            waits_for="kommunen",
            met_on=end.happened_on if end else None,
        )


def _told(events: Sequence[Event]) -> dict[int, Event]:
    """What was last said of each conversation, by the seq of the event that first told of it."""
    told: dict[int, Event] = {}
    first: dict[int, int] = {}
    for event in events:
        if event.kind in CONVERSATIONS:
            corrects = int(event.facts.get("corrects") or event.seq)
            first[event.seq] = first.get(corrects, corrects)
            told[first[event.seq]] = event
    return told


def _held_or_moved(day: date, later: Iterable[Event]) -> Event | None:
    """What was noted of the conversation of a day, or the agreement on another day."""
    for event in later:
        held = event.facts.get("channel") and (event.day("held_on") or event.happened_on) >= day
        if held or "next_on" in event.facts:
            return event
    return None
