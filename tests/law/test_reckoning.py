from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.calendar import NEW_YEARS_EVE, Calendar
from flexcase.law.danish import day_in_words
from flexcase.law.deadline import (
    LETTER_DAYS,
    Channel,
    Pause,
    Reckoning,
    days_after,
    extended,
    lengthened,
    months_after,
    received_by,
    weeks_after,
    working_days_after,
)
from flexcase.law.reckoning import add_months
from tests.law.examples import calendars, days, pauses_near, unhurried

OPEN = Calendar()
CLOSED_NEW_YEARS_EVE = Calendar(frozenset({date(2026, 12, 31)}))


@pytest.mark.parametrize(
    ("channel", "sent", "calendar", "due"),
    [
        ("digital_post", date(2026, 12, 3), OPEN, date(2026, 12, 31)),
        ("digital_post", date(2026, 12, 3), CLOSED_NEW_YEARS_EVE, date(2027, 1, 4)),
        ("digital_post", date(2026, 12, 3), Calendar(closed_each_year=frozenset({NEW_YEARS_EVE})), date(2027, 1, 4)),
        ("digital_post", date(2026, 11, 27), OPEN, date(2026, 12, 28)),
        ("paper", date(2026, 11, 2), OPEN, date(2026, 12, 8)),
        ("in_person", date(2026, 11, 2), OPEN, date(2026, 11, 30)),
        # The fourth Thursday after is skærtorsdag; the first working day is the Tuesday after Easter.
        ("digital_post", date(2026, 3, 5), OPEN, date(2026, 4, 7)),
    ],
)
def test_the_time_for_complaints(channel, sent, calendar, due):
    assert weeks_after(received_by(channel, sent, calendar).day, 4, calendar).day == due


def test_a_letter_needs_six_weekdays():
    assert received_by("paper", date(2026, 11, 2), OPEN).day == date(2026, 11, 10)
    assert received_by("paper", date(2026, 11, 2), OPEN, letter_days=2).day == date(2026, 11, 4)
    assert received_by("paper", date(2026, 12, 22), OPEN).day == date(2026, 12, 31)  # 25 and 26 December do not count
    assert LETTER_DAYS == 6


def test_where_saturday_is_a_weekday_a_letter_is_a_day_faster():
    assert received_by("paper", date(2026, 11, 2), OPEN, saturdays=True).day == date(2026, 11, 9)
    # 26 December 2026 is a Saturday, and a holiday all the same.
    assert received_by("paper", date(2026, 12, 22), OPEN, saturdays=True).day == date(2026, 12, 31)


def test_local_closing_days_do_not_hold_up_the_post():
    closed = Calendar(frozenset({date(2026, 11, 4), date(2026, 11, 5)}))
    assert received_by("paper", date(2026, 11, 2), closed) == received_by("paper", date(2026, 11, 2), OPEN)


def test_the_portal_starts_no_deadline():
    with pytest.raises(ValueError, match="portal"):
        received_by("portal", date(2026, 11, 2), OPEN)


def test_the_words_tell_the_computation():
    assert weeks_after(date(2026, 11, 27), 4, OPEN).words == (
        "Fristen løber fra fredag 27. november 2026. Fire uger senere er fredag 25. december 2026 (juledag). "
        "Det er ikke en hverdag, og derfor er sidste dag mandag 28. december 2026."
    )
    assert days_after(date(2026, 11, 16), 14, OPEN).words == (
        "Fristen løber fra mandag 16. november 2026. 14 dage senere er mandag 30. november 2026."
    )
    assert working_days_after(date(2026, 11, 16), 7, OPEN).words == (
        "Fristen løber fra mandag 16. november 2026. Syv arbejdsdage senere er onsdag 25. november 2026."
    )
    assert received_by("paper", date(2026, 11, 2), OPEN).words == (
        "Sendt med almindeligt brev mandag 2. november 2026. "
        "Et brev regnes for modtaget seks hverdage efter: tirsdag 10. november 2026."
    )


def test_one_is_one():
    assert "En uge senere er" in weeks_after(date(2026, 11, 16), 1, OPEN).words
    assert "En arbejdsdag senere er" in working_days_after(date(2026, 11, 16), 1, OPEN).words
    assert "en hverdag efter" in received_by("paper", date(2026, 11, 2), OPEN, letter_days=1).words


