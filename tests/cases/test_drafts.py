"""No word is lost while somebody writes, and two who write at once know of each other."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import Case, EarlierText, OpenForm, User
from cases.runner import run
from cases.writing import drafts
from flexcase.base import clock
from flexcase.base.ids import new_id

pytestmark = pytest.mark.django_db
MORNING = datetime(2026, 11, 23, 9, 0, tzinfo=clock.COPENHAGEN)


def at(minutes: int) -> object:
    return clock.at(MORNING + timedelta(minutes=minutes))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(aase: User) -> Client:
    return browser(aase)


@pytest.fixture
def part(case: Case, mads: User) -> str:
    with at(-60):
        assert run("start_profile", Actor.of(mads), {}, case=case).done
    return f"/sager/{case.number}/handling/write-profile-part/"


def test_words_that_were_deleted_by_mistake_are_brought_back(desk: Client, case: Case, mads: User) -> None:
    kladde, form = f"/sager/{case.number}/kladde/write-note/", f"/sager/{case.number}/handling/write-note/"
    with at(0):
        desk.post(kladde, {"heading": "Opkald", "text": "En lang og vigtig tekst om samtalen med borgeren i formiddags."})
    with at(1):
        desk.post(kladde, {"heading": "Opkald", "text": ""})
        page = desk.get(form).content.decode()
        assert "Tidligere tekster (1)" in page and "Skrevet af dig" in page
        back = re.search(rf'href="({form}\?tidligere=[^"]+)"', page)
        assert back is not None
        page = desk.get(back[1]).content.decode()
    assert "En lang og vigtig tekst" in page and "Intet er gemt endnu." in page
    assert "En lang" not in browser(mads).get(back[1]).content.decode(), "what was only typed belongs to its writer"
    assert b"vigtig" not in bytes(EarlierText.objects.earliest("at").text_sealed)


def test_a_text_is_set_aside_now_and_then_and_the_oldest_go(desk: Client, case: Case) -> None:
    for minute in range(0, 6 * drafts.MOST, 1):
        with at(minute):
            desk.post(f"/sager/{case.number}/kladde/write-note/", {"text": f"Tekst efter {minute:03} minutter"})
    kept = EarlierText.objects.filter(case=case)
    assert kept.count() == drafts.MOST
    assert kept.latest("at").at - kept.earliest("at").at >= drafts.SET_ASIDE_EVERY * (drafts.MOST - 1)
    with clock.at(MORNING + timedelta(days=40)):
        assert drafts.forget_typed() == drafts.MOST


def test_a_colleague_in_the_same_text_is_seen(desk: Client, case: Case, mads: User, part: str) -> None:
    other = browser(mads)
    with at(0):
        assert "har teksten åben" not in desk.get(part, {"key": "goals"}).content.decode()
        other.get(part, {"key": "goals"})
        other.post(f"/sager/{case.number}/kladde/write-profile-part/", {"key": "goals", "text": "Han vil"})
    with at(1):
        seen = desk.get(part, {"key": "goals"}).content.decode().replace("\u00a0", " ")
        assert re.search(r"Mads \w+\s+har teksten åben og skrev for 1 minut siden", seen)
        assert "har teksten åben" not in desk.get(part, {"key": "social"}).content.decode(), "another part is another text"
    with at(10):
        asked = desk.get(f"/sager/{case.number}/kladde/write-profile-part/hvem/", {"key": "goals"}).content.decode()
        assert "åbnede teksten for 10" in asked, "without scripts nobody tells that he went"
        sent = {"key": "goals", "text": "Han vil i arbejde.", "version": "0", "run": str(new_id())}
        assert other.post(part, sent).status_code == 302
        assert not OpenForm.objects.filter(user=mads).exists(), "who has sent the form has it open no more"


def test_changes_in_two_places_come_together_by_themselves(desk: Client, case: Case, mads: User, part: str) -> None:
    first = "Han var tømrer.\n\nHan savner kolleger."
    assert run("write_profile_part", Actor.of(mads), {"key": "goals", "text": first}, case=case).done
    theirs = first.replace("tømrer.", "tømrer i 19 år.")
    assert run("write_profile_part", Actor.of(mads), {"key": "goals", "text": theirs}, case=case).done
    mine = f"{first} Han vil gerne ud blandt folk."
    answer = desk.post(part, {"key": "goals", "text": mine, "version": "1", "run": str(new_id())})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Begge ændringer er lagt ind" in page and "Mads" in page
    assert "Han var tømrer i 19 år.\n\nHan savner kolleger. Han vil gerne ud blandt folk.</textarea>" in page
    assert "<ins>i 19 år.\n\n</ins>" in page or "<ins>tømrer i 19 år.\n\n</ins>" in page or "<ins>i 19 år." in page
