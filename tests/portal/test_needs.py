"""Birgitte reads what must be shown consideration for, says that it fits, or what is wrong; nothing she says is lost."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest

from cases.act import Actor
from cases.models import Case, Document, Event, Notice, Role, Task, User
from cases.runner import run
from flexcase.base import clock
from resourceprofile.models import Accommodation
from tests.portal.conftest import MONDAY, citizen_user, signed_in, words_of

PAGE = "/min-sag/{}/hensyn/"
TOLD = date(2026, 11, 9)


@pytest.fixture
def needy(case, do):
    do(
        "change_accommodations",
        case,
        TOLD,
        accommodations=["Pause hver time"],
        transport=["Kan ikke køre bil"],
        source="doctor",
    )
    return case


def standing(case: Case) -> list[Accommodation]:
    return list(Accommodation.objects.filter(case=case, ended_on=None).select_related("case__key", "confirms").order_by("no"))


def test_she_reads_them_in_plain_words_with_where_we_know_them_from(needy, phone):
    assert "Passer det, vi har skrevet om hensyn til dig?" in phone.words("/min-sag/")
    told = phone.words(PAGE.format(needy.number))
    assert "På arbejdet Pause hver time Det skrev en læge 9. november." in told
    assert "På vej til og fra arbejde Kan ikke køre bil" in told


def test_her_yes_is_a_version_with_its_day_and_herself_as_the_source(needy, phone, aase):
    seen, run = "1,2", str(uuid4())
    for _ in range(2):  # a double click
        answer = phone.post(PAGE.format(needy.number), {"fits": "1", "seen": seen, "run": run}, follow=True)
        assert "Tak. Vi har skrevet, at du siger, det passer." in words_of(answer.content)
    assert [(row.text, row.area, row.source, row.dated, row.confirms.source) for row in standing(needy)] == [
        ("Pause hver time", "work", "citizen", MONDAY, "doctor"),
        ("Kan ikke køre bil", "transport", "citizen", MONDAY, "doctor"),
    ]
    assert Event.objects.filter(case=needy, kind="accommodations_confirmed").count() == 1
    assert "Passer det, vi" not in phone.words("/min-sag/")
    assert "Du sagde 23. november, at det passer." in phone.words(PAGE.format(needy.number))
    with signed_in(aase) as desk:
        told = desk.words(f"/sager/{needy.number}/", fane="arbejdsproevning")
    assert "Læge, 9. nov. · bekræftet af borgeren 23. nov." in told
    assert "der ikke gælder længere" not in told, "nothing has changed but that she has said so"


@pytest.mark.parametrize(("action", "given"), [("confirm_accommodations", {}), ("dispute_accommodations", {"words": "Nej"})])
def test_who_writes_down_what_she_said_tells_how(needy, aase, action, given):
    with clock.at(MONDAY):
        outcome = run(action, Actor.of(aase), given, case=needy)
    assert outcome.errors == {"channel": ("Vælg, hvordan borgeren sagde det.",)}
    assert not Event.objects.filter(case=needy, kind__in=("accommodations_confirmed", "accommodations_disputed")).exists()


def test_what_she_says_is_wrong_becomes_a_task_that_stays_until_somebody_has_looked(needy, phone, aase, do):
    words = "Det er hver halve time, og jeg kan godt køre bil."
    answer = phone.post(PAGE.format(needy.number), {"words": words, "seen": "1,2"}, follow=True)
    assert "Din sagsbehandler ser på det, du har skrevet" in words_of(answer.content)
    task = Task.objects.select_related("case__key").get(case=needy)
    paper = Document.objects.select_related("case__key").get(case=needy, kind=Document.Kind.CITIZEN)
    assert (task.assignee, task.due, paper.health) == (aase, date(2026, 12, 7), True)
    assert f"dokument {paper.no}" in task.text
    assert words in paper.sheet and "Pause hver time" in paper.sheet
    assert "halve" not in Notice.objects.filter(user=aase).latest("at").text
    assert "Du skrev 23. november, at noget ikke passer." in phone.words(PAGE.format(needy.number))
    assert "Passer det, vi" not in phone.words("/min-sag/"), "she has answered"
    with signed_in(aase) as desk:
        assert "Borgeren er uenig, 23. nov." in desk.words(f"/sager/{needy.number}/", fane="arbejdsproevning")
    do("change_accommodations", needy, MONDAY, accommodations=["Pause hver halve time"], transport=["Kan ikke køre bil"])
    assert "Passer det, vi har skrevet" in phone.words("/min-sag/"), "what is new is asked about"
    phone.post(PAGE.format(needy.number), {"fits": "1", "seen": "2,3"})
    assert all(row.settled for row in standing(needy))


def test_a_disagreement_where_nobody_has_the_case_is_the_units(needy, phone, aase):
    Case.objects.filter(pk=needy.pk).update(caseworker=None)
    phone.post(PAGE.format(needy.number), {"words": "Det passer ikke.", "seen": "1,2"})
    assert Task.objects.get(case=needy).whose == Task.Whose.UNIT
    assert "mangler en sagsbehandler" in Notice.objects.get(user=aase, kind="accommodations_disputed").text


@pytest.mark.parametrize(
    ("sent", "told"),
    [
        ({"seen": "1,2"}, "Skriv, hvad der er forkert eller mangler."),
        ({"fits": "1", "words": "Nej", "seen": "1,2"}, "Du har skrevet noget."),
        ({"fits": "1", "seen": "1"}, "Skånehensynene er ændret"),
        ({"fits": "1", "seen": "x" * 500}, ""),
        ({"words": "x" * 20_001, "seen": "1,2"}, "Teksten er for lang."),
        ({"words": "a\x00b", "seen": "1,2"}, "et tegn, som vi ikke kan gemme"),
    ],
)
def test_what_cannot_be_answered_is_told_and_changes_nothing(needy, phone, sent, told):
    answer = phone.post(PAGE.format(needy.number), sent)
    assert answer.status_code == 422
    assert told in words_of(answer.content)
    assert not Task.objects.exists()
    assert {row.source for row in standing(needy)} == {"doctor"}


def test_words_that_come_too_late_are_not_lost(needy, phone, do):
    do("withdraw_application", needy, MONDAY, channel="phone", words="Nej.")
    answer = phone.post(PAGE.format(needy.number), {"words": "Det er hver halve time.", "seen": "1,2"})
    assert answer.status_code == 409
    told = words_of(answer.content)
    assert "Det er hver halve time." in told and "ring til os" in told
    page = answer.content.decode()
    assert "data-commit" not in page and "<textarea" not in page, "nothing is offered that takes nothing"
    assert f"/min-sag/{needy.number}/nyt/" not in phone.get(PAGE.format(needy.number)).content.decode()


def test_words_with_nothing_left_to_answer_are_sent_with_one_press(case, phone):
    answer = phone.post(PAGE.format(case.number), {"words": "Det er hver halve time.", "seen": "1,2"})
    assert answer.status_code == 409
    assert "Tryk på »Send«" in words_of(answer.content) and "data-commit" in answer.content.decode()


def test_nobody_else_answers_for_her(needy, aase, do, unit):
    other = do(
        "receive_application",
        None,
        TOLD,
        cpr="610580-4321",
        name="Kim Prøve",
        channel="letter",
        initiator="citizen",
        income="loen",
    )
    with signed_in(citizen_user(Case.objects.get(pk=other.case_id).citizen, "kim")) as stranger:
        assert stranger.get(PAGE.format(needy.number)).status_code == 404
        assert stranger.post(PAGE.format(needy.number), {"fits": "1", "seen": "1,2"}).status_code == 404
    with signed_in(aase) as desk:
        assert desk.post(PAGE.format(needy.number), {"fits": "1", "seen": "1,2"}).status_code == 404
    consultant = User.objects.create(username="tine", role=Role.JOB_CONSULTANT, unit=unit)
    with signed_in(consultant) as desk:
        assert desk.get(f"/sager/{needy.number}/handling/dispute-accommodations/").status_code == 404


def test_what_she_says_in_the_telephone_is_written_down_with_who_spoke(needy, do):
    do("confirm_accommodations", needy, MONDAY, channel="phone")
    event = Event.objects.get(case=needy, kind="accommodations_confirmed")
    assert '"channel":"phone"' in event.body
    assert all(row.source == "citizen" for row in standing(needy))


def test_with_nothing_written_there_is_nothing_to_answer(case, phone):
    assert "Vi har ikke skrevet noget endnu" in phone.words(PAGE.format(case.number))
    assert "hensyn til" not in phone.words("/min-sag/")