def test_a_weekend_is_named_by_its_weekday():
    assert "lørdag 12. december 2026. Det er ikke en hverdag" in days_after(date(2026, 11, 28), 14, OPEN).words


@pytest.mark.parametrize(
    ("begun", "months", "day"),
    [
        (date(2026, 1, 31), 1, date(2026, 2, 28)),
        (date(2028, 1, 31), 1, date(2028, 2, 29)),
        (date(2026, 11, 30), 3, date(2027, 2, 28)),
        (date(2026, 12, 15), 12, date(2027, 12, 15)),
        (date(2026, 3, 31), -1, date(2026, 2, 28)),
    ],
)
def test_months(begun, months, day):
    assert add_months(begun, months) == day


def test_months_roll_to_a_working_day():
    assert months_after(date(2026, 11, 30), 3, OPEN).day == date(2027, 3, 1)  # 28 February 2027 is a Sunday


@pytest.mark.parametrize("count", [weeks_after, days_after, months_after, working_days_after])
def test_no_deadline_runs_backwards(count):
    with pytest.raises(ValueError, match="-1"):
        count(date(2026, 11, 2), -1, OPEN)


def test_an_extension_may_not_shorten():
    first = days_after(date(2026, 11, 16), 14, OPEN)
    assert extended(first, date(2026, 12, 5), OPEN).day == date(2026, 12, 7)
    assert extended(first, first.day, OPEN).day == first.day
    with pytest.raises(ValueError, match="cannot be shortened"):
        extended(first, date(2026, 11, 29), OPEN)


START = date(2026, 11, 2)
FIRST = weeks_after(START, 4, OPEN)  # Monday 30 November


@pytest.mark.parametrize(
    ("pauses", "due"),
    [
        ([], date(2026, 11, 30)),
        ([Pause(date(2026, 11, 9), date(2026, 11, 16))], date(2026, 12, 7)),
        # two that overlap stand still for ten days, and not for twelve
        (
            [Pause(date(2026, 11, 9), date(2026, 11, 16)), Pause(date(2026, 11, 14), date(2026, 11, 19))],
            date(2026, 12, 10),
        ),
        (
            [Pause(date(2026, 11, 9), date(2026, 11, 19)), Pause(date(2026, 11, 11), date(2026, 11, 12))],
            date(2026, 12, 10),
        ),
        # before the start: only the three days after it count
        ([Pause(date(2026, 10, 1), date(2026, 11, 5))], date(2026, 12, 3)),
        ([Pause(date(2026, 10, 1), date(2026, 10, 5))], date(2026, 11, 30)),
        # on the last day it still counts, the day after it is too late
        ([Pause(date(2026, 11, 30), date(2026, 12, 2))], date(2026, 12, 2)),
        ([Pause(date(2026, 12, 1), date(2026, 12, 8))], date(2026, 11, 30)),
        # a pause after the old last day counts when an earlier pause has moved it
        (
            [Pause(date(2026, 12, 1), date(2026, 12, 2)), Pause(date(2026, 11, 9), date(2026, 11, 16))],
            date(2026, 12, 8),
        ),
        # the new last day rolls: 5 December is a Saturday
        ([Pause(date(2026, 11, 9), date(2026, 11, 14))], date(2026, 12, 7)),
        # while it lasts there is no day
        ([Pause(date(2026, 11, 9))], None),
        ([Pause(date(2026, 11, 9), date(2026, 11, 16)), Pause(date(2026, 11, 12))], None),
        ([Pause(date(2026, 12, 1))], date(2026, 11, 30)),
    ],
)
def test_a_pause_moves_the_last_day(pauses, due):
    assert lengthened(FIRST, START, pauses, OPEN)[0] == due


def test_a_pause_is_told_in_words():
    day, words = lengthened(FIRST, START, [Pause(date(2026, 11, 9), date(2026, 11, 16))], OPEN)
    assert words == (f"{FIRST.words} Fristen har stået stille i syv dage. Den nye sidste dag er {day_in_words(day)}.")
    assert lengthened(FIRST, START, [Pause(date(2026, 11, 9))], OPEN)[1].endswith(
        "Fristen har stået stille siden mandag 9. november 2026."
    )
    assert lengthened(FIRST, START, [], OPEN)[1] == FIRST.words


def test_a_pause_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Pause(date(2026, 11, 9), date(2026, 11, 8))


