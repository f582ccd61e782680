"""Two at once, on real connections: each waits for a lock that the test holds, so they truly meet when it lets go."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.conf import settings as house
from django.db import connection
from django.test import Client
from django.urls import reverse

from cases import runner
from cases.act import Actor
from cases.daily import reminders
from cases.models import Case, Citizen, Deadline, Delivery, Event, Letter, Notice
from cases.outcome import Outcome, OutcomeKind
from cases.runner import run
from flexcase.base import clock, files, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import OutboxItem, Read
from oversight.scenario import cast
from oversight.scenario.cast import Cast
from oversight.scenario.play import play
from oversight.scenario.story import read
from tests.processes.desk import APPLICATION
from tests.stack import until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes"), pytest.mark.django_db(transaction=True)]

BORN = date(1979, 6, 12)
PATIENCE = 60.0


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody gives up while the test gathers everybody at the lock."""
    monkeypatch.setattr(runner, "LOCK_TIMEOUT", f"{PATIENCE:.0f}s")


@pytest.fixture
def people() -> Cast:
    return cast.gather()


@pytest.fixture
def aase(people: Cast) -> Actor:
    return Actor.of(people.people["caseworker"])


@pytest.fixture
def mads(people: Cast) -> Actor:
    return Actor.of(people.people["colleague"])


@pytest.fixture
def case(aase: Actor) -> Case:
    with outbox.silent():
        return Case.objects.get(pk=run("receive_application", aase, application(1)).case_id)


def application(serial: int, **given: Any) -> dict[str, Any]:
    return APPLICATION | {"digital_post": True, "cpr": cast.cpr_for(BORN, serial), "name": "Prøve Ørsted"} | given


@contextmanager
def holding(row: str, key: object) -> Iterator[None]:
    """Another connection has the row."""
    place = connection.settings_dict
    address = {"host": place["HOST"], "port": place["PORT"], "user": place["USER"], "dbname": place["NAME"]}
    with psycopg.connect(**address) as other:
        assert other.execute(f"SELECT 1 FROM {row} = %s FOR UPDATE", [key]).fetchone()  # type: ignore[arg-type]
        yield


def _waiting() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")
        return int(cursor.fetchone()[0])


def _apart(deed: Callable[[], Any]) -> Any:
    """On a connection of its own, telling no broker."""
    try:
        with outbox.silent():
            return deed()
    finally:
        connection.close()


@contextmanager
def going(row: str, key: object, *deeds: Callable[[], Any]) -> Iterator[list[Future[Any]]]:
    """All deeds have begun and wait, directly or for one another, for a row that is let go at the end."""
    with ThreadPoolExecutor(len(deeds)) as pool, holding(row, key):
        begun = []
        for deed in deeds:  # one after the other, so that the first is known
            begun.append(pool.submit(_apart, deed))
            until(lambda: _waiting() == len(begun), "everybody to wait for the row", PATIENCE)
        yield begun


def at_once(row: str, key: object, *deeds: Callable[[], Any]) -> list[Any]:
    """What came of deeds that met."""
    with going(row, key, *deeds) as begun:
        pass
    return [one.result(PATIENCE) for one in begun]


OF_CASE = '"case" WHERE id'


def on_case(case: Case, *deeds: Callable[[], Any]) -> list[Any]:
    return at_once(OF_CASE, case.pk, *deeds)


def kinds(outcomes: list[Outcome]) -> list[OutcomeKind]:
    return [outcome.kind for outcome in outcomes]


def events(case: Case, kind: str) -> int:
    return Event.objects.filter(case=case, kind=kind).count()


WITHDRAWAL = {"channel": "phone", "words": "Jeg vil ikke mere"}


