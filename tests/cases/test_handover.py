"""Somebody leaves: the leader hands over every case, and nobody gets one that they are inhabil in."""

from __future__ import annotations

from collections.abc import Callable
from uuid import uuid4

import pytest
from django.test import Client

from cases import handover
from cases.models import BulkRun, Case, Conflict, Notice, Role, User
from flexcase.base import clock, outbox
from tests.cases.conftest import DAY, person


@pytest.fixture
def leader(hanne: User) -> Client:
    client = Client()
    client.force_login(hanne)
    return client


def hand_over(leader: Client, leaver: User, *takers: User, run: object = "") -> str:
    """The page that tells how it went."""
    with outbox.silent(), clock.at(DAY):
        given = {"fra": leaver.username, "til": [one.username for one in takers], "run": str(run or uuid4())}
        answer = leader.post("/overdragelse/", given)
        assert answer.status_code == 302, answer.content.decode()
        outbox.drain()
        return leader.get(answer["Location"]).content.decode()


def test_all_cases_are_spread_evenly_and_nobody_gets_one_they_are_inhabil_in(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User
) -> None:
    vera = person(aase.unit, Role.CASEWORKER, "Vera")  # type: ignore[arg-type]
    cases = [new_case() for _ in range(5)]
    Conflict.objects.create(case=cases[0], user=mads, declared_on=DAY)
    run = uuid4()
    page = hand_over(leader, aase, mads, vera, run=run)
    hand_over(leader, aase, mads, vera, run=run)
    assert "Mads Prøve" in page
    assert "Vera Prøve" in page
    shares = sorted(Case.objects.filter(caseworker=one).count() for one in (mads, vera))
    assert shares == [2, 3]
    assert Case.objects.get(pk=cases[0].pk).caseworker == vera
    assert BulkRun.objects.count() == 2, "a double click begins nothing twice"
    assert Notice.objects.filter(kind="cases_handed_over").count() == 2, "one word each, not one a case"


def test_what_nobody_chosen_can_have_stays_where_it_is(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User
) -> None:
    stuck, free = new_case(), new_case()
    Conflict.objects.create(case=stuck, user=mads, declared_on=DAY)
    assert "1 af sagerne bliver hos Åse Prøve" in hand_over(leader, aase, mads)
    assert Case.objects.get(pk=free.pk).caseworker == mads
    assert Case.objects.get(pk=stuck.pk).caseworker == aase


def test_nothing_begins_before_somebody_is_chosen_and_others_than_the_leader_find_no_page(
    leader: Client, case: Case, aase: User, hanne: User, stranger: User
) -> None:
    page = leader.get(f"/overdragelse/?fra={aase.username}").content.decode()
    assert "administratoren, der lukker loginet" in page
    answer = leader.post("/overdragelse/", {"fra": aase.username})
    assert answer.status_code == 422
    assert "Vælg mindst én" in answer.content.decode()
    assert leader.post("/overdragelse/", {"fra": stranger.username, "til": [aase.username]}).status_code == 422
    own = Client()
    own.force_login(aase)
    assert own.get("/overdragelse/").status_code == 404
    assert list(handover.cases_of(hanne, aase)) == [case]
