"""Answering, telling and withdrawing from a telephone."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from cases.models import Case, Document, Draft, Event, HeldFile, Letter, Note, Notice
from decisions.models import Hearing
from flexcase.base import outbox
from resourceprofile.models import StatementRound
from tests.portal.conftest import MONDAY, signed_in, words_of

ANSWER = "Jeg kan ikke arbejde to dage i træk."


@pytest.fixture
def hearing_page(heard):
    return f"/min-sag/{heard.number}/hoering/"


def events(case, kind):
    return list(Event.objects.filter(case=case, kind=kind))


# The hearing


def test_the_page_shows_what_weight_will_be_given_to(heard, phone, hearing_page):
    told = phone.words(hearing_page)
    assert "Svar senest mandag 30. november" in told
    assert "Vi overvejer at give dig afslag på fleksjob." in told
    assert "Du kan løfte 5 kg Arbejdsprøvning 2" in told
    assert "Hent brevet med 1 papir" in told
    assert "Jeg har ingen bemærkninger" in told


def test_an_answer_in_time_is_received_and_thanked_for(heard, phone, hearing_page, aase):
    answer = phone.post(hearing_page, {"run": uuid4(), "text": ANSWER}, follow=True)
    told = words_of(answer.content)
    assert "Tak. Vi har fået dit svar." in told
    assert "Du svarede mandag 23. november." in told
    assert f"Du skal ikke gøre mere nu. {ANSWER}" in told
    hearing = Hearing.objects.select_related("case__key").get(case=heard)
    assert (hearing.state, hearing.answer, hearing.channel, hearing.answered_on) == ("answered", ANSWER, "portal", MONDAY)
    assert Notice.objects.filter(user=aase, kind="hearing_answered").exists()
    assert "Du skal ikke gøre noget nu" in phone.words("/min-sag/")


def test_nothing_to_remark_is_an_answer(heard, phone, hearing_page):
    phone.post(hearing_page, {"run": uuid4(), "text": "", "nothing": "1"})
    hearing = Hearing.objects.get(case=heard)
    assert (hearing.state, hearing.no_remarks) == ("answered", True)
    assert "Du har ingen bemærkninger." in phone.words(hearing_page)


def test_a_double_press_is_one_answer(heard, phone, hearing_page):
    run = uuid4()
    for _ in range(2):
        told = words_of(phone.post(hearing_page, {"run": run, "text": ANSWER}, follow=True).content)
        assert "Vi har fået dit svar" in told
    assert len(events(heard, "hearing_answered")) == 1
    assert Document.objects.filter(case=heard, kind="citizen").count() == 1


def test_the_same_answer_from_another_tab_is_one_answer(heard, phone, hearing_page):
    for _ in range(2):
        phone.post(hearing_page, {"run": uuid4(), "text": ANSWER})
    assert len(events(heard, "hearing_answered")) == 1


def test_other_words_from_another_tab_are_not_lost(heard, phone, hearing_page):
    phone.post(hearing_page, {"run": uuid4(), "text": ANSWER})
    phone.post(hearing_page, {"run": uuid4(), "text": "Og jeg har ondt i ryggen."})
    assert f"{ANSWER} Og jeg har ondt i ryggen." in phone.words(hearing_page)


def test_an_empty_answer_is_told_what_to_do(heard, phone, hearing_page):
    answer = phone.post(hearing_page, {"run": uuid4(), "text": "   "})
    assert answer.status_code == 422
    assert "Skriv dit svar, eller tryk på »Jeg har ingen bemærkninger«." in words_of(answer.content)
    assert Hearing.objects.get(case=heard).state == "sent"


def test_words_and_nothing_to_remark_do_not_go_together(heard, phone, hearing_page):
    answer = phone.post(hearing_page, {"run": uuid4(), "text": ANSWER, "nothing": "1"})
    assert answer.status_code == 422
    assert "Du har skrevet noget." in words_of(answer.content)
    assert ANSWER in words_of(answer.content)


def test_twenty_one_thousand_characters_are_too_many_and_none_is_lost(heard, phone, hearing_page):
    answer = phone.post(hearing_page, {"run": uuid4(), "text": "å" * 21_000})
    assert answer.status_code == 422
    assert "Teksten er for lang. Skriv højst 20.000 tegn, eller ring til os." in words_of(answer.content)
    assert ("å" * 21_000) in answer.content.decode()


def test_a_sign_that_cannot_be_kept_is_named(heard, phone, hearing_page):
    answer = phone.post(hearing_page, {"run": uuid4(), "text": "Jeg er\x00træt"})
    assert answer.status_code == 422
    assert "tegn, som vi ikke kan gemme" in words_of(answer.content)


def test_a_script_in_the_answer_is_only_words(heard, phone, hearing_page):
    evil = "<script>alert('Åse')</script> {{ case }}"
    answer = phone.post(hearing_page, {"run": uuid4(), "text": evil}, follow=True)
    assert b"<script>alert" not in answer.content
    assert "<script>alert('Åse')</script> {{ case }}" in Hearing.objects.select_related("case__key").get(case=heard).answer
    assert b"&lt;script&gt;" in answer.content


def test_a_citizen_cannot_say_when_or_how_the_answer_came(heard, phone, hearing_page):
    forged = {"run": uuid4(), "text": ANSWER, "happened_on": "16.11.2026", "channel": "phone", "hearing": "7"}
    phone.post(hearing_page, forged)
    hearing = Hearing.objects.get(case=heard)
    assert (hearing.answered_on, hearing.channel) == (MONDAY, "portal")


def test_what_is_being_written_is_kept(heard, phone, hearing_page, birgitte):
    saved = phone.post(f"/sager/{heard.number}/kladde/record-hearing-response/", {"text": "Jeg kan ikke", "run": uuid4()})
    assert saved.json() == {"saved_at": "12.00"}
    assert "Jeg kan ikke" in phone.words(hearing_page)
    assert "Gemt kl. 12.00" in phone.words(hearing_page)
    phone.post(hearing_page, {"run": uuid4(), "text": ANSWER})
    assert not Draft.objects.filter(user=birgitte).exists()


def test_after_the_last_day_an_answer_is_still_taken(heard, birgitte, hearing_page, do):
    with signed_in(birgitte, date(2026, 12, 2)) as phone:
        assert "Du kan stadig svare" in phone.words(hearing_page)
        phone.post(hearing_page, {"run": uuid4(), "text": ANSWER})
        assert "Vi har fået dit svar" in phone.words(hearing_page)
    assert Hearing.objects.get(case=heard).answered_on == date(2026, 12, 2)


def test_once_the_case_is_over_the_page_says_so_kindly(heard, phone, hearing_page, do):
    do("withdraw_application", heard, MONDAY, channel="phone", words="Nej tak.")
    assert "Vi har ikke spurgt dig om noget her" in phone.words(hearing_page)
    answer = phone.post(hearing_page, {"run": uuid4(), "text": ANSWER})
    assert answer.status_code == 200
    assert not events(heard, "hearing_answered")


def test_nobody_has_asked_yet(case, phone):
    assert "Vi har ikke spurgt dig om noget her" in phone.words(f"/min-sag/{case.number}/hoering/")
    assert "Vi har ikke spurgt dig om noget her" in phone.words(f"/min-sag/{case.number}/udtalelse/")


# The description


def test_remarks_to_the_description(described, phone, aase):
    page = f"/min-sag/{described.number}/udtalelse/"
    assert "Det her er om work." in phone.words(page)
    forged = {"run": uuid4(), "remarks": "Jeg bor ikke alene.", "worked_in": "Det er vi enige i."}
    told = words_of(phone.post(page, forged, follow=True).content)
    assert "Du svarede mandag 23. november." in told
    row = StatementRound.objects.select_related("case__key").get(case=described)
    assert (row.remarks, row.worked_in, row.channel) == ("Jeg bor ikke alene.", "", "portal")
    assert "Du skal ikke gøre noget nu" in phone.words("/min-sag/")


def test_a_second_round_of_remarks_is_sent_elsewhere(described, phone):
    page = f"/min-sag/{described.number}/udtalelse/"
    phone.post(page, {"run": uuid4(), "remarks": "", "nothing": "1"})
    told = words_of(phone.post(page, {"run": uuid4(), "remarks": "Vent, der mangler noget."}, follow=True).content)
    assert "Du har allerede svaret" in told
    assert "Vent, der mangler noget." in told


# Something new


def test_something_new_reaches_the_caseworker(case, phone, aase):
    page = f"/min-sag/{case.number}/nyt/"
    picture = SimpleUploadedFile("brev.exe", b"%PDF-1.7 fra min laege", "text/html")
    told = words_of(phone.post(page, {"run": uuid4(), "text": "Jeg er blevet opereret.", "file": picture}, follow=True).content)
    assert "Tak. Vi har fået det, du skrev" in told
    papers = Document.objects.filter(case=case, kind="citizen").select_related("case__key")
    assert [paper.title for paper in papers] == ["Fra Min sag", "Vedlagt på Min sag"]
    assert "Jeg er blevet opereret." in papers[0].sheet
    assert papers[1].media_type == "application/pdf"
    assert Notice.objects.get(user=aase, kind="citizen_told").text == f"Borgeren har skrevet noget nyt i sag {case.number}."


def test_a_picture_is_sent_as_soon_as_it_is_chosen(case, phone):
    """By the page's script, which shows how far it is and sends it again over a line that broke."""
    page = phone.get(f"/min-sag/{case.number}/nyt/").content.decode()
    url = page.split('data-upload-url="')[1].split('"')[0]
    line = phone.post(url, {"files": SimpleUploadedFile("hånd.pdf", b"%PDF-1.7 fra min laege")})
    assert (line.status_code, "hånd.pdf" in line.content.decode()) == (200, True)
    assert phone.post(url, {"files": SimpleUploadedFile("ond.exe", b"MZ")}).status_code == 422
    assert phone.post(url.replace("tell-something-new", "replace-document"), {"files": b""}).status_code == 404


