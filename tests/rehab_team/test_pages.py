"""The meetings' pages as a browser meets them: who gets in, what is shown, what a press does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case, Role
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Read
from rehab_team.models import Meeting, Membership, Presence
from tests.rehab_team.conftest import CONSIDERATIONS, FLEKSJOB, MEETING, TODAY, House, make_user

#: What a page of the desk may cost, however many members and cases there are.
MOST_QUERIES = 15


@pytest.fixture(autouse=True)
def at_the_meeting():
    with clock.at(MEETING):
        yield


def browser(house: House, who: str) -> Client:
    client = Client()
    client.force_login(house[who])
    return client


def room_of(case: Case) -> str:
    return reverse("meeting", args=[case.meeting_items.get().meeting_id])


def press(client: Client, case: Case, deed: str, **given: object):
    item = case.meeting_items.get()
    url = reverse("meeting_deed", args=[item.meeting_id, item.order, deed])
    return client.post(url, {"run": str(new_id()), "item": item.no, **given})


def test_the_room_shows_the_case_the_form_and_the_members(house, listed):
    case = listed()
    page = browser(house, "morten").get(room_of(case)).content.decode()
    assert "Birgitte Ørsted" in page and "Bevilling af fleksjob" in page and "Pause hver time" in page
    assert page.count("Mangler") == 4
    assert "teamet indstiller" in page
    assert "Teamet kan ikke beslutte endnu." in page
    assert Read.objects.filter(user_id=house["morten"].pk, case_id=case.pk, what="meeting").count() == 1


def test_a_member_votes_and_the_page_counts(house, listed):
    case = listed()
    client = browser(house, "morten")
    answer = press(client, case, "stem", value="against", dissent="For tidligt.")
    assert answer.status_code == 302
    page = client.get(answer.url).content.decode()
    assert "0 for · 1 imod · 3 mangler" in page and "Din stemme er gemt." in page
    assert Presence.objects.get().dissent == "For tidligt."


def test_the_same_press_twice_is_one_vote(house, listed):
    case = listed()
    client, item = browser(house, "morten"), listed().meeting_items.get()
    url = reverse("meeting_deed", args=[item.meeting_id, case.meeting_items.get().order, "stem"])
    given = {"run": str(new_id()), "item": 1, "value": "for"}
    assert [client.post(url, given).status_code for _ in range(2)] == [302, 302]
    assert case.events.filter(kind="vote_cast").count() == 1


def test_the_chair_concludes_and_goes_on_to_the_next_case(house, listed):
    first, second = listed(), listed()
    for who in ("lene", "morten", "rikke"):
        press(browser(house, who), first, "stem", value="for")
    client = browser(house, "lene")
    form = client.get(f"{room_of(first)}?punkt=1&handling=svar&outcome=rejection").content.decode()
    assert '<option value="rejection" selected>' in form
    assert "Registrér rehabiliteringsteamets indstilling" in form
    assert "Slags fleksjob og opgaver" in form and 'value="13.05.2026"' in form
    answer = press(client, first, "svar", citizen_present="on", **(FLEKSJOB | {"needs": "Pause hver time"}))
    assert answer.url.endswith("?punkt=2")
    assert first.meeting_items.get().state == "concluded" and second.meeting_items.get().state == "listed"


def test_what_is_wrong_is_said_at_the_field_and_nothing_typed_is_lost(house, listed):
    case = listed()
    answer = press(browser(house, "lene"), case, "svar", outcome="grant", citizen_present="on", **CONSIDERATIONS)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "tre medlemmer skal være til stede" in page
    assert CONSIDERATIONS["social"] in page


def test_a_rule_that_stops_is_shown_in_the_room(house, listed):
    case = listed()
    for who in ("lene", "morten", "rikke"):
        press(browser(house, who), case, "stem", value="for")
    answer = press(browser(house, "lene"), case, "svar", outcome="grant", citizen_present="on")
    assert answer.status_code == 409
    assert "Indstillingen siger ikke, hvad der har vægt" in answer.content.decode()


def test_a_vote_without_a_choice_is_asked_for(house, listed):
    answer = press(browser(house, "morten"), listed(), "stem")
    assert answer.status_code == 422 and "Vælg, hvad du stemmer." in answer.content.decode()


def test_a_postponed_case_leaves_the_members_screen(house, listed):
    case = listed()
    assert press(browser(house, "lene"), case, "udsaet", reason="Lægen svarer i næste uge.").status_code == 302
    page = browser(house, "morten").get(room_of(case)).content.decode()
    assert "Birgitte" not in page and "Der er ingen sager på dagsordenen" in page


def test_a_case_of_somebody_inhabil_leaves_that_screen_and_the_quorum(house, listed):
    case = listed()
    press(browser(house, "morten"), case, "stem", value="for")
    with clock.at(MEETING):
        house.must("morten", "declare_conflict", case)
    assert "Birgitte" not in browser(house, "morten").get(room_of(case)).content.decode()
    page = browser(house, "lene").get(room_of(case)).content.decode()
    assert "Inhabil" in page and "0 for · 0 imod · 3 mangler" in page


@pytest.mark.parametrize("role", [Role.TEAM_MEMBER, Role.CASEWORKER, Role.JOB_CONSULTANT, Role.ADMINISTRATOR])
def test_strangers_find_no_meeting_and_the_attempt_is_logged(house, listed, role):
    case = listed()
    stranger = make_user(None, "ukendt", role)
    house.people["ukendt"] = stranger
    client = browser(house, "ukendt")
    assert client.get(room_of(case)).status_code == 404
    assert press(client, case, "stem", value="for").status_code == 404
    assert Denial.objects.filter(user_id=stranger.pk, what__startswith="meeting:").count() == 2


def test_members_have_no_case_outside_their_weeks(house, listed):
    case = listed()
    with clock.at(MEETING + timedelta(days=40)):
        page = browser(house, "morten").get(room_of(case))
    assert page.status_code == 200 and "Birgitte" not in page.content.decode()


def test_a_caseworker_takes_the_minutes_but_does_not_vote(house, listed):
    case = listed()
    client = browser(house, "aase")
    page = client.get(room_of(case)).content.decode()
    assert "Indstil: bevilling …" in page and "Din stemme" not in page
    assert press(client, case, "stem", value="for").status_code == 404


def test_where_the_team_decides_the_button_says_so(house, listed):
    page = browser(house, "lene").get(room_of(listed(regime="reform-2026"))).content.decode()
    assert "Beslut: bevilling" in page and "teamet afgør" in page


def test_a_leader_plans_a_meeting_on_the_list(house):
    client = browser(house, "hanne")
    assert "Der er ikke planlagt møder." in client.get("/moeder/").content.decode()
    given = {"team": "Team Nord", "day": "20.5.2026", "starts": "9.15", "minutes": "30", "place": "Lokale 1", "online": ""}
    wrong = client.post("/moeder/", given | {"starts": "kvart over ni", "run": str(new_id())})
    assert wrong.status_code == 422 and "for eksempel 10.30" in wrong.content.decode()
    assert client.post("/moeder/", given | {"run": str(new_id())}).status_code == 302
    assert "ons. 20.\u00a0maj" in client.get("/moeder/").content.decode()
    assert "Planlæg møde" not in browser(house, "morten").get("/moeder/").content.decode()


@pytest.mark.parametrize("role", [Role.JOB_CONSULTANT, Role.ADMINISTRATOR])
def test_the_list_is_for_those_who_attend(house, role):
    house.people["anden"] = make_user(house.unit if role == Role.JOB_CONSULTANT else None, "anden", role)
    assert browser(house, "anden").get("/moeder/").status_code == 404


def test_the_pages_cost_the_same_with_more_members_cases_and_meetings(house, listed):
    case = listed()
    client = browser(house, "morten")

    def cost(url: str) -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            assert client.get(url).status_code == 200
        return len(queries)

    before = cost(room_of(case)), cost("/moeder/"), cost(f"/sager/{case.number}/?fane=team")
    for number in range(6):
        user = make_user(None, f"medlem{number}", Role.TEAM_MEMBER)
        Membership.objects.create(team=house.team, user=user, field="social", valid_from=TODAY)
        Meeting.objects.create(team=house.team, day=MEETING + timedelta(days=number + 1), starts="9:00", minutes=30)
        listed()
    after = cost(room_of(case)), cost("/moeder/"), cost(f"/sager/{case.number}/?fane=team")
    assert after == before
    assert max(before[:2]) <= MOST_QUERIES, before
