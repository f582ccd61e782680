"""A case ends with a decision, a withdrawal, or lawfully without one; and nothing else closes it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date

import pytest

from cases import rules
from cases.act import Actor
from cases.facts import CaseFacts, LetterFact
from cases.models import Case, Letter, Notice, User
from cases.outcome import OutcomeKind
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.base.ids import new_id
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier
from tests.cases.conftest import DAY

EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
STATES = ("application", "profile", "trial", "hearing", "team", "decision", "granted", "rejected")


def asked(action: str, case: CaseFacts, **given: str) -> Dossier:
    return Dossier("2026-0417", DAY, regimes().named("lab-2022"), {CaseFacts: case}, given, action)


def letter(kind: str, state: str) -> LetterFact:
    return LetterFact(new_id(), kind, state, DAY, DAY, DAY)


@pytest.mark.parametrize("kind", ["decision_grant", "decision_rejection", "decision_not_opened"])
def test_a_delivered_decision_closes_a_case(kind: str) -> None:
    assert rules.answered_in_writing(asked("close_case", replace(EMPTY, letters=(letter(kind, "delivered"),)))) is None
    lack = rules.answered_in_writing(asked("close_case", replace(EMPTY, letters=(letter(kind, "issued"),))))
    assert lack is not None and "skriftlig afgørelse" in lack.text


def test_other_letters_and_nothing_at_all_close_no_case() -> None:
    assert rules.answered_in_writing(asked("close_case", replace(EMPTY, letters=(letter("receipt", "delivered"),))))
    assert rules.answered_in_writing(asked("close_case", EMPTY))


def test_nobody_waits_for_the_letter_of_the_dead() -> None:
    assert rules.answered_in_writing(asked("close_case", replace(EMPTY, died_on=DAY))) is None


@pytest.mark.parametrize("kind", ["wrong_person", "duplicate"])
def test_a_mistake_needs_a_second_person_and_a_death_none(kind: str) -> None:
    lack = rules.answered_in_writing(asked("end_case", EMPTY, kind=kind))
    assert lack is not None and lack.link == "action:ask_to_end"
    assert rules.answered_in_writing(asked("end_case", replace(EMPTY, agreed_endings=(kind,)), kind=kind)) is None
    assert rules.answered_in_writing(asked("end_case", replace(EMPTY, agreed_endings=("other",)), kind=kind))
    assert rules.answered_in_writing(asked("end_case", EMPTY, kind="death")) is None


@pytest.mark.parametrize("state", STATES)
def test_a_death_ends_the_case_from_every_step(state: str, aase: User) -> None:
    with clock.at(DAY):
        taken = run("take_over_case", Actor.of(aase), {"cpr": "720679-1234", "name": "Birgitte Ørsted", "state": state})
        case = Case.objects.get(pk=taken.case_id)
        outcome = run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=case)
    assert outcome.done, outcome
    case.refresh_from_db()
    assert (case.state, case.citizen.died_on) == ("closed", DAY)


def test_nothing_more_is_sent_to_the_dead(case: Case, aase: User) -> None:
    with clock.at(DAY):
        assert run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=case).done
        outbox.drain()
    receipt = Letter.objects.get(case=case)
    assert receipt.state == "voided"


def test_a_letter_of_another_case_is_made_but_not_sent_to_the_dead(case: Case, aase: User) -> None:
    with clock.at(DAY):
        given = {"cpr": case.citizen.cpr, "name": case.citizen.name, "state": "profile"}
        other = Case.objects.get(pk=run("take_over_case", Actor.of(aase), given).case_id)
        assert run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=other).done
        outbox.drain()
    assert Letter.objects.get(case=case).state == "issued"
    assert not Letter.objects.filter(state="delivered").exists()


def test_the_caseworker_of_the_other_case_is_told_of_the_death(case: Case, aase: User) -> None:
    given = {"cpr": case.citizen.cpr, "name": case.citizen.name, "state": "profile"}
    with clock.at(DAY):
        other = Case.objects.get(pk=run("take_over_case", Actor.of(aase), given).case_id)
        run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=other)
    assert any(case.number in notice.text for notice in aase.notices.all())


def test_the_younger_of_two_cases_is_the_one_that_goes(new_case: Callable[..., Case], aase: User, hanne: User) -> None:
    older = new_case()
    given = {"cpr": older.citizen.cpr, "name": older.citizen.name, "state": "profile"}
    with clock.at(date(2026, 8, 20)):
        run("take_over_case", Actor.of(aase), given)
        outcome = run(
            "ask_to_end", Actor.of(aase), {"kind": "duplicate", "reason": "Borgeren har to sager hos os."}, case=older
        )
    assert outcome.kind is OutcomeKind.INVALID
    assert "yngre" in outcome.errors["other"][0]


def test_a_case_with_a_decision_is_no_mistake_to_be_closed_away(aase: User, hanne: User) -> None:
    with clock.at(DAY):
        taken = run("take_over_case", Actor.of(aase), {"cpr": "720679-1234", "name": "Birgitte Ørsted", "state": "granted"})
        case = Case.objects.get(pk=taken.case_id)
        outcome = run("end_case", Actor.of(aase), {"kind": "wrong_person"}, case=case)
    assert outcome.kind is OutcomeKind.INVALID


@pytest.mark.parametrize(
    ("action", "given", "words"),
    [
        ("end_case", {"kind": "death", "died_on": DAY}, "har afsluttet sag"),
        ("transfer_case", {"municipality": "Prøvekøbing", "contact": "00 00 00 00"}, "til en anden kommune"),
    ],
)
def test_the_leader_hears_what_one_person_did_alone(
    case: Case, aase: User, hanne: User, action: str, given: dict[str, object], words: str
) -> None:
    with clock.at(DAY):
        assert run(action, Actor.of(aase), given, case=case).done
    told = Notice.objects.get(user=hanne, case=case)
    assert words in told.text and case.citizen.name not in told.text


def take_back(case: Case, aase: User, hanne: User) -> None:
    case.refresh_from_db()
    with clock.at(date(2026, 8, 10)):
        asked = run("ask_to_take_back_ending", Actor.of(aase), {"reason": "Det var en anden med samme navn."}, case=case)
        assert asked.done, asked
        done = run("approve_taking_back", Actor.of(hanne), {"answer": "CPR viser det."}, case=case)
        assert done.done, done
        outbox.drain()
    case.refresh_from_db()


@pytest.mark.parametrize("state", STATES)
def test_a_case_goes_on_where_it_stood_when_the_death_was_a_mistake(state: str, aase: User, hanne: User) -> None:
    with clock.at(DAY):
        taken = run("take_over_case", Actor.of(aase), {"cpr": "720679-1234", "name": "Birgitte Ørsted", "state": state})
        case = Case.objects.get(pk=taken.case_id)
        run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=case)
    take_back(case, aase, hanne)
    assert (case.state, case.citizen.died_on) == ("profile" if state == "trial" else state, None)
    assert Letter.objects.get(case=case, kind="case_goes_on").state == "delivered"


def test_a_letter_that_the_death_held_back_goes_out_after_all(case: Case, aase: User, hanne: User) -> None:
    with clock.at(DAY):
        given = {"cpr": case.citizen.cpr, "name": case.citizen.name, "state": "profile"}
        other = Case.objects.get(pk=run("take_over_case", Actor.of(aase), given).case_id)
        run("end_case", Actor.of(aase), {"kind": "death", "died_on": DAY}, case=other)
        outbox.drain()
    assert Letter.objects.get(case=case).state == "issued"
    take_back(other, aase, hanne)
    assert Letter.objects.get(case=case).state == "delivered"


def test_nobody_takes_back_what_they_asked_for_themselves(case: Case, aase: User, hanne: User) -> None:
    with clock.at(DAY):
        withdrawn = {"channel": "phone", "words": "Jeg vil ikke mere."}
        assert run("withdraw_application", Actor.of(aase), withdrawn, case=case).done
        assert run("ask_to_take_back_ending", Actor.of(hanne), {"reason": "En anden ringede."}, case=case).done
        own = run("approve_taking_back", Actor.of(hanne), {"answer": "Ja."}, case=case)
    assert own.errors == {"": ("Du har selv bedt om det. En anden skal svare.",)}
    case.refresh_from_db()
    assert case.state == "withdrawn"
