"""Kim complains on a telephone: one button, no reasons needed, and never twice by accident."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings

from cases.models import Case, Letter, Notice, User
from decisions.models import Complaint
from flexcase.base import outbox
from oversight.scenario.play import play
from oversight.scenario.story import read
from tests.portal.conftest import Phone, citizen_user, signed_in, words_of

IN_TIME, LATE = date(2025, 5, 14), date(2025, 7, 1)


@pytest.fixture
def kim(db: None) -> User:
    """A citizen whose case was rejected on 7 May 2025, and who has complained over nothing yet."""
    return come_as_far_as(8)


def come_as_far_as(steps: int) -> User:
    """The citizen of the story after so many of its steps."""
    story = read(Path(settings.ROOT) / "scenarios" / "complaint-late.yaml")
    play(type(story)(**{**vars(story), "steps": story.steps[:steps]}), keep=True)
    citizen = Case.objects.select_related("citizen__key").get().citizen
    return User.objects.filter(citizen=citizen).first() or citizen_user(citizen, "kim")


@pytest.fixture
def letter(kim: User) -> Letter:
    return Letter.objects.select_related("case").get(kind="decision_rejection")


@pytest.fixture
def phone(kim: User) -> Iterator[Phone]:
    with signed_in(kim, IN_TIME) as browser:
        yield browser


def paths(letter: Letter) -> tuple[str, str]:
    number = letter.case.number
    return f"/min-sag/{number}/brev/{letter.pk}/", f"/min-sag/{number}/klag/{letter.pk}/"


def test_the_letter_leads_to_the_complaint_and_says_afterwards_that_it_came(phone, letter):
    read_it, complain = paths(letter)
    assert complain in phone.get(read_it).content.decode()
    told = phone.words(complain)
    assert "Vi ser på afgørelsen igen. Du får svar inden fire uger." in told
    assert "sender vi klagen til Ankestyrelsen" in told
    answer = phone.post(complain, {"text": "", "run": str(uuid4())}, follow=True)
    outbox.drain()
    assert "Vi har fået din klage. Du får et brev om, hvad der nu sker." in words_of(answer.content)
    assert "Vi fik din klage 14. maj" in phone.words(read_it)
    assert "Vi har fået din klage" in phone.words(f"/min-sag/{letter.case.number}/breve/")
    row = Complaint.objects.get()
    assert (row.channel, row.by, row.late) == ("portal", "citizen", False)
    assert Notice.objects.filter(kind="complaint_received", user=letter.case.caseworker).exists()


def test_two_presses_are_one_complaint(phone, letter):
    _, complain = paths(letter)
    for _ in range(2):
        phone.post(complain, {"text": "Jeg er uenig.", "run": str(uuid4())})
    assert Complaint.objects.count() == 1


def test_words_from_another_tab_are_not_lost(phone, letter):
    _, complain = paths(letter)
    phone.post(complain, {"text": "Jeg er uenig.", "run": str(uuid4())})
    answer = phone.post(complain, {"text": "Jeg har også ondt i knæet.", "run": str(uuid4())})
    assert answer.status_code == 409
    assert "Du har allerede klaget" in words_of(answer.content)
    assert "Jeg har også ondt i knæet." in answer.content.decode()


def test_a_late_complaint_is_taken_and_says_who_decides(kim, letter):
    _, complain = paths(letter)
    with signed_in(kim, LATE) as phone:
        assert "Du kan stadig klage. Så afgør Ankestyrelsen, om klagen kan tages med." in phone.words(complain)
        phone.post(complain, {"text": "Jeg lå på hospitalet.", "run": str(uuid4())})
    assert Complaint.objects.get().late


def test_only_a_decision_of_ones_own_can_be_complained_over(phone, letter):
    assert phone.get(f"/min-sag/{letter.case.number}/klag/{uuid4()}/").status_code == 404


@pytest.mark.parametrize(
    ("steps", "words"),
    [
        (12, "Vi fik din klage 1. juli. Du hører fra os."),
        (13, "Vi sendte din klage til Ankestyrelsen 9. juli. Du får svar derfra."),
        (14, "Ankestyrelsen har svaret på din klage 1. september."),
    ],
)
def test_the_citizen_sees_how_far_the_complaint_has_come(db, steps, words):
    citizen = come_as_far_as(steps)
    with signed_in(citizen, date(2025, 9, 2)) as phone:
        assert words in phone.words(f"/min-sag/{Case.objects.get().number}/")