def test_a_picture_is_not_lost_when_the_words_are_missing(case, phone):
    page = f"/min-sag/{case.number}/nyt/"
    picture = SimpleUploadedFile("foto af hånden.pdf", b"%PDF-1.7 fra min laege")
    told = words_of(phone.post(page, {"run": uuid4(), "text": "", "file": picture}).content)
    assert "foto af hånden.pdf" in told
    assert "er modtaget og kommer med" in told
    held = HeldFile.objects.get()
    told = words_of(phone.post(page, {"run": uuid4(), "text": "Se min hånd.", "file": str(held.pk)}, follow=True).content)
    assert "Tak. Vi har fået det, du skrev" in told
    assert Document.objects.filter(case=case, blob=held.blob).exists()


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"text": ""}, "Skriv, hvad vi skal vide."),
        (
            {"text": "Se her", "file": SimpleUploadedFile("a.pdf", b"MZ not a picture")},
            "Filen skal være PDF, Word (DOCX), JPG, PNG, HEIC eller en mail (EML, MSG).",
        ),
        ({"text": "Se her", "file": SimpleUploadedFile("a.pdf", b"")}, "Filen er tom. Vælg en anden fil."),
    ],
)
def test_what_cannot_be_sent_is_told(case, phone, sent, sentence):
    for file in (value for value in sent.values() if isinstance(value, SimpleUploadedFile)):
        file.seek(0)
    answer = phone.post(f"/min-sag/{case.number}/nyt/", {"run": uuid4(), **sent})
    assert answer.status_code == 422
    assert sentence in words_of(answer.content)
    assert not Document.objects.filter(case=case).exists()


