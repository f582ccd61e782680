"""Somebody leaves: the leader hands over every case, and nobody gets one that they are inhabil in."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.test import Client

from cases.act import Actor
from cases.daily import handover
from cases.models import BulkRun, Case, Conflict, Handover, Notice, Role, Task, User
from cases.runner import run as do
from cases.tasks import hand_over as beat
from flexcase.base import clock, outbox
from tests.cases.conftest import DAY, person

LATER = DAY + timedelta(days=30)


@pytest.fixture
def leader(hanne: User) -> Client:
    client = Client()
    client.force_login(hanne)
    return client


def asked(leaver: User, *takers: User, **more: str) -> dict[str, object]:
    """What the page sends."""
    return {"leaver": leaver.username, "takers": [one.username for one in takers], **more}


def hand_over(leader: Client, leaver: User, *takers: User, run: object = "") -> str:
    """The page that tells how it went."""
    with outbox.silent(), clock.at(DAY):
        answer = leader.post("/overdragelse/", asked(leaver, *takers, run=str(run or uuid4())))
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
    answer = leader.post("/overdragelse/", asked(aase))
    assert answer.status_code == 422
    assert "Vælg mindst én" in answer.content.decode()
    assert leader.post("/overdragelse/", asked(stranger, aase)).status_code == 422
    assert leader.post("/overdragelse/", asked(aase, stranger)).status_code == 422
    assert leader.post("/overdragelse/", asked(aase, aase)).status_code == 422
    own = Client()
    own.force_login(aase)
    assert own.get("/overdragelse/").status_code == 404
    assert list(handover.cases_of(hanne, aase)) == [case]


def add_task(case: Case, by: User, whose: User) -> None:
    with clock.at(DAY):
        assert do("add_task", Actor.of(by), {"text": "Ring", "whose": str(whose.pk)}, case=case).done


def test_tasks_go_along_and_those_on_the_cases_of_others_go_to_their_caseworker(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User, hanne: User
) -> None:
    own, helped, nobodys = new_case(), new_case(), new_case()
    vera = person(aase.unit, Role.CASEWORKER, "Vera")  # type: ignore[arg-type]
    Case.objects.filter(pk=helped.pk).update(caseworker=vera)
    Case.objects.filter(pk=nobodys.pk).update(caseworker=None)
    for case in (own, helped, nobodys):
        add_task(case, hanne, aase)
    page = leader.get(f"/overdragelse/?fra={aase.username}").content.decode()
    assert "har 1 åben opgave på sagerne. Den følger med" in page
    assert "har 2 åbne opgaver på andres sager" in page
    assert "Opgaver på andres sager" in hand_over(leader, aase, mads)
    assert {task.case_id: task.assignee for task in Task.objects.all()} == {own.pk: mads, helped.pk: vera, nobodys.pk: None}


def order(leader: Client, leaver: User, *takers: User, on: date = LATER) -> Handover:
    with outbox.silent(), clock.at(DAY):
        given = asked(leaver, *takers, on=f"{on:%d.%m.%Y}", run=str(uuid4()))
        for _ in range(2):  # a double click orders it once
            answer = leader.post("/overdragelse/", given)
            assert answer.status_code == 302, answer.content.decode()
    return Handover.objects.get(pk=given["run"])


def tick(day: date) -> None:
    """The clock goes by: twice before the workers, and twice after."""
    with outbox.silent(), clock.at(day):
        for _ in range(2):
            beat()
            beat()
            outbox.drain()


def told(user: User, kind: str) -> list[str]:
    return list(Notice.objects.filter(user=user, kind=kind).values_list("text", flat=True))


def test_a_hand_over_waits_for_its_day_and_takes_the_cases_that_there_are_then(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User, hanne: User
) -> None:
    first = new_case()
    row = order(leader, aase, mads)
    words = "Den 02.09.2026 overgår Åse Prøves sager til Mads Prøve."
    assert told(aase, "handover_ordered") == told(mads, "handover_ordered") == [words]
    for person_told in (aase, mads):
        client = Client()
        client.force_login(person_told)
        assert "Aftalte overdragelser af alle sager" in client.get("/fravaer/").content.decode()
        assert client.post(f"/overdragelse/{row.pk}/aflys/").status_code == 404
    tick(LATER - timedelta(days=1))
    second = new_case()
    assert Case.objects.filter(caseworker=aase).count() == 2
    tick(LATER)
    assert set(Case.objects.filter(caseworker=mads)) == {first, second}
    row.refresh_from_db()
    assert row.state == "over"
    assert told(hanne, "handover_done") == ["Åse Prøves sager er overdraget."]
    assert told(mads, "cases_handed_over") == ["Du overtager sager fra Åse Prøve: 2 i alt."]
    assert "Gennemført" in leader.get("/overdragelse/").content.decode()


def test_it_is_called_off_before_its_day_and_not_after(leader: Client, case: Case, aase: User, mads: User) -> None:
    row = order(leader, aase, mads)
    with clock.at(DAY):
        assert "er aflyst" in leader.post(f"/overdragelse/{row.pk}/aflys/", follow=True).content.decode()
        assert told(aase, "handover_cancelled") == told(mads, "handover_cancelled")
        assert "Genindlæs siden" in leader.post(f"/overdragelse/{row.pk}/aflys/", follow=True).content.decode()
    tick(LATER)
    assert Case.objects.get().caseworker == aase


@pytest.mark.parametrize(
    ("fate", "words"),
    [
        ("taker left", "Ingen af dem, der skulle overtage"),
        ("leader moved", "leder ikke længere enheden"),
        ("nothing is left", "ingen sager eller opgaver"),
    ],
)
def test_what_no_longer_can_be_done_is_told_to_who_ordered_it(
    leader: Client, case: Case, aase: User, mads: User, hanne: User, stranger: User, fate: str, words: str
) -> None:
    row = order(leader, aase, mads)
    ida = person(aase.unit, Role.TEAM_LEADER, "Ida")  # type: ignore[arg-type]
    if fate == "taker left":
        User.objects.filter(pk=mads.pk).update(is_active=False)
    elif fate == "leader moved":
        User.objects.filter(pk=hanne.pk).update(unit=stranger.unit)
    else:
        Case.objects.update(caseworker=mads)
    tick(LATER)
    row.refresh_from_db()
    assert row.state == "failed"
    (sentence,) = told(hanne, "handover_failed")
    assert words in sentence
    assert told(ida, "handover_failed") == ([sentence] if fate == "leader moved" else []), "whoever leads the unit now"
    assert not BulkRun.objects.exists()


@pytest.mark.parametrize("fate", [{"role": Role.ADMINISTRATOR}, {"is_active": False}])
def test_who_leads_nobody_any_more_is_told_nothing_and_the_units_leaders_are(
    leader: Client, case: Case, aase: User, mads: User, hanne: User, fate: dict[str, object]
) -> None:
    order(leader, aase, mads)
    ida = person(aase.unit, Role.TEAM_LEADER, "Ida")  # type: ignore[arg-type]
    User.objects.filter(pk=hanne.pk).update(**fate)
    tick(LATER)
    assert Case.objects.get().caseworker == aase
    assert (len(told(ida, "handover_failed")), told(hanne, "handover_failed")) == (1, [])


def test_a_case_that_is_hidden_from_the_leader_stays_and_is_told_of(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User, hanne: User
) -> None:
    hidden, free = new_case(), new_case()
    Conflict.objects.create(case=hidden, user=hanne, declared_on=DAY)
    page = hand_over(leader, aase, mads)
    assert "1 af sagerne bliver hos Åse Prøve: du eller dem, du har valgt, er inhabile" in page
    assert hidden.number not in page
    assert (Case.objects.get(pk=hidden.pk).caseworker, Case.objects.get(pk=free.pk).caseworker) == (aase, mads)


def test_the_leavers_login_may_be_closed_and_who_cannot_take_over_any_more_is_left_out(
    leader: Client, new_case: Callable[..., Case], aase: User, mads: User, hanne: User
) -> None:
    stuck, free = new_case(), new_case()
    vera = person(aase.unit, Role.CASEWORKER, "Vera")  # type: ignore[arg-type]
    row = order(leader, aase, mads, vera)
    User.objects.filter(pk__in=[aase.pk, vera.pk]).update(is_active=False)
    Conflict.objects.create(case=stuck, user=mads, declared_on=DAY)
    tick(LATER)
    assert Case.objects.get(pk=free.pk).caseworker == mads
    assert Case.objects.get(pk=stuck.pk).caseworker == aase
    (sentence,) = told(hanne, "handover_failed")
    assert sentence.startswith("1 af Åse Prøves sager blev ikke overdraget.")
    assert "ikke længere sagsbehandlere i enheden" in sentence
    assert "bliver hos Åse Prøve" in leader.get(f"/overdragelse/{row.pk}/").content.decode()
    assert "Åse Prøve" in leader.get("/overdragelse/").content.decode(), "she still has a case to hand over"


def test_days_and_agreements_that_cannot_be(leader: Client, case: Case, aase: User, mads: User, stranger: User) -> None:
    vera = person(aase.unit, Role.CASEWORKER, "Vera")  # type: ignore[arg-type]

    def answer(leaver: User, taker: User, on: str) -> str:
        with clock.at(DAY):
            got = leader.post("/overdragelse/", asked(leaver, taker, on=on))
        assert got.status_code == 422
        return got.content.decode()

    assert "Dagen er gået" in answer(aase, mads, "1.8.2026")
    assert "højst et år frem" in answer(aase, mads, "1.8.2028")
    assert "dag.måned.år" in answer(aase, mads, "i morgen")
    order(leader, aase, mads)
    assert "allerede aftalt" in answer(aase, vera, "1.10.2026")
    assert "afgiver selv sine sager" in answer(vera, aase, "1.10.2026")
    other = Client()
    other.force_login(person(stranger.unit, Role.TEAM_LEADER, "Per"))  # type: ignore[arg-type]
    assert "Åse" not in other.get("/overdragelse/").content.decode()
    row = Handover.objects.get()
    assert other.get(f"/overdragelse/{row.pk}/").status_code == 404
    User.objects.filter(username__in=["per", aase.username]).update(unit=None)
    assert other.get(f"/overdragelse/{row.pk}/").status_code == 404, "to be in no unit is not to be in the same"
    assert "Genindlæs siden" in other.post(f"/overdragelse/{row.pk}/aflys/", follow=True).content.decode()
