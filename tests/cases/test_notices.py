"""What somebody is told: by day, once read no more new, what came in, and the mail in the morning."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core import mail
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.act import Actor
from cases.daily import morning, notices
from cases.models import AbsenceCover, Case, Conflict, MorningMail, Notice, Unit, User
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.base.models import OutboxItem, OutboxState, Read
from tests.cases.conftest import DAY

NOON = datetime(2026, 8, 4, 12, tzinfo=ZoneInfo("Europe/Copenhagen"))
TODAY = NOON.date()
BUDGET = 16


@pytest.fixture(autouse=True)
def quiet() -> object:
    with outbox.silent():
        yield


@pytest.fixture
def desk(aase: User) -> Client:
    client = Client()
    client.force_login(aase)
    return client


def notice(user: User, case: Case, text: str, days_ago: int = 0) -> Notice:
    return Notice.objects.create(user=user, case=case, kind="test", text=text, at=NOON - timedelta(days=days_ago))


def asked_for_access(case: Case, by: User) -> None:
    """Something comes in on a case, and somebody writes it down."""
    with clock.at(TODAY):
        assert run("request_access", Actor.of(by), {"channel": "phone"}, case=case).done


def seen(client: Client, path: str = "/beskeder/") -> str:
    with clock.at(TODAY):
        answer = client.get(path)
    assert answer.status_code == 200
    return answer.content.decode()


def test_notices_stand_by_day_and_are_read_one_by_one_or_all(desk: Client, aase: User, mads: User, case: Case) -> None:
    rows = [notice(aase, case, f"For {days} dage siden", days) for days in (0, 1, 5, 6)]
    theirs = notice(mads, case, "Til Mads")
    page = seen(desk)
    places = [page.index(words) for words in (">I dag<", "For 0 dage", ">I går<", "For 1 dage", ">Tidligere<", "For 5 dage")]
    assert places == sorted(places)
    assert "Til Mads" not in page
    assert desk.get("/beskeder/antal/").json() == {"count": 4}
    desk.post(f"/beskeder/{rows[0].pk}/laest/")
    desk.post(f"/beskeder/{theirs.pk}/laest/")
    assert desk.get("/beskeder/antal/").json() == {"count": 3}
    desk.post("/beskeder/laest/")
    assert desk.get("/beskeder/antal/").json() == {"count": 0}
    theirs.refresh_from_db()
    assert theirs.read_at is None


def test_a_notice_names_the_citizen_while_one_may_see_the_case_and_that_is_logged(desk: Client, aase: User, case: Case) -> None:
    notice(aase, case, "Der er svar")
    name = case.citizen.name
    assert name in seen(desk)
    assert Read.objects.filter(case_id=case.pk, user_id=aase.pk, what="notices").count() == 1
    Case.objects.filter(pk=case.pk).update(unit=Unit.objects.create(name="Øst"), caseworker=None)
    page = seen(desk)
    assert "Der er svar" in page and name not in page


def test_many_notices_are_paged_and_cost_what_few_cost(desk: Client, aase: User, case: Case) -> None:
    notice(aase, case, "Den første", 9)
    seen(desk)
    with CaptureQueriesContext(connection) as few:
        seen(desk)
    for number in range(60):
        notice(aase, case, f"Nummer {number}")
    with CaptureQueriesContext(connection) as many:
        page = seen(desk)
    assert len(many) == len(few) <= BUDGET
    assert "Den første" not in page
    older = page.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    assert "Den første" in seen(desk, f"/beskeder/{older}")
    assert "Nummer 59" in seen(desk, "/beskeder/?efter=vrøvl"), "a key that nobody gave out leads to the newest"


def test_what_others_put_on_my_cases_is_listed_once_a_case(
    desk: Client, new_case: Callable[..., Case], aase: User, mads: User
) -> None:
    mine, theirs, own = new_case(), new_case(), new_case()
    Case.objects.filter(pk=theirs.pk).update(caseworker=mads)
    asked_for_access(mine, mads)
    asked_for_access(theirs, mads)
    asked_for_access(own, aase)
    with clock.at(TODAY):
        found = notices.arrived(aase, TODAY)
    assert [(one.case, one.what) for one in found] == [(mine, ["Aktindsigt ønsket"])]
    AbsenceCover.objects.create(absent=mads, cover=aase, valid_from=TODAY, valid_until=TODAY, reason="Ferie", granted_by=mads)
    with clock.at(TODAY):
        assert {one.case for one in notices.arrived(aase, TODAY)} == {mine, theirs}, "while Mads is away"


def test_since_yesterday_is_since_friday_on_a_monday(db: None) -> None:
    assert notices.last_working_day(date(2026, 8, 10)) == date(2026, 8, 7)
    assert notices.last_working_day(date(2027, 3, 30)) == date(2027, 3, 24), "Easter"


def test_a_case_that_one_is_inhabil_in_is_nowhere(desk: Client, case: Case, aase: User, hanne: User, mads: User) -> None:
    notice(aase, case, f"Noget i sag {case.number}")
    with clock.at(TODAY):
        assert run("declare_conflict", Actor.of(aase), {}, case=case).done
    asked_for_access(case, hanne)
    page = seen(desk)
    assert case.number not in page
    assert desk.get("/beskeder/antal/").json() == {"count": 0}
    AbsenceCover.objects.create(absent=mads, cover=aase, valid_from=TODAY, valid_until=TODAY, reason="Ferie", granted_by=mads)
    Case.objects.filter(pk=case.pk).update(caseworker=mads)
    with clock.at(TODAY):
        assert notices.arrived(aase, TODAY) == []
        assert all(case.number not in line.numbers for line in morning.lines_for(aase))
    words = Notice.objects.get(user=hanne, kind="conflict_declared").text
    assert "mangler en sagsbehandler" in words


def test_an_inhabil_leader_is_told_nothing_and_another_is(case: Case, aase: User, hanne: User, mads: User) -> None:
    Conflict.objects.create(case=case, user=hanne, declared_on=DAY)
    with clock.at(TODAY):
        assert run("declare_conflict", Actor.of(aase), {}, case=case).done
    assert set(Notice.objects.filter(kind="conflict_declared").values_list("user", flat=True)) == {mads.pk}, "no leader is left"


@pytest.fixture
def posted(aase: User) -> User:
    User.objects.filter(pk=aase.pk).update(email="aase@nordhavn.example")
    aase.refresh_from_db()
    return aase


def send(day: date) -> list[str]:
    mail.outbox.clear()
    with clock.at(day):
        morning.begin()
        outbox.drain()
    return [str(message.body) for message in mail.outbox if message.subject == "Dit overblik i FlexCase"]


def test_the_morning_mail_names_cases_by_number_once_a_working_day(case: Case, posted: User) -> None:
    case.refresh_from_db()
    late = date(2027, 12, 1)
    (words,) = send(late)
    assert f"Frist overskredet (1): {case.number}" in words
    assert "/sager/" in words
    assert case.citizen.name.split()[0] not in words
    assert case.citizen.cpr[:6] not in words
    assert send(late) == []
    assert send(date(2027, 12, 4)) == [], "a Saturday"
    assert len(send(date(2027, 12, 6))) == 1


def test_who_does_not_want_it_or_has_nothing_gets_none(desk: Client, posted: User, mads: User) -> None:
    assert send(TODAY) == [], "there is nothing to tell"
    desk.post("/beskeder/daglig-mail/", {})
    posted.refresh_from_db()
    assert not posted.morning_mail
    MorningMail.objects.all().delete()
    send(TODAY)
    assert not MorningMail.objects.exists()
    assert "Slå den daglige mail til" in seen(desk)


def test_a_mail_that_was_under_way_when_the_worker_died_is_not_sent_again(case: Case, posted: User) -> None:
    late = date(2027, 12, 1)
    with clock.at(late):
        assert morning.begin() == 1
        item = OutboxItem.objects.get(kind="morning.mail")
        OutboxItem.objects.filter(pk=item.pk).update(problem=outbox.UNDER_WAY)
        mail.outbox.clear()
        outbox.drain()
        item.refresh_from_db()
    assert item.state == OutboxState.UNCERTAIN
    assert mail.outbox == []
