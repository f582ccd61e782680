"""The head of the case page: how and with whom one talks, and how the details are put right."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from cases.act import Actor
from cases.casepage import shown
from cases.models import Case, Citizen, Event, Note, Role, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock
from tests.cases.conftest import DAY, person
from tests.cases.test_notes import TALK

REACHED = {"phone": "00 12 34 56", "email": "", "interpreter": "", "digital_post": True, "protected_address": False}


def change(user: User, case: Case, **given: Any) -> Outcome:
    with clock.at(DAY + timedelta(days=1)):
        return run("change_contact", Actor.of(user), REACHED | given, case=case)


def facts(case: Case, role: Role = Role.CASEWORKER) -> dict[str, str]:
    fresh = Case.objects.select_related("citizen__key", "key").get(pk=case.pk)
    with clock.at(DAY + timedelta(days=1)):
        return {fact["label"]: fact.get("value", "") for fact in shown.case_facts(fresh, role)}


def test_an_interpreter_and_a_protected_address_are_said_in_the_head(case: Case, aase: User) -> None:
    assert facts(case)["Tolk"] == "nej"
    assert change(aase, case, interpreter="arabisk", protected_address=True).done
    found = facts(case)
    assert (found["Telefon"], found["Tolk"], found["Adressebeskyttelse"]) == ("00 12 34 56", "arabisk", "ja")
    assert found["Alder"] == "47 år"


def test_what_stood_before_is_kept_in_a_note_and_never_in_the_event(case: Case, aase: User) -> None:
    change(aase, case)
    change(aase, case, phone="00 99 88 77", address="Hemmelig Gade 0")
    note = Note.objects.select_related("case__key").latest("at", "pk")
    assert "Telefon: 00 12 34 56 → 00 99 88 77" in note.text
    assert "Hemmelig" not in note.text, "a note is read by more than those who may know where a citizen lives"
    body = Event.objects.filter(case=case, kind="contact_changed").latest("seq").body
    assert "phone:address" in body and "99 88" not in body
    assert Citizen.objects.select_related("key").get(pk=case.citizen_id).address == "Hemmelig Gade 0"


def test_an_address_is_never_shown_in_the_form_and_stays_when_left_empty(case: Case, aase: User) -> None:
    client = Client()
    client.force_login(aase)
    assert "Strandgade" not in client.get(f"/sager/{case.number}/handling/change-contact/").content.decode()
    change(aase, case, protected_address=True)
    assert Citizen.objects.select_related("key").get(pk=case.citizen_id).address.startswith("Strandgade")


def test_nothing_changed_is_said(case: Case, aase: User) -> None:
    assert change(aase, case).done
    assert "Intet er ændret" in change(aase, case).errors[""][0]


@pytest.mark.parametrize(("role", "name"), [(Role.CASEWORKER, "Lone Vad"), (Role.JOB_CONSULTANT, "ja")])
def test_who_goes_along_is_named_to_those_who_read_of_people(case: Case, aase: User, role: Role, name: str) -> None:
    with clock.at(DAY):
        assert run("register_representative", Actor.of(aase), {"kind": "companion", "name": "Lone Vad"}, case=case).done
    found = facts(case, role)
    assert found["Bisidder"] == name
    assert ("CPR" in found) == (role == Role.CASEWORKER)


def test_the_next_conversation_stands_in_the_head(case: Case, aase: User) -> None:
    with clock.at(DAY):
        assert run("record_conversation", Actor.of(aase), TALK | {"next_on": DAY + timedelta(days=7)}, case=case).done
        client = Client()
        client.force_login(aase)
        page = client.get(f"/sager/{case.number}/").content.decode()
    assert "Næste samtale" in page and "man. 10.\u00a0aug." in page


@pytest.mark.parametrize(("role", "keys"), [(Role.CASEWORKER, {"N", "S", "U", "D"}), (Role.JOB_CONSULTANT, {"N", "S"})])
def test_the_bar_tells_of_no_key_that_does_nothing(case: Case, aase: User, role: Role, keys: set[str]) -> None:
    client = Client()
    client.force_login(aase if role == Role.CASEWORKER else person(case.unit, role, "Tine"))
    with clock.at(DAY):
        bar = client.get(f"/sager/{case.number}/").content.decode().split('class="fc-keys"')[1].split("</div>")[0]
    assert {"N", "S", "U", "D"} & set(re.findall(r">(\w)</kbd>", bar)) == keys


def test_a_step_of_the_road_tells_when_it_was_reached(case: Case, aase: User) -> None:
    with clock.at(DAY + timedelta(days=2)):
        assert run("start_profile", Actor.of(aase), {}, case=case).done
        case.refresh_from_db()
        notes = {step["label"]: step["note"] for step in shown.steps(case, shown.reached(case))}
    assert list(notes.values())[:3] == ["3.\u00a0august", "5.\u00a0august", ""]
