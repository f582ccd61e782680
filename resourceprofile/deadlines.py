"""Deadlines of this floor: the citizen's udtalelse, and the doctors' attests."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cases.deadlines import ENDINGS
from flexcase.law.calendar import Calendar
from flexcase.law.deadline import Deadline, days_after, deadline
from flexcase.law.event import Event
from flexcase.law.reckoning import rolled
from resourceprofile.attests import ATTESTS, named


def _answered(events: Sequence[Event], start: Event, kinds: Iterable[str], fact: str) -> date | None:
    """When something was answered: by the first event of one of these kinds about the same number, or by the case's end."""
    for event in events:
        if event.seq <= start.seq:
            continue
        if event.kind in ENDINGS or (event.kind in kinds and event.facts.get(fact) == start.facts.get(fact)):
            return event.happened_on
    return None


@deadline(
    kind="profile_statement",
    title="Frist for udtalelse",
    missed="Gør beskrivelsen færdig uden bemærkninger. Kommer de senere, skal de stadig arbejdes ind.",
)
def profile_statement(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The citizen's time to read the description and remark on it (P-07). Once it is past, a completed description ends it."""
    for event in events:
        answer_by = event.day("answer_by")
        if event.kind != "profile_sent_for_statement" or answer_by is None:
            continue
        due = rolled(answer_by, "Svardatoen står i brevet til borgeren:", calendar)
        met_on = _answered(events, event, ("profile_statement_recorded",), "round")
        passed = [e.happened_on for e in events if e.kind == "profile_completed" and e.happened_on > due.day]
        yield Deadline(
            kind="profile_statement",
            title="Frist for udtalelse",
            due=due.day,
            rule="P-07",
            cites=("God forvaltningsskik",),
            anchor=event.seq,
            words=due.words,
            waits_for="borgeren",
            met_on=met_on or next(iter(passed), None),
        )


@deadline(
    kind="medical_report",
    title="Attest fra lægen",
    missed="Ryk lægen. Skal lægen se borgeren, så spørg også, om borgeren har fået en tid.",
)
def medical_report(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """The doctor's time to answer (T-06 to T-09), counted from the day on which we asked. Its length stands in the event."""
    for event in events:
        kind = event.text("kind")
        if event.kind != "medical_report_requested" or kind not in ATTESTS:
            continue
        due = days_after(event.happened_on, int(event.facts["days"] or 0), calendar)
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
