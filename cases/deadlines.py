"""Deadlines that follow from the application and from letters in general."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from flexcase.law.calendar import Calendar
from flexcase.law.deadline import Deadline, deadline, weeks_after
from flexcase.law.event import Event

#: Events after which nobody waits for a decision any more.
ENDINGS = ("decision_issued", "application_withdrawn", "case_transferred", "case_ended", "case_closed")


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
    """The municipality's own published frist (T-03). Its length in weeks was stamped into the event."""
    for event in events:
        if event.kind == "application_received":
            due = weeks_after(event.happened_on, int(event.facts["decision_weeks"] or 0), calendar)
            end = first_after(events, event, ENDINGS)
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
