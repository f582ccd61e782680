from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law import deadline as module
from flexcase.law.calendar import Calendar
from flexcase.law.deadline import Deadline, DeadlineBook, DeadlineKind, all_deadlines, deadline, weeks_after
from flexcase.law.event import Event
from tests.law.examples import event, unhurried


def complaint(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    for one in events:
        if one.kind == "decision_delivered":
            counted = weeks_after(one.happened_on, 4, calendar)
            yield Deadline(
                "complaint",
                "Klagefrist",
                counted.day,
                "C-02",
                ("retssikkerhedsloven § 67",),
                one.seq,
                counted.words,
                "borgeren",
            )


def answer(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
    for one in events:
        if one.kind == "paused":
            yield Deadline("answer", "Svar", None, "P-09", (), one.seq, "Fristen har stået stille.", "kommunen")


#: What every kind of deadline must say.
MISSED = "Send klagen videre."


@pytest.fixture
def book() -> DeadlineBook:
    book = DeadlineBook()
    book.add(DeadlineKind("answer", "Svar", answer, MISSED))
    book.add(DeadlineKind("complaint", "Klagefrist", complaint, MISSED))
    return book


ONE = Deadline("complaint", "Klagefrist", date(2026, 12, 31), "C-02", (), 3, "Fire uger.", "borgeren")


def test_deadlines_follow_from_events_nearest_first_and_paused_last(book):
    events = [
        event(1, "paused", date(2026, 11, 2)),
        event(3, "decision_delivered", date(2026, 12, 3)),
        event(2, "decision_delivered", date(2026, 11, 2)),
    ]
    found = book.all(events, Calendar())
    assert [one.key for one in found] == [("complaint", 2), ("complaint", 3), ("answer", 1)]
    assert [one.due for one in found] == [date(2026, 11, 30), date(2026, 12, 31), None]


@unhurried
@given(order=st.permutations(range(6)))
def test_the_order_in_which_events_are_handed_over_does_not_matter(order):
    book = DeadlineBook()
    seen: list[list[int]] = []

    def watch(events: Sequence[Event], calendar: Calendar) -> Iterable[Deadline]:
        seen.append([one.seq for one in events])
        return complaint(events, calendar)

    book.add(DeadlineKind("complaint", "Klagefrist", watch, MISSED))
    events = [event(seq, "decision_delivered", date(2026, 11, 2 + seq)) for seq in range(6)]
    assert book.all([events[n] for n in order], Calendar()) == book.all(events, Calendar())
    assert seen[0] == seen[1] == list(range(6))


def test_overdue_depends_on_the_day_on_which_one_asks():
    assert not ONE.overdue(date(2026, 12, 31))
    assert ONE.overdue(date(2027, 1, 1))
    assert not replace(ONE, met_on=date(2026, 12, 30)).overdue(date(2027, 1, 1))
    waiting = replace(ONE, due=None)
    assert waiting.paused
    assert not waiting.overdue(date(2099, 1, 1))
    assert not ONE.paused


def test_a_deadline_waits_for_somebody_known():
    with pytest.raises(ValueError, match="ministeren"):
        replace(ONE, waits_for="ministeren")


def test_a_deadline_says_how_it_was_counted():
    with pytest.raises(ValueError, match="how it was counted"):
        replace(ONE, words="")


def test_a_function_answers_only_the_kind_that_it_declared(book):
    book.add(DeadlineKind("hearing", "Høring", lambda events, calendar: [ONE], MISSED))
    with pytest.raises(ValueError, match="hearing answered complaint"):
        book.all([], Calendar())


def test_a_natural_key_is_answered_once():
    book = DeadlineBook()
    book.add(DeadlineKind("complaint", "Klagefrist", lambda events, calendar: [ONE, replace(ONE, due=None)], MISSED))
    with pytest.raises(ValueError, match="twice from event 3"):
        book.all([], Calendar())


def test_a_kind_belongs_to_one_function(book):
    book.add(DeadlineKind("complaint", "Klagefrist", complaint, MISSED))  # the same module loaded again
    with pytest.raises(ValueError, match="complaint is defined twice"):
        book.add(DeadlineKind("complaint", "Klagefrist", answer, MISSED))


def test_the_decorator_registers_in_the_common_book(monkeypatch):
    monkeypatch.setattr(module, "book", DeadlineBook())
    registered = deadline(kind="complaint", title="Klagefrist", missed=MISSED)(complaint)
    assert registered is complaint
    assert "complaint" in module.book
    assert module.book["complaint"].title == "Klagefrist"
    found = all_deadlines([event(7, "decision_delivered", date(2026, 12, 3))], Calendar())
    assert [(one.key, one.due, one.waits_for) for one in found] == [(("complaint", 7), date(2026, 12, 31), "borgeren")]
    module.book.remove("complaint")
    assert list(module.book) == []


def test_a_deadline_says_what_to_do_when_it_is_missed():
    with pytest.raises(ValueError, match="what to do when it is missed"):
        DeadlineKind("answer", "Svar", answer, "")
