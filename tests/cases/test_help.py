"""»Den første dag«: what the page promises is so, for everybody who can read it."""

from __future__ import annotations

import re

import pytest
from django.template.loader import render_to_string

from cases.action import action
from cases.models import Role, Unit, User
from flexcase.base import clock
from tests.cases.conftest import DAY, person
from tests.cases.test_saved_filters import client_of

STAFF = [role for role in Role if role not in {Role.CITIZEN, Role.CLOCK}]
IN_A_UNIT = {Role.CASEWORKER, Role.JOB_CONSULTANT, Role.TEAM_LEADER}


@pytest.mark.parametrize("role", STAFF)
def test_every_link_of_the_tour_and_of_the_menus_leads_somewhere(unit: Unit, role: Role) -> None:
    client = client_of(person(unit, role, "Ny"))
    page = client.get("/hjaelp/").content.decode()
    links = re.findall(r'<a[^>]* href="(/[^"]*)"', page)
    assert links
    assert [link for link in links if client.get(link, follow=True).status_code != 200] == []


def test_the_tour_names_buttons_and_keys_as_they_are_called(aase: User, hanne: User) -> None:
    with clock.at(DAY):
        tour = client_of(aase).get("/hjaelp/").content.decode()
    for name in ("write_note", "record_conversation", "start_hearing"):
        assert f"»{action(name).label}«" in tour
    keys = re.compile(r'<kbd class="fc-key">([^<]+)</kbd>')
    told = set(keys.findall(tour.split('<div class="fc-tour">')[1].split("</main>")[0]))
    assert told
    assert told <= set(keys.findall(render_to_string("components/key_help.html")))
    assert "Hanne Prøve" in tour, "the leader of the unit is the one to ask"


def test_who_has_no_case_yet_is_shown_the_way(aase: User, new_case: object) -> None:
    page = client_of(aase).get("/sager/").content.decode()
    assert "Du har ingen sager endnu." in page
    assert "Læs om den første dag" in page
    assert "Ingen sager her. Det er godt." in client_of(aase).get("/sager/?vis=uge").content.decode()


@pytest.mark.parametrize(
    ("role", "first"),
    [
        (Role.CASEWORKER, "Din liste"),
        (Role.JOB_CONSULTANT, "Dit arbejde som jobkonsulent"),
        (Role.TEAM_LEADER, "Dit arbejde som teamleder"),
        (Role.TEAM_MEMBER, "Dit arbejde i teamet"),
        (Role.TEAM_CHAIR, "Dit arbejde i teamet"),
        (Role.HEALTH_COORDINATOR, "Dit arbejde som sundhedskoordinator"),
    ],
)
def test_the_tour_begins_with_ones_own_work(unit: Unit, role: Role, first: str) -> None:
    client = client_of(person(unit if role in IN_A_UNIT else None, role, "Ny"))  # type: ignore[arg-type]
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", client.get("/hjaelp/").content.decode().split("<main")[1])
    assert headings[0] == first


@pytest.mark.parametrize("role", [Role.JOB_CONSULTANT, Role.TEAM_MEMBER, Role.HEALTH_COORDINATOR])
def test_others_read_of_casework_only_when_they_ask(unit: Unit, role: Role) -> None:
    client = client_of(person(unit, role, "Ny"))
    short, whole = (client.get(address).content.decode() for address in ("/hjaelp/", "/hjaelp/?hele=1"))
    assert 'id="hoering"' not in short
    assert 'href="?hele=1"' in short
    assert 'id="hoering"' in whole


@pytest.mark.parametrize("role", [Role.JOB_CONSULTANT, Role.TEAM_LEADER])
def test_who_works_on_the_cases_of_others_begins_with_the_units(unit: Unit, role: Role, new_case: object) -> None:
    client = client_of(person(unit, role, "Ny"))
    page = client.get("/", follow=True).content.decode()
    assert "<h1>Enhedens sager" in page
    assert "Du har ikke selv nogen sager." in client.get("/sager/?vis=mine").content.decode()
