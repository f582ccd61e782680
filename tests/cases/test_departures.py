"""A departure (fravigelse) runs out, a leader's substitute answers it, and what stopped people is counted."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import AbsenceCover, Case, Departure, Halt, Notice, Role, Unit, User
from cases.runner import run
from cases.tasks import lapse_departures
from cases.worklists.approvals import waiting_for
from flexcase.base import clock
from tests.cases.conftest import DAY, person

WHY = {"rule": "M-08", "action": "request_medical_report", "reason": "Undtagelsen i § 11 c er vurderet og gælder her."}


@pytest.fixture
def ida(db: None) -> User:
    return person(Unit.objects.create(name="Enhed Vest"), Role.TEAM_LEADER, "Ida")


@pytest.fixture
def asked(case: Case, aase: User, hanne: User) -> Case:
    """Somebody has asked to depart from the demand for a consent."""
    with clock.at(DAY):
        assert run("start_profile", Actor.of(aase), {}, case=case).done
        assert run("ask_departure", Actor.of(aase), WHY, case=case).done
    case.refresh_from_db()
    return case


def stands_in(absent: User, cover: User, day: date) -> None:
    AbsenceCover.objects.create(absent=absent, cover=cover, valid_from=day, valid_until=day, reason="Ferie", granted_by=absent)


def ask_doctor(case: Case, user: User) -> bool:
    return run("request_medical_report", Actor.of(user), {"kind": "LAE125"}, case=case, dry=True).done


def test_an_approved_departure_holds_for_thirty_days(asked: Case, aase: User, hanne: User) -> None:
    with clock.at(DAY):
        assert run("approve_departure", Actor.of(hanne), {"answer": "Enig i vurderingen."}, case=asked).done
    with clock.at(DAY + timedelta(days=30)):
        assert ask_doctor(asked, aase)
        assert lapse_departures() == 0
    with clock.at(DAY + timedelta(days=31)):
        assert not ask_doctor(asked, aase), "also before the clock has come by"
        assert lapse_departures() == 1
        assert lapse_departures() == 0
        assert Departure.objects.get().state == "lapsed"
        assert "er udløbet" in Notice.objects.filter(user=aase, kind="departure_lapsed").get().text


def test_one_that_nobody_answered_runs_out_too(asked: Case, hanne: User) -> None:
    with clock.at(DAY + timedelta(days=31)):
        outcome = run("approve_departure", Actor.of(hanne), {"answer": "Enig i vurderingen."}, case=asked)
        assert "udløb" in outcome.errors[""][0]
        assert lapse_departures() == 1
        assert waiting_for(hanne) == []


def test_the_leader_on_holiday_has_a_substitute(asked: Case, hanne: User, ida: User) -> None:
    with clock.at(DAY):
        assert waiting_for(ida) == []
        assert run("approve_departure", Actor.of(ida), {"answer": "Enig."}, case=asked, dry=True).status == 404
    stands_in(hanne, ida, DAY + timedelta(days=1))
    with clock.at(DAY + timedelta(days=1)):
        assert [item.case for item in waiting_for(ida)] == [asked]
        assert run("approve_departure", Actor.of(ida), {"answer": "Enig i vurderingen."}, case=asked).done
    row = Departure.objects.get()
    assert row.answered_by == ida
    assert '"substitute":true' in asked.events.latest("seq").body.replace(" ", "")
    with clock.at(DAY + timedelta(days=2)):
        assert not Case.objects.visible_to(ida).exists(), "the cover has ended"


def test_a_substitute_is_told_when_somebody_asks(case: Case, aase: User, hanne: User, ida: User) -> None:
    stands_in(hanne, ida, DAY)
    with clock.at(DAY):
        run("start_profile", Actor.of(aase), {}, case=case)
        assert run("ask_departure", Actor.of(aase), WHY, case=case).done
    assert set(Notice.objects.filter(kind="departure_asked").values_list("user__username", flat=True)) == {"hanne", "ida"}


def test_who_covers_for_a_caseworker_answers_nothing(asked: Case, aase: User, mads: User) -> None:
    stands_in(aase, mads, DAY)
    with clock.at(DAY):
        assert run("approve_departure", Actor.of(mads), {"answer": "Enig i vurderingen."}, case=asked).status == 404


def test_a_withdrawn_application_takes_its_departures_along(asked: Case, aase: User) -> None:
    with clock.at(DAY):
        assert run("withdraw_application", Actor.of(aase), {"channel": "phone", "words": "Jeg fortryder."}, case=asked).done
    assert Departure.objects.get().state == "lapsed"


def test_what_stopped_somebody_is_counted_and_a_preview_is_not(case: Case, aase: User) -> None:
    with clock.at(DAY):
        run("start_profile", Actor.of(aase), {}, case=case)
        case.refresh_from_db()
        assert not ask_doctor(case, aase)
        assert not Halt.objects.exists()
        assert not run("request_medical_report", Actor.of(aase), {"kind": "LAE125"}, case=case).done
    assert list(Halt.objects.values_list("rule", "effect", "action")) == [("M-08", "stop", "request_medical_report")]


def test_the_leader_sees_what_is_in_force(asked: Case, hanne: User, aase: User) -> None:
    page = Client()
    page.force_login(hanne)
    with clock.at(DAY):
        assert "Fravigelse af M-08" in page.get("/godkend/").content.decode()
        assert run("approve_departure", Actor.of(hanne), {"answer": "Enig i vurderingen."}, case=asked).done
        text = page.get("/godkend/").content.decode().replace("&nbsp;", " ").replace("\xa0", " ")
        assert "godkendt og ikke brugt" in text and "2. sep." in text
        page.force_login(aase)
        assert "godkendt og ikke brugt" not in page.get("/godkend/").content.decode()