@unhurried
@given(sent=days, channel=st.sampled_from(list(Channel)), calendar=calendars)
def test_a_complaint_has_at_least_28_days_and_ends_on_a_working_day(sent, channel, calendar):
    received = received_by(channel, sent, calendar)
    assert received.day >= sent
    due = weeks_after(received.day, 4, calendar)
    assert due.day - received.day >= timedelta(days=28)
    assert calendar.is_working_day(due.day)
    assert not any(
        calendar.is_working_day(received.day + timedelta(days=28 + n)) for n in range((due.day - received.day).days - 28)
    )
    assert due.words.endswith(f"{day_in_words(due.day)}.")


@unhurried
@given(sent=days, channel=st.sampled_from(list(Channel)), calendar=calendars, closing=days, data=st.data())
def test_one_more_closing_day_never_shortens(sent, channel, calendar, closing, data):
    more = Calendar(calendar.local_closings | {closing}, calendar.closed_each_year)
    pauses = data.draw(pauses_near(sent))

    def last_day(on: Calendar) -> date | None:
        received = received_by(channel, sent, on).day
        return lengthened(weeks_after(received, 4, on), received, pauses, on)[0]

    before, after = last_day(calendar), last_day(more)
    assert before is not None
    assert after is not None
    assert after >= before


@unhurried
@given(start=days, calendar=calendars, length=st.integers(0, 60), data=st.data())
def test_a_pause_only_lengthens_and_never_ends_within_itself(start, calendar, length, data):
    first = days_after(start, length, calendar)
    pauses = data.draw(pauses_near(start))
    due, words = lengthened(first, start, pauses, calendar)
    assert due is not None
    assert due >= first.day
    assert calendar.is_working_day(due)
    assert words.startswith(first.words)
    inside = [pause for pause in pauses if start < pause.begins <= first.day]
    assert all(pause.ends is not None and due >= pause.ends for pause in inside)
    assert lengthened(first, start, reversed(pauses), calendar) == (due, words)


@unhurried
@given(start=days, more=days, calendar=calendars)
def test_an_extension_is_never_shorter(start, more, calendar):
    first = weeks_after(start, 2, calendar)
    if more < first.day:
        with pytest.raises(ValueError, match="shortened"):
            extended(first, more, calendar)
    else:
        assert isinstance(later := extended(first, more, calendar), Reckoning)
        assert later.day >= first.day


@unhurried
@given(sent=days, later=st.integers(0, 60), channel=st.sampled_from(list(Channel)), calendar=calendars, saturdays=st.booleans())
def test_what_is_sent_later_is_never_due_earlier(sent, later, channel, calendar, saturdays):
    def due(day: date) -> date:
        return weeks_after(received_by(channel, day, calendar, saturdays=saturdays).day, 4, calendar).day

    assert due(sent) <= due(sent + timedelta(days=later))


@unhurried
@given(received=days, weeks=st.integers(0, 8), calendar=calendars)
def test_weeks_end_on_the_same_weekday_unless_they_roll(received, weeks, calendar):
    due = weeks_after(received, weeks, calendar).day
    target = received + timedelta(weeks=weeks)
    if calendar.is_working_day(target):
        assert due == target
        assert due.weekday() == received.weekday()
    else:
        assert due > target
        assert not any(calendar.is_working_day(target + timedelta(days=n)) for n in range((due - target).days))


@unhurried
@given(sent=days, calendar=calendars, letter_days=st.integers(0, 10))
def test_a_letter_never_comes_on_a_day_without_post_and_saturdays_only_hurry_it(sent, calendar, letter_days):
    slow = received_by("paper", sent, calendar, letter_days).day
    fast = received_by("paper", sent, calendar, letter_days, saturdays=True).day
    assert sent <= fast <= slow
    assert slow == sent or OPEN.is_working_day(slow)
    assert fast == sent or Calendar(saturdays=True).is_working_day(fast)


@unhurried
@given(start=days, length=st.integers(0, 60), calendar=calendars, data=st.data())
def test_one_pause_more_never_shortens(start, length, calendar, data):
    first = days_after(start, length, calendar)
    pauses, more = data.draw(pauses_near(start)), data.draw(pauses_near(start))
    before, after = lengthened(first, start, pauses, calendar)[0], lengthened(first, start, [*pauses, *more], calendar)[0]
    assert before is not None
    assert after is not None
    assert after >= before
