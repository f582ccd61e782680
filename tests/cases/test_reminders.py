"""Who is reminded of a deadline, and when: the caseworker before it, the leader when the frist is there (P-04)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from cases.act import Actor
from cases.daily.reminders import remind
from cases.models import Case, Deadline, Notice, User
from cases.runner import run
from flexcase.base import clock, outbox


@pytest.fixture(autouse=True)
def quiet() -> object:
    with outbox.silent():
        yield


def due(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, kind="case_decision")


def told(user: User) -> list[tuple[str, str]]:
    rows = Notice.objects.filter(user=user, anchor__isnull=False).order_by("at", "pk")
    return list(rows.values_list("kind", "stage"))


def remind_on(case: Case, days: int) -> int:
    last = due(case).due
    assert last is not None
    with clock.at(last + timedelta(days=days)):
        return remind()


def test_the_caseworker_is_told_before_and_the_leader_when_the_frist_is_there(case, aase, hanne):
    assert remind_on(case, -15) == 0
    assert remind_on(case, -14) == 1
    assert told(hanne) == [], "the leader is not troubled while there is time"
    assert remind_on(case, 0) == 2
    assert remind_on(case, 1) == 2
    assert remind_on(case, 2) == 0, "each of them once"
    assert told(aase) == [("deadline.case_decision", stage) for stage in ("near", "today", "over")]
    assert told(hanne) == [("deadline.case_decision", stage) for stage in ("today", "over")]


def test_a_fristbrev_in_time_spares_the_leader(case, aase, hanne):
    last = due(case).due
    assert last is not None
    with clock.at(last - timedelta(days=2)):
        given = {"until": last + timedelta(days=60), "why": "Vi venter på en attest fra din læge."}
        assert run("send_deadline_notice", Actor.of(aase), given, case=case).done
    assert due(case).due == last + timedelta(days=60)
    assert remind_on(case, -60 + 1) == 0
    assert told(hanne) == []


def test_a_case_without_caseworker_reaches_the_leader(case, hanne):
    Case.objects.filter(pk=case.pk).update(caseworker=None)
    assert remind_on(case, 0) == 1
    assert told(hanne) == [("deadline.case_decision", "today")]
