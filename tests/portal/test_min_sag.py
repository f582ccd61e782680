"""What Birgitte sees on her telephone as her case goes on."""

from __future__ import annotations

from datetime import date

import pytest
from django.test import Client

from cases.models import Case, Letter, User
from flexcase.base import clock
from flexcase.base.models import Denial, Read
from tests.portal.conftest import CPR, MONDAY, citizen_user, signed_in, words_of


def test_nobody_reads_it_without_signing_in(case):
    answer = Client().get(f"/min-sag/{case.number}/")
    assert answer.status_code == 302
    assert answer.url.startswith("/konto/login/?next=/min-sag/")


def test_while_the_municipality_works_nothing_is_asked(phone):
    told = phone.words("/")
    assert "Hej Birgitte Din sag om fleksjob" in told
    assert "Du skal ikke gøre noget nu" in told
    assert "Vi har fået din ansøgning 3. august" in told
    assert "Vi regner med senest 1. februar 2027" in told
    assert "Åse Kjær Telefon 00 55 10 20" in told
    assert "DUKH" in told
    assert "Læs dine breve (1)" in told


def test_the_hearing_is_the_first_thing_on_the_page(heard, phone):
    told = phone.words("/min-sag/")
    assert told.index("Vi venter på dit svar") < told.index("Her er din sag")
    assert "Svar senest mandag 30. november. Du har 7 dage." in told
    assert "Nu og til 30. november" in told
    assert "Du skal ikke gøre noget nu" not in told


@pytest.mark.parametrize(
    ("day", "words"),
    [(date(2026, 11, 29), "Du har 1 dag."), (date(2026, 11, 30), "Det er i dag.")],
)
def test_days_are_counted_down(heard, birgitte, day, words):
    with signed_in(birgitte, day) as phone:
        assert f"Svar senest mandag 30. november. {words}" in phone.words("/min-sag/")


def test_the_description_waits_for_remarks(described, phone):
    told = phone.words("/min-sag/")
    assert "Læs det, vi har skrevet om dig" in told
    assert "Svar senest mandag 7. december. Du har 14 dage." in told


def test_an_appointment_with_the_doctor_is_asked_for_until_the_attest_comes(case, do, phone):
    do("give_consent", case, MONDAY, scope="health")
    do("request_medical_report", case, MONDAY, kind="LAE265", book_by=date(2026, 12, 4))
    told = phone.words("/min-sag/")
    assert "Bestil tid hos din læge" in told
    assert "Bestil tiden senest fredag 4. december. Du har 11 dage." in told
    do("receive_medical_report", case, MONDAY, kind="LAE265", consultation_on=MONDAY, summary="Smerter.")
    assert "Bestil tid hos din læge" not in phone.words("/min-sag/")


def test_the_most_urgent_of_two_stands_first(heard, do, phone):
    do("give_consent", heard, MONDAY, scope="health")
    do("request_medical_report", heard, MONDAY, kind="LAE265", book_by=date(2026, 11, 27))
    told = phone.words("/min-sag/")
    assert told.index("Bestil tid hos din læge") < told.index("Vi venter også på Vi venter på dit svar")


def test_two_cases_are_a_list_with_the_newest_first(case, do, phone):
    do("withdraw_application", case, date(2026, 9, 1), channel="phone", words="Jeg vil ikke mere.")
    again = {"cpr": CPR, "name": "Birgitte Ørsted Madsen", "channel": "letter", "initiator": "citizen", "income": "loen"}
    do("receive_application", None, date(2026, 10, 5), **again)
    told = phone.words("/min-sag/")
    assert "Dine sager om fleksjob" in told
    assert told.index("Sag fra 5. oktober") < told.index("Sag fra 3. august")
    assert "Du har trukket din ansøgning tilbage" in told


def test_a_citizen_without_a_case_gets_a_kind_sentence(db, case):
    from cases.models import Citizen
    from flexcase.base.crypto import DataKey

    key = DataKey.fresh()
    key.save()
    citizen = Citizen(key=key, name="Poul Åkjær", born=date(1968, 11, 30), cpr_hash=Citizen.hash_of("9011681234"))
    citizen.cpr = "9011681234"
    citizen.save()
    with signed_in(citizen_user(citizen, "poul")) as phone:
        told = phone.words("/")
    assert "Du har ingen sag om fleksjob hos os" in told
    assert "Alle må søge" in told


# What is not theirs


@pytest.fixture
def stranger(case) -> User:
    from cases.models import Citizen
    from flexcase.base.crypto import DataKey

    key = DataKey.fresh()
    key.save()
    citizen = Citizen(key=key, name="Kim Østby", born=date(1971, 3, 4), cpr_hash=Citizen.hash_of("6403711234"))
    citizen.cpr = "6403711234"
    citizen.save()
    return citizen_user(citizen, "kim")


PAGES = ["", "breve/", "hoering/", "udtalelse/", "nyt/", "laest/", "traek-tilbage/"]


