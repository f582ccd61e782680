"""The day of the team's meeting, as something that the case waits for."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cases.deadlines import first_after
from flexcase.law.calendar import Calendar
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import Deadline, deadline
from flexcase.law.event import Event

#: Events that put a case on an agenda; the meeting's day is among their facts.
SCHEDULED = ("submitted_to_team", "case_scheduled")
#: Events after which the team no longer waits for the case at that meeting.
DEALT_WITH = (
    "team_outcome_recorded",
    "team_case_postponed",
    "case_returned",
    "application_withdrawn",
    "case_transferred",
)


@deadline(
    kind="team_meeting",
    title="Møde i teamet",
    missed="Registrér, hvad teamet kom frem til, eller udsæt sagen med en grund.",
)
def team_meeting(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    """Due on the day of the meeting; met when the case has been dealt with, postponed or taken back."""
    for event in events:
        day = event.day("meeting_on") if event.kind in SCHEDULED else None
        if day is None:
            continue
        end = first_after(events, event, DEALT_WITH)
        yield Deadline(
            kind="team_meeting",
            title="Møde i teamet",
            due=day,
            rule="V-01",
            cites=("Kommunens egen praksis",),
            anchor=event.seq,
            words=f"Sagen er på teamets dagsorden {day_in_words(day)}.",
            waits_for="teamet",
            met_on=end.happened_on if end else None,
        )
