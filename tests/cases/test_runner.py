"""The one door: done once, refused without a trace, logged, and never passed by."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db import DatabaseError, connection, transaction
from django.test.utils import CaptureQueriesContext

from cases.act import Actor
from cases.adapter import WrongShape
from cases.models import Case, Citizen, Deadline, Event, Letter, Note, User
from cases.outcome import OutcomeKind
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, OutboxItem, Run
from tests.cases.conftest import APPLICATION, DAY

WITHDRAWAL = {"channel": "phone", "words": "Jeg vil ikke mere"}


def test_an_application_becomes_a_case_with_a_receipt_and_a_deadline(aase: User) -> None:
    with clock.at(DAY):
        outcome = run("receive_application", Actor.of(aase), APPLICATION)
        outbox.drain()
    case = Case.objects.get(pk=outcome.case_id)
    assert (case.state, case.regime_name, case.caseworker) == ("application", "reform-2026", aase)
    receipt = Letter.objects.get(case=case)
    assert (receipt.kind, receipt.state) == ("receipt", "delivered")
    assert receipt.pdf().startswith(b"%PDF")
    assert Deadline.objects.get(case=case, kind="case_decision").due == date(2027, 2, 1)


def test_a_double_click_registers_one_application(aase: User) -> None:
    form = new_id()
    first = run("receive_application", Actor.of(aase), APPLICATION, run_id=form)
    second = run("receive_application", Actor.of(aase), APPLICATION, run_id=form)
    assert (second.done, second.again, second.case_id) == (True, True, first.case_id)
    assert Case.objects.count() == 1


def test_the_run_of_another_user_is_nobodys_business(aase: User, mads: User) -> None:
    form = new_id()
    run("receive_application", Actor.of(aase), APPLICATION, run_id=form)
    assert run("receive_application", Actor.of(mads), APPLICATION, run_id=form).kind is OutcomeKind.DENIED


def test_a_run_answers_for_its_own_action_and_case_only(new_case: Callable[..., Case], aase: User) -> None:
    form, case, other = new_id(), new_case(), new_case()
    note = {"heading": "Opkald", "text": "Borgeren ringede"}
    assert run("write_note", Actor.of(aase), note, case=case, run_id=form).done
    assert run("write_note", Actor.of(aase), note, case=case, run_id=form).again
    assert run("write_note", Actor.of(aase), note, case=other, run_id=form).kind is OutcomeKind.DENIED
    assert run("withdraw_application", Actor.of(aase), WITHDRAWAL, case=case, run_id=form).kind is OutcomeKind.DENIED


def test_a_second_application_is_received_on_the_running_case(case: Case, aase: User) -> None:
    outcome = run("receive_application", Actor.of(aase), APPLICATION | {"cpr": case.citizen.cpr})
    assert (outcome.done, outcome.created, outcome.case_id) == (True, case.number, case.pk)
    assert Case.objects.count() == 1
    assert Letter.objects.filter(case=case, kind="second_application_receipt").exists()
    assert Deadline.objects.filter(case=case, kind="case_decision").count() == 1


def test_somebody_of_another_unit_may_register_it_without_seeing_the_case(case: Case, stranger: User) -> None:
    assert run("receive_application", Actor.of(stranger), APPLICATION | {"cpr": case.citizen.cpr}).done
    assert case.caseworker is not None and case.caseworker.notices.filter(kind="application_received_again").exists()


def test_a_refused_action_leaves_no_row(case: Case, aase: User) -> None:
    before = (Run.objects.count(), Event.objects.count(), OutboxItem.objects.count(), Note.objects.count())
    outcome = run("close_case", Actor.of(aase), {}, case=case)
    assert outcome.kind is OutcomeKind.STOPPED
    assert {"ROAD", "P-01"} <= {finding.rule for finding in outcome.findings}
    assert (Run.objects.count(), Event.objects.count(), OutboxItem.objects.count(), Note.objects.count()) == before


def test_a_dry_run_says_the_same_and_leaves_no_row(case: Case, aase: User) -> None:
    before = (Run.objects.count(), Event.objects.count(), OutboxItem.objects.count())
    assert run("withdraw_application", Actor.of(aase), WITHDRAWAL, case=case, dry=True).done
    case.refresh_from_db()
    assert case.state == "application"
    assert (Run.objects.count(), Event.objects.count(), OutboxItem.objects.count()) == before


def test_a_stranger_is_told_nothing_and_the_refusal_is_logged(case: Case, stranger: User) -> None:
    outcome = run("withdraw_application", Actor.of(stranger), WITHDRAWAL, case=case)
    assert (outcome.kind, outcome.findings) == (OutcomeKind.DENIED, ())
    denial = Denial.objects.get(user_id=stranger.pk)
    assert (denial.case_id, denial.what) == (case.pk, "withdraw_application:denied:")


def test_a_day_in_the_future_or_before_birth_is_a_sentence_at_the_field(case: Case, aase: User) -> None:
    for day, words in (("2126-01-01", "fremtiden"), ("1950-01-01", "fødsel")):
        outcome = run("withdraw_application", Actor.of(aase), WITHDRAWAL | {"happened_on": day}, case=case)
        assert outcome.kind is OutcomeKind.INVALID
        assert words in outcome.errors["happened_on"][0]


def test_an_unknown_key_is_a_mistake_of_the_caller(case: Case, aase: User) -> None:
    with pytest.raises(WrongShape, match="kender ikke chanel"):
        run("withdraw_application", Actor.of(aase), {"chanel": "phone"}, case=case)
    with pytest.raises(WrongShape, match="én værdi"):
        run("withdraw_application", Actor.of(aase), WITHDRAWAL | {"words": ["a", "b"]}, case=case)


def test_text_is_bounded_and_stored_as_it_was_typed(case: Case, aase: User) -> None:
    script = "<script>alert(1)</script> {{ case.citizen.cpr }} {% load x %}"
    too_long = run("withdraw_application", Actor.of(aase), WITHDRAWAL | {"words": "å" * 4001}, case=case)
    assert "højst 4000 tegn" in too_long.errors["words"][0]
    assert run("withdraw_application", Actor.of(aase), WITHDRAWAL | {"words": script}, case=case).done
    assert Note.objects.get(case=case).text == script


def test_state_changes_only_in_a_run(case: Case) -> None:
    with pytest.raises(AttributeError):
        case.state = "granted"
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('flexcase.run', '', true)")
    for forbidden in (
        lambda: Case.objects.filter(pk=case.pk).update(state="granted"),
        lambda: case.take("start_profile"),
    ):
        with pytest.raises(DatabaseError, match="changes state only in a run"), transaction.atomic():
            forbidden()


def test_the_database_knows_the_road_too(case: Case) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('flexcase.run', 'x', true)")
    with pytest.raises(DatabaseError, match="no way from application to granted"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="granted")
    with pytest.raises(DatabaseError, match="no state heaven"), transaction.atomic():
        Case.objects.filter(pk=case.pk).update(state="heaven")


def test_events_can_neither_be_changed_nor_removed(case: Case) -> None:
    events = Event.objects.filter(case=case)
    for forbidden in (lambda: events.update(kind="x"), lambda: events.delete()):
        with pytest.raises(DatabaseError), transaction.atomic():
            forbidden()
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE event CASCADE")


def test_withdrawal_works_and_is_confirmed_in_writing(case: Case, aase: User) -> None:
    assert run("withdraw_application", Actor.of(aase), WITHDRAWAL, case=case).done
    outbox.drain()
    case.refresh_from_db()
    assert case.state == "withdrawn"
    assert Letter.objects.get(case=case, kind="withdrawal_confirmation").state == "delivered"
    assert Deadline.objects.get(case=case, kind="case_decision").met_on == clock.today()


def test_an_action_costs_the_same_on_a_young_and_an_old_case(new_case: Callable[..., Case], aase: User) -> None:
    young, old = new_case(), new_case()
    for _ in range(60):
        assert run("write_note", Actor.of(aase), {"heading": "Opkald", "text": "Borgeren ringede"}, case=old).done
    counts = []
    for case in (young, old):
        with CaptureQueriesContext(connection) as queries:
            assert run("write_note", Actor.of(aase), {"heading": "Opkald", "text": "Borgeren ringede"}, case=case).done
        counts.append(len(queries))
    assert counts[0] == counts[1] <= 18


def test_a_known_citizen_is_found_again_by_cpr(case: Case, aase: User) -> None:
    run("withdraw_application", Actor.of(aase), WITHDRAWAL, case=case)
    again = run("receive_application", Actor.of(aase), APPLICATION | {"cpr": case.citizen.cpr, "phone": "00 12 34 56"})
    assert again.done
    assert Citizen.objects.count() == 1
    assert Citizen.objects.get().phone == "00 12 34 56"


def test_inhabilitet_hides_the_case_at_once_and_tells_the_leader(case: Case, aase: User, hanne: User) -> None:
    assert run("declare_conflict", Actor.of(aase), {}, case=case).done
    assert not Case.objects.visible_to(aase).exists()
    assert Case.objects.visible_to(hanne).get().caseworker is None
    assert hanne.notices.get().kind == "conflict_declared"
    assert run("withdraw_application", Actor.of(aase), WITHDRAWAL, case=case).kind is OutcomeKind.DENIED


def test_no_letter_is_received_before_it_was_sent_or_sent_before_it_was_issued(case: Case, aase: User) -> None:
    outbox.drain()
    letter = Letter.objects.get(case=case)
    assert letter.issued_on is not None
    before = letter.issued_on - timedelta(days=30)
    for sent, received in ((before, before), (letter.issued_on, before)):
        given = {"letter": str(letter.pk), "sent_on": sent, "received_on": received, "proof": "set på posthuset"}
        outcome = run("record_delivery", Actor.of(aase), given, case=case)
        assert (outcome.kind, list(outcome.errors)) == (OutcomeKind.INVALID, ["received_on"])
