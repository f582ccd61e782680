"""Deadlines as rows: computed anew from the events, written by difference."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.conf import settings

from cases.models import Case, ClosingDay
from cases.models import Deadline as Row
from flexcase.law import deadline as law
from flexcase.law.calendar import Calendar
from flexcase.law.event import Event
from flexcase.law.regime import regime_on

#: The deadlines of a complaint that the municipality has to reassess or send on.
COMPLAINT = frozenset({"reassessment", "forwarding"})
_COLUMNS = ("title", "due", "met_on", "rule", "cites", "words", "waits_for")


def calendar() -> Calendar:
    """The Danish calendar with the municipality's own closing days."""
    return Calendar(frozenset(ClosingDay.objects.values_list("day", flat=True)))


def received(channel: str, sent_on: date) -> law.Reckoning:
    """When a letter counts as received. The post's days are the lawyer's answer, or else the installation's setting."""
    of_the_day = regime_on(sent_on)
    asked = of_the_day.question("letter_days")
    days = int(str(asked.value)) if asked.answered else settings.LETTER_DAYS
    saturdays = bool(of_the_day.question("saturday_is_weekday").value)
    return law.received_by(channel, sent_on, calendar(), days, saturdays=saturdays)


def computed(case: Case, events: Sequence[Event], days: Calendar) -> dict[tuple[str, int], Row]:
    """Every deadline that follows from the events, unsaved."""
    return {
        (item.kind, item.anchor): Row(
            case=case,
            kind=item.kind,
            anchor=item.anchor,
            title=item.title,
            due=item.due,
            met_on=item.met_on,
            rule=item.rule,
            cites=" · ".join(item.cites),
            words=item.words,
            waits_for=item.waits_for,
        )
        for item in law.all_deadlines(events, days)
    }


def differences(
    case: Case, events: Sequence[Event], days: Calendar, rows: Sequence[Row]
) -> tuple[list[Row], list[Row], list[Row]]:
    """Rows to add, to change and to remove, so that ``rows`` come to say what the events say."""
    wanted = computed(case, events, days)
    known = {(row.kind, row.anchor): row for row in rows}
    changed = []
    for key, row in wanted.items():
        if key in known and any(getattr(known[key], name) != getattr(row, name) for name in _COLUMNS):
            row.pk = known[key].pk
            changed.append(row)
    new = [row for key, row in wanted.items() if key not in known]
    gone = [row for key, row in known.items() if key not in wanted]
    return new, changed, gone


def earliest(rows: Sequence[Row]) -> date | None:
    """The next date on which something is due."""
    return min((row.due for row in rows if row.due and row.met_on is None), default=None)


def waiting(rows: Sequence[Row]) -> list[str]:
    """Whom else than the municipality the running deadlines wait for."""
    return sorted({row.waits_for for row in rows if row.met_on is None} - {"kommunen"})


def complained(rows: Sequence[Row]) -> bool:
    """Whether a complaint waits for the municipality."""
    return any(row.kind in COMPLAINT and row.met_on is None for row in rows)


def project(case: Case, events: Sequence[Event]) -> None:
    """Bring the case's deadlines up to date. Called by the runner within its transaction."""
    days = calendar()
    new, changed, gone = differences(case, events, days, list(Row.objects.filter(case=case)))
    if gone:
        Row.objects.filter(pk__in=[row.pk for row in gone]).delete()
    if new:
        Row.objects.bulk_create(new)
    if changed:
        Row.objects.bulk_update(changed, _COLUMNS)
    if new or changed or gone:
        now = list(computed(case, events, days).values())
        said = {"next_due": earliest(now), "waits_for": waiting(now), "complaint_running": complained(now)}
        if any(getattr(case, name) != value for name, value in said.items()):
            for name, value in said.items():
                setattr(case, name, value)
            case.save(update_fields=list(said))
