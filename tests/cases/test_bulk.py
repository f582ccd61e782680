"""One action on many cases: each case is an action of its own, what fails says why, and a kill repeats nothing."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlencode

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import BulkItem, BulkRun, Case, CaseAccess, Conflict, Event, Notice, User
from cases.runner import run
from cases.worklists import bulk
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Read, Run
from tests.cases.conftest import DAY

Make = Callable[..., Case]


@pytest.fixture
def desk(aase: User) -> Client:
    client = Client()
    client.force_login(aase)
    return client


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(DAY):
        yield


def asked(client: Client, slug: str, cases: list[Case], **given: str) -> str:
    """Ask for it on the page, and answer the address of the run."""
    form = {"run": str(new_id()), "sag": [case.number for case in cases], **given}
    answer = client.post(f"/sager/samlet/{slug}/", form)
    assert answer.status_code == 302, re.findall(r"fc-errorsum.*?</div>", answer.content.decode(), re.S)
    return str(answer.url)


def told(client: Client, address: str) -> str:
    """The page of a run, as text."""
    return " ".join(re.sub(r"<[^>]+>", " ", client.get(address).content.decode()).split())


def test_many_cases_are_given_to_a_colleague_each_by_an_action_of_its_own(
    desk: Client, new_case: Make, aase: User, mads: User
) -> None:
    cases = [new_case() for _ in range(3)]
    page = desk.get("/sager/samlet/assign-case/?" + urlencode({"sag": [case.number for case in cases]}, doseq=True))
    assert "Tildel sagsbehandler (3 sager)" in " ".join(page.content.decode().split())
    address = asked(desk, "assign-case", cases, caseworker=mads.username)
    assert "0 af 3" in told(desk, address)
    assert 'hx-trigger="every 1s"' in desk.get(address).content.decode()
    outbox.drain()
    assert "3 lykkedes" in told(desk, address)
    assert "hx-trigger" not in desk.get(address).content.decode()
    for case in cases:
        case.refresh_from_db()
        assert case.caseworker == mads
        event = case.events.get(kind="case_assigned")
        assert event.actor_id == aase.pk
    assert Event.objects.filter(kind="case_assigned").values("run").distinct().count() == 3


def test_what_does_not_succeed_says_why_and_the_rest_is_done(
    desk: Client, new_case: Make, aase: User, mads: User, stranger: User
) -> None:
    good, partial, moved, gone = (new_case() for _ in range(4))
    Conflict.objects.create(case=partial, user=mads, declared_on=DAY)
    days = {"valid_from": f"{DAY:%d.%m.%Y}", "valid_until": f"{DAY + timedelta(days=14):%d.%m.%Y}"}
    address = asked(desk, "lend-case", [good, partial, moved, gone], to=mads.username, reason="Ferie", **days)
    Conflict.objects.create(case=gone, user=aase, declared_on=DAY)
    assert run("assign_case", Actor.of(aase), {"caseworker": mads.username}, case=moved).done
    outbox.drain()
    page = told(desk, address)
    assert "1 lykkedes, 3 gjorde ikke" in page
    assert "Til hvem: Kollegaen er inhabil i sagen. Vælg en anden." in page
    assert f"{moved.number} Til hvem: Kollegaen er allerede sagens sagsbehandler." in page
    assert "En sag, som du ikke har adgang til Du har ikke længere adgang til sagen" in page
    assert gone.number not in page
    assert CaseAccess.objects.get().content_object == good
    again = desk.get(address).content.decode().split('href="/sager/samlet/lend-case/')[1].split('"')[0]
    once_more = desk.get(f"/sager/samlet/lend-case/{again}").content.decode()
    assert partial.number in once_more
    assert good.number not in once_more
    assert gone.number not in once_more


def test_all_of_a_list_is_written_down_now_and_looked_at_again_when_it_is_done(
    desk: Client, new_case: Make, mads: User, hanne: User
) -> None:
    cases = [new_case() for _ in range(3)]
    Case.objects.update(caseworker=None)
    form = {"run": str(new_id()), "alle": "1", "liste": "vis=uden", "caseworker": mads.username}
    address = desk.post("/sager/samlet/assign-case/", form).url
    late = new_case()
    Case.objects.filter(pk=late.pk).update(caseworker=None)
    assert run("assign_case", Actor.of(hanne), {"caseworker": "åse"}, case=cases[0]).done  # somebody was faster
    outbox.drain()
    page = told(desk, address)
    assert "2 lykkedes, 1 gjorde ikke" in page
    assert f"{cases[0].number} Sagen hører ikke længere til i den liste, som du valgte den fra." in page
    assert Case.objects.filter(caseworker=mads).count() == 2
    assert Case.objects.get(pk=late.pk).caseworker is None


def test_a_worker_killed_half_way_repeats_nothing(desk: Client, new_case: Make, mads: User, monkeypatch: object) -> None:
    cases = [new_case() for _ in range(3)]
    Case.objects.update(caseworker=None)
    form = {"run": str(new_id()), "alle": "1", "liste": "vis=uden", "caseworker": mads.username}
    address = desk.post("/sager/samlet/assign-case/", form).url
    first = BulkItem.objects.earliest("place")
    # Killed after the action's own commit, and before that was written on the run.
    assert run("assign_case", Actor.of(first.bulk.user), first.bulk.given, case=first.case, run_id=first.pk).done
    outbox.drain()
    assert "3 lykkedes" in told(desk, address)
    assert [case.events.filter(kind="case_assigned").count() for case in cases] == [1, 1, 1]
    bulk.work(BulkRun.objects.get())
    assert Event.objects.filter(kind="case_assigned").count() == 3


def test_a_double_click_begins_one_run(desk: Client, case: Case, mads: User) -> None:
    form = {"run": str(new_id()), "sag": [case.number], "caseworker": mads.username}
    first, second = (desk.post("/sager/samlet/assign-case/", form).url for _ in range(2))
    assert first == second
    assert BulkItem.objects.count() == 1
    taken = form | {"run": str(Run.objects.exclude(action="bulk").latest("recorded_at").pk)}
    assert desk.post("/sager/samlet/assign-case/", taken).status_code == 404


def test_bad_input_gets_a_sentence_and_begins_nothing(desk: Client, case: Case, mads: User) -> None:
    days = {"valid_from": "10.8.2026", "valid_until": "3.8.2026"}
    good = {"run": str(new_id()), "sag": [case.number], "to": mads.username, "reason": "Ferie"} | days
    for wrong, words in (
        ({}, "Den sidste dag ligger før den første."),
        ({"valid_until": "38.8"}, "dag.måned.år"),
        ({"to": "ingen"}, "Vælg en af mulighederne på listen."),
        ({"to": ""}, "Vælg, hvem der skal kunne arbejde med sagen."),
        ({"reason": "å" * 500}, "højst 200 tegn"),
    ):
        answer = desk.post("/sager/samlet/lend-case/", good | wrong)
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert case.number in answer.content.decode(), "what was chosen is kept"
    for nothing in ({"sag": []}, {"sag": ["2026-9999"]}, {"fra": "x"}, {"alle": "1"}):
        answer = desk.post("/sager/samlet/lend-case/", {"run": "x", **nothing})
        assert answer.status_code == 422
        assert "Der er ikke valgt nogen sager" in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_more_than_can_be_done_at_once_is_refused_in_words(
    desk: Client, new_case: Make, mads: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(bulk, "MOST", 2)
    for _ in range(3):
        new_case()
    page = desk.get("/sager/samlet/assign-case/?alle=1&liste=vis=mine", follow=True)
    assert "Listen har flere end 2 sager." in page.content.decode()
    answer = desk.post("/sager/samlet/assign-case/", {"alle": "1", "liste": "vis=mine", "caseworker": mads.username})
    assert answer.status_code == 422
    assert "Listen har flere end 2 sager." in answer.content.decode()
    assert not BulkRun.objects.exists()


def test_only_what_one_may_see_and_do_is_offered_and_done(
    desk: Client, case: Case, aase: User, mads: User, stranger: User
) -> None:
    client = Client()
    client.force_login(stranger)
    answer = client.post("/sager/samlet/assign-case/", {"sag": [case.number], "caseworker": stranger.username})
    assert answer.status_code == 422
    assert case.citizen.name not in answer.content.decode()
    for slug in ("close-case", "approve-decision", "intet"):
        assert desk.get(f"/sager/samlet/{slug}/?sag={case.number}").status_code == 404
    address = asked(desk, "assign-case", [case], caseworker=mads.username)
    assert client.get(address).status_code == 404, "another's run is nobody's business"
    assert Denial.objects.filter(user_id=stranger.pk, what__startswith="bulk:").exists()
    assert Read.objects.filter(user_id=aase.pk, case_id=case.pk, what="bulk").exists()


def test_who_lost_the_right_before_their_turn_does_nothing(desk: Client, case: Case, aase: User, mads: User) -> None:
    address = asked(desk, "assign-case", [case], caseworker=mads.username)
    User.objects.filter(pk=aase.pk).update(role="team_member", unit=None)
    outbox.drain()
    item = BulkItem.objects.get()
    assert (item.state, item.why) == ("refused", bulk.NOT_YOURS)
    assert address


def test_a_lent_case_is_worked_on_until_its_last_day_and_can_be_taken_back(case: Case, aase: User, stranger: User) -> None:
    days = {"valid_from": DAY, "valid_until": DAY + timedelta(days=7)}
    loan = {"to": stranger.username, "reason": "Ferie", **days}
    assert run("lend_case", Actor.of(aase), loan, case=case).done
    assert Notice.objects.filter(user=stranger, kind="case_lent").exists()
    client = Client()
    client.force_login(stranger)
    for day, status in ((0, 200), (7, 200), (8, 404)):
        with clock.at(DAY + timedelta(days=day)):
            assert client.get(f"/sager/{case.number}/").status_code == status
    assert case.number in client.get("/sager/?vis=laant").content.decode()
    longer = loan | {"valid_until": DAY + timedelta(days=30)}
    assert run("lend_case", Actor.of(aase), longer, case=case).done
    assert CaseAccess.objects.get().valid_until == DAY + timedelta(days=30), "one loan, not two"
    Case.objects.filter(pk=case.pk).update(restricted=True)
    assert "ville ikke kunne se den" in str(run("lend_case", Actor.of(aase), longer, case=case).errors)
    assert run("take_back_case", Actor.of(aase), {"person": stranger.username}, case=case).done
    assert client.get(f"/sager/{case.number}/").status_code == 404


def test_a_run_leads_back_to_the_list_that_its_cases_were_picked_from(desk: Client, new_case: Make, mads: User) -> None:
    case = new_case()
    address = asked(desk, "assign-case", [case], caseworker=mads.username, liste="vis=enhed&trin=application")
    assert BulkRun.objects.get().listing == "", "one that was picked need not stay in the list"
    assert 'href="/sager/?vis=enhed&amp;trin=application"' in desk.get(address).content.decode()


def test_signs_that_no_number_and_no_list_has_are_left_out(desk: Client, new_case: Make) -> None:
    given = {"run": str(new_id()), "sag": ["2026\0", new_case().number], "caseworker": "mads", "liste": "vis=mine\0"}
    assert desk.post("/sager/samlet/assign-case/", given).status_code in {302, 422}
    assert desk.post("/sager/samlet/assign-case/", {**given, "alle": "1", "liste": "vis=mine&q=%00"}).status_code in {302, 422}
