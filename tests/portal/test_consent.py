"""Birgitte is asked whether we may collect information, says yes or no on her telephone, and takes it back."""

from __future__ import annotations

from datetime import date

import pytest

from cases.models import Letter
from flexcase.base import outbox
from resourceprofile.models import Consent, ConsentRefusal
from tests.portal.conftest import MONDAY, words_of

PAGE = "/min-sag/{}/samtykke/"


@pytest.fixture
def asked(case, do):
    do("ask_for_consent", case, MONDAY, scope="health", sources=["Rygcentret i Nordhavn"], expires_on=date(2027, 6, 1))
    return case


def test_she_reads_what_she_is_asked_before_she_answers(asked, phone):
    assert "Må vi hente oplysninger om dig? Du bestemmer selv." in phone.words("/min-sag/")
    told = phone.words(PAGE.format(asked.number))
    assert "Må vi hente oplysninger om dit helbred fra læger og sygehuse?" in told
    assert "Rygcentret i Nordhavn" in told
    assert "Det gælder til og med tirsdag 1. juni" in told
    assert "Siger du nej, fortsætter din sag." in told


def test_her_yes_is_to_what_was_asked_and_comes_back_as_a_declaration(asked, phone):
    answer = phone.post(PAGE.format(asked.number), {"yes": "health"}, follow=True)
    assert "Tak. Du får et brev om, hvad du har sagt ja til." in words_of(answer.content)
    consent = Consent.objects.select_related("case__key").get(case=asked)
    assert (consent.named_sources(), consent.expires_on) == (("Rygcentret i Nordhavn",), date(2027, 6, 1))
    outbox.drain()
    letter = Letter.objects.filter(case=asked, kind="consent_declaration", state="delivered").last()
    assert letter.snapshot["given_on"] == MONDAY.isoformat()
    assert "Må vi hente" not in phone.words("/min-sag/")


def test_her_no_is_taken_and_ends_nothing(asked, phone):
    answer = phone.post(PAGE.format(asked.number), {"no": "health"}, follow=True)
    assert "Vi henter ikke oplysningerne." in words_of(answer.content)
    assert ConsentRefusal.objects.filter(case=asked, scope="health").count() == 1
    asked.refresh_from_db()
    assert asked.state == "profile"


def test_she_takes_it_back_with_one_press_and_another_press_says_that_it_is_done(asked, phone):
    phone.post(PAGE.format(asked.number), {"yes": "health"})
    told = words_of(phone.post(PAGE.format(asked.number), {"withdraw": "1"}, follow=True).content)
    assert "Du har trukket dit samtykke tilbage." in told
    assert Consent.objects.get(case=asked).withdrawn_on == MONDAY
    again = phone.post(PAGE.format(asked.number), {"withdraw": "1"})
    assert (again.status_code, "Der er intet samtykke at trække tilbage." in words_of(again.content)) == (422, True)


@pytest.mark.parametrize("sent", [{"yes": "everything"}, {"withdraw": "x"}, {"yes": ""}])
def test_what_no_button_sends_changes_nothing(asked, phone, sent):
    assert phone.post(PAGE.format(asked.number), sent).status_code == 422
    assert not Consent.objects.filter(case=asked).exists()