@pytest.mark.parametrize("page", PAGES)
def test_somebody_elses_case_does_not_exist_and_the_guess_is_logged(heard, stranger, page):
    with signed_in(stranger) as phone:
        assert phone.get(f"/min-sag/{heard.number}/{page}").status_code == 404
        assert phone.post(f"/min-sag/{heard.number}/{page}", {"text": "Mit svar", "sure": "on"}).status_code == 404
    assert Denial.objects.filter(user_id=stranger.pk, case_id=heard.pk).count() == 2
    assert not Read.objects.filter(user_id=stranger.pk).exists()
    assert Case.objects.get(pk=heard.pk).state == "hearing"


def test_somebody_elses_letter_does_not_exist(heard, stranger):
    letter = Letter.objects.filter(case=heard, kind="hearing").get()
    with signed_in(stranger) as phone:
        assert phone.get(f"/min-sag/{heard.number}/brev/{letter.pk}/").status_code == 404
        assert phone.get(f"/sager/{heard.number}/brev/{letter.pk}/").status_code == 404
    assert Denial.objects.filter(user_id=stranger.pk).count() == 2


def test_the_letter_to_the_doctor_is_not_a_letter_to_the_citizen(case, do, phone):
    do("give_consent", case, MONDAY, scope="health")
    do("request_medical_report", case, MONDAY, kind="LAE265")
    doctors = Letter.objects.get(case=case, kind="medical_request_doctor")
    assert phone.get(f"/min-sag/{case.number}/brev/{doctors.pk}/").status_code == 404
    assert phone.get(f"/sager/{case.number}/brev/{doctors.pk}/").status_code == 404
    assert "Anmodning om attest" not in phone.words(f"/min-sag/{case.number}/breve/")


@pytest.mark.parametrize(
    "page",
    ["sager/", "sager/ny/", "sager/{}/", "sager/{}/handling/withdraw-application/", "godkend/", "regler/", "soeg/"],
)
def test_the_desk_does_not_exist_for_a_citizen(case, phone, page):
    assert phone.get("/" + page.format(case.number)).status_code == 404
    assert Denial.objects.exists()


def test_min_sag_does_not_exist_for_staff(case, aase):
    with signed_in(aase) as desk:
        assert desk.get("/min-sag/").status_code == 404
        assert desk.get(f"/min-sag/{case.number}/").status_code == 404


def test_a_note_and_the_log_of_votes_are_nowhere(heard, do, phone):
    do("write_note", heard, MONDAY, heading="Samtale med chefen", text="Hun virker træt.")
    pages = [f"/min-sag/{heard.number}/{page}" for page in PAGES]
    assert not any("Samtale med chefen" in phone.words(page) or "virker træt" in phone.words(page) for page in pages)


# Who has read it


def test_every_reading_is_logged_and_shown_by_role(heard, aase, birgitte, phone):
    with signed_in(aase) as desk:
        desk.get(f"/sager/{heard.number}/")
        desk.get(f"/sager/{heard.number}/")
    told = phone.words(f"/min-sag/{heard.number}/laest/")
    assert "Sagsbehandler, Enhed Nord Åbnede sagen, 2 gange mandag 23. november kl. 12.00" in told
    assert "Borger" not in told
    phone.words(f"/min-sag/{heard.number}/hoering/")
    assert Read.objects.filter(user_id=birgitte.pk, case_id=heard.pk, what="hearing").exists()


def test_a_page_is_kept_by_no_cache(phone, case):
    assert phone.get(f"/min-sag/{case.number}/")["Cache-Control"] == "private, no-store"


# Letters


def test_a_letter_is_a_page_with_its_pdf(heard, phone):
    letter = Letter.objects.get(case=heard, kind="hearing")
    answer = phone.get(f"/min-sag/{heard.number}/brev/{letter.pk}/")
    told = words_of(answer.content)
    assert "Partshøring · du fik brevet mandag 16. november 2026" in told
    assert answer.content.count(b"<h1>") == 1
    assert "Du kan løfte 5 kg" in told
    pdf = phone.get(f"/sager/{heard.number}/brev/{letter.pk}/")
    assert pdf.content.startswith(b"%PDF-")
    assert Read.objects.filter(what="letter:hearing").count() == 2


def test_all_letters_newest_first_by_what_they_say(heard, phone):
    told = phone.words(f"/min-sag/{heard.number}/breve/")
    assert told.index("Hvad mener du, før vi afgør din sag?") < told.index("Vi har fået din ansøgning om fleksjob")


def test_a_letter_that_is_not_sent_yet_is_not_shown(case, aase, phone):
    from cases.act import Actor
    from cases.runner import run

    with clock.at(MONDAY):
        run("withdraw_application", Actor.of(aase), {"channel": "phone", "words": "Nej tak."}, case=case)
    waiting = Letter.objects.get(case=case, kind="withdrawal_confirmation")
    assert waiting.state == "queued"
    assert phone.get(f"/min-sag/{case.number}/brev/{waiting.pk}/").status_code == 404
    assert "Bekræftelse" not in phone.words(f"/min-sag/{case.number}/breve/")
