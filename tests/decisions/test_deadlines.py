"""Deadlines of hearing and complaint as pure functions of events."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

import pytest

from decisions.deadlines import complaint, hearing_response
from flexcase.base.clock import COPENHAGEN
from flexcase.law.calendar import Calendar
from flexcase.law.event import Event

SENT = date(2026, 11, 9)


def event(seq: int, what: str, day: date = SENT, **facts: Any) -> Event:
    plain = {name: value.isoformat() if isinstance(value, date) else value for name, value in facts.items()}
    return Event(seq, what, day, datetime(2026, 11, 9, 12, tzinfo=COPENHAGEN), plain)


START = event(1, "hearing_started", hearing=1, letter="L", response_due=date(2026, 11, 23), response_days=14)


def due(*events: Event, closed: frozenset[date] = frozenset()) -> tuple[date | None, date | None]:
    (found,) = hearing_response((START, *events), Calendar(closed))
    return found.due, found.met_on


def delivered(received: date, kind: str = "hearing") -> Event:
    return event(2, "letter_delivered", letter="L", kind=kind, received_on=received)


def test_a_letter_that_comes_late_lengthens_the_time_and_says_so():
    (found,) = hearing_response((START, delivered(date(2026, 11, 12))), Calendar())
    assert found.due == date(2026, 11, 26)
    assert "Brevet kom senere end ventet." in found.words


def test_a_letter_that_comes_early_shortens_nothing():
    assert due(delivered(date(2026, 11, 6)))[0] == date(2026, 11, 23)


def test_a_closing_day_moves_the_last_day_on():
    assert due(closed=frozenset({date(2026, 11, 23)}))[0] == date(2026, 11, 24)


def test_an_extension_counts_from_the_longest_day_so_far():
    later = event(3, "hearing_extended", hearing=1, until=date(2026, 12, 1))
    earlier = event(4, "hearing_extended", hearing=1, until=date(2026, 11, 27))
    assert due(later, earlier)[0] == date(2026, 12, 1)
    other = event(3, "hearing_extended", hearing=2, until=date(2026, 12, 1))
    assert due(other)[0] == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("end", "met"),
    [
        (event(3, "hearing_answered", date(2026, 11, 20), hearing=1), date(2026, 11, 20)),
        (event(3, "hearing_expired", date(2026, 11, 24), hearing=1), date(2026, 11, 24)),
        (event(3, "case_returned", date(2026, 11, 18), to="profile"), date(2026, 11, 18)),
        (event(3, "application_withdrawn", date(2026, 11, 18)), date(2026, 11, 18)),
        (event(3, "hearing_answered", date(2026, 11, 20), hearing=2), None),
        (event(3, "case_returned", date(2026, 11, 18), to="team"), None),
    ],
)
def test_when_nobody_waits_any_more(end, met):
    assert due(end)[1] == met


@pytest.mark.parametrize("kind", ["decision_grant", "decision_rejection"])
def test_four_weeks_to_complain_from_receipt(kind):
    (found,) = complaint((delivered(date(2026, 11, 27), kind),), Calendar())
    assert found.due == date(2026, 12, 28), "25 December is a holiday, and the 26th and 27th a weekend"
    assert (found.rule, found.waits_for) == ("T-01", "borgeren")


def test_other_letters_start_no_complaint_time():
    assert list(complaint((delivered(date(2026, 11, 27), "receipt"),), Calendar())) == []
