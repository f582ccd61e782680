"""Ressourceforløb beside the case: lengths to the day, ages, the effort within six months, and the tab."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from cases.facts import CaseFacts
from flexcase.base import clock
from flexcase.law.periods import Period
from flexcase.law.regime import regimes
from flexcase.law.resource_course import exceeds, last_day, lasts_between
from flexcase.law.rule import Dossier, Effect, Finding, book
from resourceprofile.course_facts import CourseFact, CourseFacts, LeaveFact, TalkFact
from resourceprofile.export import about
from resourceprofile.facts import ProfileFacts
from tests.resourceprofile.story import Story

EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
COURSE = CourseFact(
    1, "running", date(2024, 1, 15), date(2026, 1, 14), False, None, None, None, None, None
)  # fmt: skip


def ask(
    rule: str,
    facts: CourseFacts,
    *,
    born: date = date(1990, 1, 1),
    today: date = date(2024, 1, 15),
    regime: str = "lab-2022",
    action: str = "",
) -> Finding | None:
    known: dict[type, Any] = {CaseFacts: replace(EMPTY, born=born), ProfileFacts: ProfileFacts(courses=facts)}
    return book[rule].ask(Dossier("2024-0001", today, regimes().named(regime), known, action=action))


def running(**changes: Any) -> CourseFacts:
    return CourseFacts(courses=(replace(COURSE, **changes),))


@pytest.mark.parametrize(
    ("starts", "ends", "lawful"),
    [
        (date(2024, 1, 15), date(2025, 1, 13), False),
        (date(2024, 1, 15), date(2025, 1, 14), True),
        (date(2024, 1, 15), date(2027, 1, 14), True),
        (date(2024, 1, 15), date(2027, 1, 15), False),
        (date(2021, 12, 31), date(2026, 12, 30), True),  # five years under the law before 2022
        (date(2021, 12, 31), date(2026, 12, 31), False),
        (date(2026, 1, 31), date(2027, 1, 30), True),
        (date(2026, 2, 1), date(2027, 1, 31), False),
        (date(2012, 12, 31), date(2013, 12, 30), False),
    ],
)
def test_the_length_is_that_of_the_law_of_the_first_day(starts, ends, lawful):
    assert (ask("RF-05", running(started_on=starts, planned_end=ends)) is None) == lawful


def test_near_pension_takes_a_wish_and_a_running_course_is_not_asked():
    born = date(1963, 1, 10)  # 68 years on 10 January 2031: six years before is 10 January 2025
    later = {"started_on": date(2025, 1, 11), "planned_end": date(2026, 1, 10)}
    assert ask("RF-04", running(**later), born=born) is not None
    assert ask("RF-04", running(**later, own_wish=True), born=born) is None
    assert ask("RF-04", running(started_on=date(2025, 1, 10), planned_end=date(2026, 1, 9)), born=born) is None
    assert ask("RF-04", CourseFacts(), born=born) is None
    assert "complete_profile" not in book["RF-04"].guards


def test_several_courses_by_age():
    first = replace(
        COURSE, state="ended", started_on=date(2019, 1, 1), planned_end=date(2021, 12, 31), ended_on=date(2021, 12, 31)
    )
    second = replace(COURSE, no=2, started_on=date(2024, 1, 1), planned_end=date(2026, 1, 1))  # two years and a day
    both = CourseFacts(courses=(first, second))
    assert ask("RF-06", both, born=date(1985, 1, 1)) is None, "39 years: no upper limit"
    assert ask("RF-06", both, born=date(1980, 1, 1)) is not None
    assert ask("RF-06", both, born=date(1970, 1, 1)) is not None
    assert ask("RF-06", CourseFacts(courses=(first, replace(second, own_wish=True))), born=date(1970, 1, 1)) is None
    short = CourseFacts(courses=(first, replace(second, planned_end=date(2025, 12, 31))))
    assert ask("RF-06", short, born=date(1980, 1, 1)) is None, "five years exactly"
    leave = (LeaveFact(1, date(2020, 1, 1), date(2020, 1, 31)),)
    assert ask("RF-06", replace(both, leaves=leave), born=date(1980, 1, 1)) is None, "leave is not counted"


def test_before_2022_one_course_past_forty():
    first = replace(
        COURSE, state="ended", started_on=date(2016, 1, 1), planned_end=date(2017, 12, 31), ended_on=date(2017, 12, 31)
    )
    second = replace(COURSE, no=2, started_on=date(2019, 1, 1), planned_end=date(2020, 12, 31))
    facts = CourseFacts(courses=(first, second))
    assert ask("RF-06", facts, born=date(1979, 1, 1), regime="reform-2013") is not None
    assert ask("RF-06", facts, born=date(1979, 1, 2), regime="reform-2013") is None


def test_no_course_goes_past_pension_age():
    born = date(1958, 1, 15)  # 67 years on 15 January 2025
    wished = {"own_wish": True, "planned_end": date(2025, 1, 14)}
    assert ask("RF-06", running(**wished), born=born) is None
    assert ask("RF-06", running(**wished | {"planned_end": date(2025, 1, 15)}), born=born) is not None


@pytest.mark.parametrize(
    ("day", "changes", "effect"),
    [
        (date(2024, 6, 14), {}, None),
        (date(2024, 6, 15), {}, Effect.WARN),
        (date(2024, 7, 16), {}, Effect.WARN),
        (date(2024, 7, 16), {"effort_on": date(2024, 3, 1)}, None),
        (date(2024, 7, 16), {"before_team_on": date(2024, 7, 16)}, None),
        (date(2024, 7, 16), {"excused_on": date(2024, 7, 16)}, None),
        (date(2024, 7, 16), {"state": "ended"}, None),
        (date(2024, 7, 16), {"started_on": date(2021, 12, 1)}, None),
    ],
)
def test_an_effort_within_six_months(day, changes, effect):
    found = ask("RF-07", running(**changes), today=day)
    assert (found.effect if found else None) == effect


def test_leaving_the_team_out_takes_a_reason():
    found = ask("RF-07", running(excused_on=date(2024, 7, 16)), action="excuse_course_from_team")
    assert found is not None and found.effect is Effect.REASON


def test_what_follows_and_the_talk():
    assert ask("RF-08", running()) is not None
    assert ask("RF-08", running(afterwards_on=date(2025, 12, 1))) is None
    for state, waits in (("asked", True), ("held", True), ("decided", False), ("dropped", False)):
        talk = (TalkFact(1, state),)
        assert (ask("M-07", replace(running(), talks=talk)) is not None) == waits
        assert ask("M-07", CourseFacts(talks=talk)) is None


def test_leave_moves_the_last_day():
    course = Period(date(2024, 3, 1), date(2025, 2, 28))
    assert last_day(course, []) == course.last
    assert last_day(course, [Period(date(2024, 9, 2), date(2024, 12, 10))]) == date(2025, 6, 8)
    # Leave that begins on the day after the course would have ended is none of its days.
    assert last_day(course, [Period(date(2025, 3, 1), date(2025, 3, 31))]) == course.last
    assert lasts_between(course, 12, 12)
    assert exceeds([course], 11) and not exceeds([course], 12)


@given(
    st.integers(365, 1100),
    st.lists(st.tuples(st.integers(0, 1200), st.integers(0, 300)), max_size=4),
)
def test_the_days_that_count_are_always_as_many_as_were_fixed(length, leaves):
    first = date(2023, 1, 1)
    course = Period(first, first + timedelta(days=length - 1))
    away = [Period(first + timedelta(days=at), first + timedelta(days=at + days)) for at, days in leaves]
    absent = {one.first + timedelta(days=at) for one in away for at in range(one.days)}
    last = last_day(course, away)
    present = [first + timedelta(days=at) for at in range((last - first).days + 1)]
    assert sum(day not in absent for day in present) == course.days
    assert last not in absent


@pytest.mark.django_db
def test_the_tab_tells_of_the_course(client: Client):
    story = Story()
    client.force_login(story.worker)

    def page() -> str:
        with clock.at(story.day):
            return " ".join(client.get(f"/sager/{story.case.number}/?fane=ressourceforloeb").content.decode().split())

    assert "fane=ressourceforloeb" not in page()
    story.done("start_resource_course", starts_on="2.1.2024", ends_on="1.1.2026")
    assert "Den skal begynde senest" in page()
    story.done("record_course_leave", kind="birth", starts_on="3.2.2024", ends_on="12.2.2024")
    story.done("ask_for_health_talk", offer="Praktik med tunge løft hele dagen")
    text = page().replace("\xa0", " ")
    assert "11. jan. 2026" in text and "tæller ikke med" in text
    assert "Tilbuddet venter" in text and "Praktik med tunge løft hele dagen" in text
    assert about(story.case)["samtaler om tilbud"][0]["tilbud"] == "Praktik med tunge løft hele dagen"
