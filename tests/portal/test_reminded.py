"""Birgitte is reminded of her answer to the partshøring: the day is the one that she was told, before and after."""

from __future__ import annotations

from datetime import date

from cases.models import Deadline, Letter
from tests.portal.conftest import MONDAY

DUE = date(2026, 11, 30)


def running(case):
    return Deadline.objects.get(case=case, kind="hearing_response", met_on=None).due


def test_the_reminder_repeats_the_day_of_the_hearing_and_moves_nothing(heard, do, phone):
    assert running(heard) == DUE
    do("remind_citizen", heard, MONDAY)
    letter = Letter.objects.select_related("case__key").get(case=heard, kind="citizen_reminder")
    (asked,) = letter.snapshot["awaited"]
    assert (asked["heading"], asked["by"]) == ("Dit svar, før vi afgør din sag", DUE.isoformat())
    assert "går vi videre med din sag" in asked["otherwise"]
    assert running(heard) == DUE
    assert "Svar senest mandag 30. november." in phone.words("/min-sag/")
    assert "Påmindelse" in phone.words(f"/min-sag/{heard.number}/breve/")


def test_a_reminder_after_the_day_says_that_the_answer_still_counts_until_the_decision(heard, do):
    do("remind_citizen", heard, date(2026, 12, 2))
    letter = Letter.objects.select_related("case__key").get(case=heard, kind="citizen_reminder")
    (asked,) = letter.snapshot["awaited"]
    assert "Hører vi fra dig, før den er afgjort, tager vi dit svar med." in asked["otherwise"]
    assert "før fristen er gået" not in asked["otherwise"]


def test_more_time_that_was_given_is_what_the_reminder_says(heard, do):
    do("extend_hearing", heard, MONDAY, until=date(2026, 12, 7))
    do("remind_citizen", heard, date(2026, 12, 1))
    (asked,) = Letter.objects.select_related("case__key").get(kind="citizen_reminder").snapshot["awaited"]
    assert asked["by"] == "2026-12-07"
