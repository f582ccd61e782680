"""The citizen is reminded of what a case waits for: in one letter, in time, and with no day moved."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import Case, Citizen, Deadline, Event, Letter, User
from cases.outcome import Outcome
from cases.runner import run
from cases.worklists import bulk
from flexcase.base import clock, outbox

ASKED = date(2026, 8, 10)
ANSWER_BY = date(2026, 8, 24)


@pytest.fixture(autouse=True)
def quiet() -> object:
    with outbox.silent():
        yield


def do(name: str, user: User, case: Case, day: date, **given: Any) -> Outcome:
    with clock.at(day):
        return run(name, Actor.of(user), given, case=Case.objects.get(pk=case.pk))


@pytest.fixture
def asked(case: Case, aase: User) -> Case:
    """The citizen is asked for a consent, and has promised to send something."""
    assert do("start_profile", aase, case, ASKED).done
    assert do("ask_for_consent", aase, case, ASKED, scope="health", answer_by=ANSWER_BY).done
    return case


def letters(case: Case) -> list[dict[str, Any]]:
    return [row.snapshot for row in Letter.objects.filter(case=case, kind="citizen_reminder").select_related("case__key")]


def test_one_letter_says_all_that_is_awaited_and_moves_no_day(asked: Case, aase: User) -> None:
    do("add_task", aase, asked, ASKED, text="Sender sit cv", whose="borgeren", due=ASKED + timedelta(days=30))
    before = list(Deadline.objects.filter(case=asked).order_by("kind").values_list("kind", "due", "met_on"))
    assert do("remind_citizen", aase, asked, ANSWER_BY - timedelta(days=2)).done
    (letter,) = letters(asked)
    assert [one["heading"] for one in letter["awaited"]] == ["Må vi hente oplysninger om dig?", "Det, vi har aftalt, at du gør"]
    assert [one["by"] for one in letter["awaited"]] == ["2026-08-24", "2026-09-09"]
    assert list(Deadline.objects.filter(case=asked).order_by("kind").values_list("kind", "due", "met_on")) == before
    assert "cv" not in Event.objects.get(case=asked, kind="citizen_reminded").body


def test_nobody_is_reminded_too_early_or_twice_in_a_week_or_after_the_answer(asked: Case, aase: User) -> None:
    early = do("remind_citizen", aase, asked, ASKED)
    assert "god tid: borgeren har til 24.08.2026. Mind om det fra 17.08.2026" in early.errors[""][0]
    assert do("remind_citizen", aase, asked, ANSWER_BY).done
    assert "fik en påmindelse 24.08.2026. Vent til 31.08.2026" in do("remind_citizen", aase, asked, ANSWER_BY).errors[""][0]
    assert do("refuse_consent", aase, asked, ANSWER_BY, scope="health", how="phone").done
    over = do("remind_citizen", aase, asked, date(2026, 9, 10))
    assert over.errors[""] == ("Sagen venter ikke på noget fra borgeren.",)
    assert len(letters(asked)) == 1


def test_a_case_waits_for_the_citizen_while_a_consent_is_unanswered(asked: Case, aase: User) -> None:
    assert Case.objects.get(pk=asked.pk).waits_for == ["borgeren"]
    assert do("give_consent", aase, asked, ANSWER_BY, scope="health", how="phone").done
    assert Case.objects.get(pk=asked.pk).waits_for == []


def test_an_agreed_conversation_is_reminded_of_before_its_day_and_not_after(case: Case, aase: User) -> None:
    day = ASKED + timedelta(days=3)
    assert do("plan_conversation", aase, case, ASKED, next_on=day).done
    assert do("remind_citizen", aase, case, day).done
    assert letters(case)[0]["awaited"][0]["on"] == day.isoformat()
    assert not do("remind_citizen", aase, case, day + timedelta(days=8)).done


def test_what_a_dead_citizen_is_asked_is_not_asked_again(asked: Case, aase: User) -> None:
    Citizen.objects.filter(pk=asked.citizen_id).update(died_on=ANSWER_BY)
    assert "Borgeren er død" in do("remind_citizen", aase, asked, ANSWER_BY).errors[""][0]


def test_many_are_reminded_at_once_and_each_that_is_not_says_why(
    asked: Case, new_case: Callable[..., Case], aase: User
) -> None:
    idle = new_case()
    client = Client()
    client.force_login(aase)
    with clock.at(ANSWER_BY):
        page = client.get("/sager/samlet/remind-citizen/", {"sag": [asked.number, idle.number]})
        shown = page.content.decode()
        assert "Ingen frist bliver ændret" in shown
        assert f"Sådan læser {asked.citizen.name} brevet" in shown
        assert "Må vi hente oplysninger om dig?" in shown, "the letter stands on the page before anybody gets it"
        nobody = client.get("/sager/samlet/remind-citizen/", {"sag": idle.number}).content.decode()
        assert "får ikke noget brev nu" in nobody and "Sagen venter ikke på noget fra borgeren." in nobody
        sent = {"sag": [asked.number, idle.number], "run": str(uuid4())}
        answer = client.post("/sager/samlet/remind-citizen/", sent)
        client.post("/sager/samlet/remind-citizen/", sent)
        outbox.drain()
        told = client.get(answer["Location"]).content.decode()
    assert "1 lykkedes, 1 gjorde ikke" in told
    assert "Sagen venter ikke på noget fra borgeren" in told
    assert len(letters(asked)) == 1
    assert "remind_citizen" in [action.name for action in bulk.offered(aase)]