def test_of_the_same_move_twice_one_is_made_and_one_is_told_why_not(case: Case, aase: Actor, mads: Actor) -> None:
    first, second = on_case(
        case,
        lambda: run("withdraw_application", aase, WITHDRAWAL, case=case),
        lambda: run("withdraw_application", mads, WITHDRAWAL, case=case),
    )
    assert kinds([first, second]) == [OutcomeKind.DONE, OutcomeKind.STOPPED]
    assert "ROAD" in {finding.rule for finding in second.findings}
    assert events(case, "application_withdrawn") == Letter.objects.filter(kind="withdrawal_confirmation").count() == 1


def test_a_double_click_that_overtakes_itself_is_done_once(case: Case, aase: Actor) -> None:
    form, note = new_id(), {"heading": "Opkald", "text": "Borgeren ringede"}
    first, second = on_case(case, *[lambda: run("write_note", aase, note, case=case, run_id=form)] * 2)
    assert (first.done, first.again, second.done, second.again) == (True, False, True, True)
    assert events(case, "note_written") == 1


def test_two_who_write_different_parts_both_get_theirs(case: Case, aase: Actor, mads: Actor) -> None:
    assert run("start_profile", aase, {}, case=case).done
    one, other = (part.key for part in case.regime.profile_parts[:2])
    outcomes = on_case(
        case,
        lambda: run("write_profile_part", aase, {"key": one, "text": "Åses ord"}, case=case),
        lambda: run("write_profile_part", mads, {"key": other, "text": "Mads' ord"}, case=case),
    )
    assert kinds(outcomes) == [OutcomeKind.DONE, OutcomeKind.DONE]


def test_two_who_write_the_same_part_from_the_same_text_lose_nothing(case: Case, aase: Actor, mads: Actor) -> None:
    assert run("start_profile", aase, {}, case=case).done
    part = {"key": case.regime.profile_parts[0].key, "version": "0"}
    _, second = on_case(
        case,
        lambda: run("write_profile_part", aase, {**part, "text": "Åses ord"}, case=case),
        lambda: run("write_profile_part", mads, {**part, "text": "Mads' ord"}, case=case),
    )
    assert second.kind is OutcomeKind.STALE
    assert second.theirs["text"] == "Åses ord"