# A decision now


def test_a_decision_now_is_asked_for_and_taken_back_on_one_page(case, phone):
    page = f"/min-sag/{case.number}/afgoerelse-nu/"
    assert "kan du få et afslag, fordi vi ikke ved nok" in phone.words(page)
    told = words_of(phone.post(page, {"run": uuid4(), "words": "Jeg har ventet i to år."}, follow=True).content)
    assert "Du har bedt om en afgørelse nu. Du får et brev om, hvad det betyder." in told
    assert "Fortryd" in phone.words("/min-sag/")
    outbox.drain()
    assert Letter.objects.get(case=case, kind="present_basis_receipt").state == "delivered"
    assert Note.objects.select_related("case__key").get(case=case).text == "Jeg har ventet i to år."
    assert "Vent med afgørelsen" in phone.words(page)
    told = words_of(phone.post(page, {"run": uuid4(), "words": "", "take_back": "on"}, follow=True).content)
    assert "Vi venter med afgørelsen, til vi ved mere." in told
    assert "Fortryd" not in phone.words("/min-sag/")


# Withdrawing


def test_withdrawing_tells_what_follows_and_asks_once_more(case, phone):
    page = f"/min-sag/{case.number}/traek-tilbage/"
    assert "Du får ikke en afgørelse" in phone.words(page)
    answer = phone.post(page, {"run": uuid4(), "words": ""})
    assert answer.status_code == 422
    assert "Sæt kryds, hvis du er sikker." in words_of(answer.content)
    assert Case.objects.get(pk=case.pk).state == "profile"


def test_withdrawing_closes_the_case_and_sends_a_letter(case, phone):
    page = f"/min-sag/{case.number}/traek-tilbage/"
    run = uuid4()
    for _ in range(2):
        told = words_of(phone.post(page, {"run": run, "words": "", "sure": "on"}, follow=True).content)
        assert "Du trak din ansøgning tilbage 23. november. Du kan altid søge igen." in told
    outbox.drain()
    assert Case.objects.get(pk=case.pk).state == "withdrawn"
    assert Event.objects.get(case=case, kind="application_withdrawn").body.count('"channel":"portal"') == 1
    assert Note.objects.select_related("case__key").get(case=case).text == "Borgeren har ikke skrevet hvorfor."
    assert Letter.objects.get(case=case, kind="withdrawal_confirmation").state == "delivered"
    assert "Træk din ansøgning tilbage" not in phone.words("/min-sag/")