def test_who_waits_too_long_is_told_so_and_keeps_what_was_typed(
    case: Case, aase: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(runner, "LOCK_TIMEOUT", "100ms")
    client = Client()
    client.force_login(aase.user)
    with holding(OF_CASE, case.pk):
        words = {"heading": "Opkald", "text": "Hvad Åse har skrevet"}
        answer = client.post(reverse("action", args=[case.number, "write-note"]), words)
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "En anden arbejder på sagen lige nu. Prøv igen om lidt." in page
    assert "Hvad Åse har skrevet" in page
    assert events(case, "note_written") == 0


def test_the_case_page_does_not_wait_for_an_action_under_way(case: Case, aase: Actor) -> None:
    letter = Letter.objects.get(case=case)
    client = Client()
    client.force_login(aase.user)

    def rendering() -> Outcome:
        blob, given = new_id(), {"letter": str(letter.pk), "sha256": "0" * 64}
        return run("record_rendering", Actor.clock(), given | {"blob": str(blob)}, case=case)

    with going("letter WHERE id", letter.pk, rendering) as (acting,):  # it has the case, and waits for the letter
        with connection.cursor() as cursor:
            cursor.execute("SET lock_timeout = '5s'")
        assert client.get(reverse("case", args=[case.number])).status_code == 200
        assert not acting.done()
    assert acting.result(PATIENCE).done
    assert Read.objects.filter(case_id=case.pk, user_id=aase.user.pk).exists()  # type: ignore[union-attr]


def test_two_who_register_the_same_new_citizen_make_one_case(case: Case, aase: Actor, mads: Actor) -> None:
    given = application(2)
    first, second = at_once(
        "case_number WHERE year",
        clock.today().year,
        lambda: run("receive_application", aase, given),
        lambda: run("receive_application", mads, given),
    )
    assert kinds([first, second]) == [OutcomeKind.DONE, OutcomeKind.DONE], "everyone's application is received"
    assert first.case_id == second.case_id, "the second on the case that runs"
    assert Citizen.objects.count() == Case.objects.count() == 2


def test_two_workers_with_one_letter_render_and_deliver_it_once(case: Case, settings: Any) -> None:
    settings.OUTBOX_CLAIM_LASTS = clock.now() - clock.now()  # each takes the other for dead
    for kind, done in (("letter.render", "letter_rendered"), ("letter.deliver", "letter_delivered")):
        item = OutboxItem.objects.get(kind=kind)
        on_case(case, *[lambda pk=item.pk: outbox.work_off(pk)] * 2)
        item.refresh_from_db()
        assert item.state == OutboxItem.State.DONE
        assert events(case, done) == 1
    assert files.names() == {Letter.objects.get().blob}
    assert [path.name for path in Path(settings.DIGITAL_POST_DIR).iterdir()] == [f"{Delivery.objects.get().pk}.pdf"]


def test_two_beats_remind_once(case: Case) -> None:
    due = Deadline.objects.get(case=case, kind="case_decision").due
    assert due is not None

    def remind() -> int:
        with clock.at(due):
            return reminders.remind()

    written = sum(on_case(case, remind, remind))
    told = Notice.objects.values_list("user", "kind", "stage")
    assert written == len(told) == len(set(told)) == OutboxItem.objects.filter(kind="notice.mail").count() > 0


# -- meeting against case

STORY = Path(house.ROOT) / "scenarios" / "reform-grant.yaml"


@pytest.fixture
def before_team(people: Cast) -> list[Case]:
    """Two cases on the agenda of one meeting, on which everybody has voted."""
    told = read(STORY)
    steps = [step for step in told.steps if step.expect.kind == "done"]
    steps = steps[: next(at for at, step in enumerate(steps) if step.do == "record_team_outcome")]
    ending = replace(told.expect, state="", letters=(), deadlines=(), events=(), regime="")
    for name, skipped in (("Prøve Første", ""), ("Prøve Anden", "plan_meeting")):
        theirs = tuple(step for step in steps if step.do != skipped)
        played = play(replace(told, id=name, citizen={**told.citizen, "name": name}, steps=theirs, expect=ending), keep=True)
        assert played.held, played.faults
    return list(Case.objects.filter(state="team").order_by("number"))


def _answer(people: Cast, case: Case) -> Outcome:
    told = next(step for step in read(STORY).steps if step.do == "record_team_outcome")
    with clock.at(told.date):
        return run(told.do, Actor.of(people.people["chair"]), told.given, case=case)


def test_the_team_answers_while_the_case_is_sent_back(people: Cast, before_team: list[Case]) -> None:
    case, _ = before_team

    def send_back() -> Outcome:
        with clock.at(date(2026, 10, 28)):
            given = {"to": "profile", "reason": "Der er kommet en ny lægeerklæring"}
            return run("return_case", Actor.of(people.people["caseworker"]), given, case=case)

    sent_back, answered = on_case(case, send_back, lambda: _answer(people, case))
    # The case has left the agenda, and so it is no longer the chair's business.
    assert kinds([sent_back, answered]) == [OutcomeKind.DONE, OutcomeKind.DENIED]
    case.refresh_from_db()
    assert (case.state, events(case, "team_outcome_recorded")) == ("profile", 0)


def test_a_meeting_ends_though_its_last_two_cases_are_answered_at_once(people: Cast, before_team: list[Case]) -> None:
    one, other = before_team
    meeting = one.meeting_items.get().meeting  # type: ignore[attr-defined]
    outcomes = at_once("team_meeting WHERE id", meeting.pk, lambda: _answer(people, one), lambda: _answer(people, other))
    assert kinds(outcomes) == [OutcomeKind.DONE, OutcomeKind.DONE]
    meeting.refresh_from_db()
    assert meeting.closed_on == meeting.day
