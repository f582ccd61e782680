"""The desk in a browser's terms: pages open fast, forms answer in plain Danish, nothing that was typed is lost."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.act import Actor
from cases.models import Case, Draft, HeldFile, Role, Unit, User
from cases.runner import run
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Read, Run
from tests.cases.conftest import APPLICATION, DAY, person

DESK_BUDGET, CASE_BUDGET = 11, 20


@pytest.fixture
def desk(aase: User) -> Client:
    client = Client()
    client.force_login(aase)
    return client


def queries(client: Client, path: str) -> int:
    client.get(path)  # a first visit may warm what every process warms once
    with CaptureQueriesContext(connection) as captured:
        assert client.get(path).status_code == 200
    return len(captured)


def test_the_worklist_costs_the_same_for_one_and_fifty_cases(desk: Client, new_case: Callable[..., Case]) -> None:
    new_case()
    one = queries(desk, "/sager/")
    for _ in range(49):
        new_case()
    assert queries(desk, "/sager/") == one <= DESK_BUDGET


def test_the_case_page_costs_the_same_for_a_young_and_an_old_case(
    desk: Client, new_case: Callable[..., Case], aase: User
) -> None:
    young, old = new_case(), new_case()
    for _ in range(290):
        assert run("write_note", Actor.of(aase), {"heading": "Opkald", "text": "Borgeren ringede"}, case=old).done
    counts = {queries(desk, f"/sager/{case.number}/") for case in (young, old)}
    assert len(counts) == 1
    assert counts.pop() <= CASE_BUDGET
    assert pages(desk, f"/sager/{old.number}/?fane=tidslinje", "Notat skrevet") == [100, 100, 90]
    Read.objects.bulk_create(
        Read(at=clock.now(), user_id=aase.pk, citizen_id=old.citizen_id, case_id=old.pk, what="letter") for _ in range(70)
    )
    assert sum(pages(desk, f"/sager/{old.number}/?fane=log", "Åbnede et brev")) == 70


def pages(client: Client, path: str, words: str) -> list[int]:
    """How often the words stand on a list's page and on each of the older ones."""
    shown = client.get(path).content.decode()
    older = re.search(r'href="([^"]+)" rel="next"', shown)
    return [shown.count(words), *(pages(client, f"{path.partition('?')[0]}{unescape(older[1])}", words) if older else [])]


def test_the_list_is_in_order_of_the_next_deadline_and_pages_by_key(desk: Client, new_case: Callable[..., Case]) -> None:
    cases = [new_case(DAY + timedelta(days=days)) for days in (20, 0, 10)] + [new_case() for _ in range(27)]
    first = desk.get("/sager/").content.decode()
    assert cases[1].number in first
    assert cases[0].number not in first
    after = first.split('href="?vis=mine&amp;efter=')[1].split('"')[0]
    second = desk.get("/sager/", {"vis": "mine", "efter": after.replace("%2D", "-")}).content.decode()
    assert second.index(cases[2].number) < second.index(cases[0].number)
    assert desk.get("/sager/", {"efter": "skrald"}).status_code == 200


def test_whose_names_were_shown_is_logged(desk: Client, case: Case, aase: User) -> None:
    desk.get("/sager/")
    desk.get(f"/sager/{case.number}/")
    seen = Read.objects.filter(user_id=aase.pk, citizen_id=case.citizen_id).values_list("what", flat=True)
    assert set(seen) == {"list", "case"}


def test_the_case_page_answers_the_four_questions(desk: Client, case: Case) -> None:
    page = desk.get(f"/sager/{case.number}/").content.decode()
    for words in ("Næste frist", "Det kan du gøre nu", "Det står i vejen", "Samlet beskrivelse"):
        assert words in page
    assert case.citizen.cpr not in page
    assert "7206" in page


def test_the_cpr_number_is_shown_on_request_and_logged(desk: Client, case: Case, aase: User) -> None:
    for headers in ({"HX-Request": "true"}, {}):  # in its place, and on a page of its own where no script runs
        shown = desk.post(f"/sager/{case.number}/cpr/", headers=headers).content.decode()
        assert case.citizen.cpr[6:] in shown
        assert ("<html" in shown) == (not headers)
    assert Read.objects.filter(user_id=aase.pk, what="cpr").exists()
    assert desk.get(f"/sager/{case.number}/cpr/").status_code == 405


def test_another_units_case_does_not_exist_and_the_attempt_is_logged(case: Case, stranger: User) -> None:
    client = Client()
    client.force_login(stranger)
    for path in ("", "handling/write-note/", "dokument/1/", f"brev/{new_id()}/"):
        assert client.get(f"/sager/{case.number}/{path}").status_code == 404
    assert Denial.objects.filter(user_id=stranger.pk, case_id=case.pk).count() == 4


def test_an_application_is_registered_in_the_browser(desk: Client) -> None:
    answer = desk.post("/sager/ny/", APPLICATION | {"run": str(new_id())}, follow=True)
    assert answer.status_code == 200
    assert "Ansøgningen er registreret" in answer.content.decode()


BAD = [
    ({"cpr": ""}, "Skriv borgerens CPR-nummer."),
    ({"cpr": "320190-1234"}, "CPR-nummer"),
    ({"cpr": "abc"}, "CPR-nummer"),
    ({"name": ""}, "Skriv borgerens navn."),
    ({"name": "Å" * 121}, "højst 120 tegn"),
    ({"name": "a\x00b"}, "tegn"),
    ({"channel": ""}, "Vælg, hvordan ansøgningen kom."),
    ({"channel": "brevdue"}, "Vælg en af mulighederne på listen."),
    ({"happened_on": "31.2.2026"}, "dag.måned.år"),
    ({"happened_on": "3.12.2126"}, "fremtiden"),
    ({"happened_on": "3.12.1926"}, "før"),
    ({"email": "ikke en mail"}, "navn@eksempel.dk"),
]


@pytest.mark.parametrize(("field", "words"), BAD)
def test_bad_input_gets_a_clear_sentence_and_keeps_what_was_typed(desk: Client, field: dict[str, str], words: str) -> None:
    with clock.at(DAY):
        answer = desk.post("/sager/ny/", APPLICATION | field | {"run": str(new_id())})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert words in page
    assert Case.objects.count() == 0
    typed = {"name": APPLICATION["name"], "cpr": APPLICATION["cpr"]} | field
    if "\x00" not in typed["name"]:
        assert f'value="{typed["name"]}"' in page or typed["name"] == ""
    for text in ("påkrævet", "Ugyldig", "ugyldig", "venligst"):
        assert text not in page


def test_everything_empty_names_every_missing_field_at_once(desk: Client) -> None:
    page = desk.post("/sager/ny/", {"run": str(new_id())}).content.decode()
    for words in ("CPR-nummer", "Skriv borgerens navn.", "hvordan ansøgningen kom", "initiativet", "lever af"):
        assert words in page


def test_script_in_a_text_is_shown_as_text(desk: Client, case: Case) -> None:
    script = "<script>alert(1)</script>{{ 7|add:7 }}"
    desk.post(f"/sager/{case.number}/handling/write-note/", {"heading": script, "text": script, "run": str(new_id())})
    page = desk.get(f"/sager/{case.number}/").content.decode()
    assert "<script>alert" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;{{ 7|add:7 }}" in page


def test_a_double_submit_in_the_browser_makes_one_note(desk: Client, case: Case) -> None:
    form = {"heading": "Opkald", "text": "Borgeren ringede", "run": str(new_id())}
    for _ in range(2):
        assert desk.post(f"/sager/{case.number}/handling/write-note/", form).status_code == 302
    assert case.notes.count() == 1


def test_a_stopped_action_says_why_with_status_409(desk: Client, case: Case) -> None:
    answer = desk.post(f"/sager/{case.number}/handling/close-case/", {"run": str(new_id())})
    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Stopper" in page
    assert "Borgeren har ikke fået en skriftlig afgørelse endnu." in page


def test_what_is_typed_is_kept_and_comes_back(desk: Client, case: Case, mads: User) -> None:
    typed = {"heading": "Opkald", "text": "Halvvejs gennem en sætn"}
    saved = desk.post(f"/sager/{case.number}/kladde/write-note/", typed)
    assert saved.json()["saved_at"]
    assert b"Halvvejs" not in bytes(Draft.objects.get().text_sealed)
    assert "Halvvejs gennem en sætn" in desk.get(f"/sager/{case.number}/handling/write-note/").content.decode()
    other = Client()
    other.force_login(mads)
    assert "Halvvejs" not in other.get(f"/sager/{case.number}/handling/write-note/").content.decode()
    desk.post(f"/sager/{case.number}/handling/write-note/", typed | {"run": str(new_id())})
    assert not Draft.objects.exists()


def test_a_colleagues_text_and_mine_stand_side_by_side(desk: Client, case: Case, mads: User) -> None:
    assert run("start_profile", Actor.of(mads), {}, case=case).done
    case.refresh_from_db()
    for text in ("Første tekst", "Mads' nyere tekst"):
        assert run("write_profile_part", Actor.of(mads), {"key": "goals", "text": text}, case=case).done
    form = {"key": "goals", "text": "Min tekst", "version": "1", "run": str(new_id())}
    answer = desk.post(f"/sager/{case.number}/handling/write-profile-part/", form)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Mads&#x27; nyere tekst" in page
    assert page.count("Min tekst") >= 2  # beside theirs, and still in the field
    again = form | {"text": "Begge dele", "version": "2", "run": str(new_id())}
    assert desk.post(f"/sager/{case.number}/handling/write-profile-part/", again).status_code == 302


def test_a_file_that_is_no_document_is_refused_in_words(desk: Client, case: Case) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    for content, words in ((b"MZ\x90 not a pdf", "Word (DOCX)"), (b"", "tom")):
        file = SimpleUploadedFile("attest.pdf", content, "application/pdf")
        answer = desk.post(f"/sager/{case.number}/dokumenter/ny/", {"files": file})
        assert answer.status_code == 422
        assert words in answer.content.decode()
    assert case.documents.count() == 0


def test_a_document_is_opened_as_what_it_is_and_never_as_what_it_claims(desk: Client, case: Case) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    pdf = b"%PDF-1.7\n<script>alert(1)</script>"
    file = SimpleUploadedFile("x.html", pdf, "text/html")
    assert desk.post(f"/sager/{case.number}/dokumenter/ny/", {"files": file}).status_code == 200
    held = HeldFile.objects.get(case=case).pk
    form = {"file": str(held), f"{held.hex}-kind": "other", f"{held.hex}-title": "En fil"}
    assert desk.post(f"/sager/{case.number}/dokumenter/ny/", form).status_code == 302
    answer = desk.get(f"/sager/{case.number}/dokument/1/")
    assert (answer.getvalue(), answer["Content-Type"]) == (pdf, "application/pdf")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "default-src 'none'" in answer["Content-Security-Policy"]


def test_search_finds_by_number_cpr_and_name_but_only_what_one_may_see(desk: Client, case: Case, stranger: User) -> None:
    for text in (case.number, case.citizen.cpr, f"{case.citizen.cpr[:6]}-{case.citizen.cpr[6:]}", "ørsted"):
        assert desk.get("/soeg/", {"q": text}).url == f"/sager/{case.number}/"
    client = Client()
    client.force_login(stranger)
    assert case.number not in client.get("/soeg/", {"q": "ørsted"}).content.decode()


def test_nobody_comes_in_without_signing_in(case: Case) -> None:
    for path in ("/", "/sager/", f"/sager/{case.number}/", "/regler/", "/moeder/", "/min-sag/"):
        answer = Client().get(path)
        assert (answer.status_code, answer.url.startswith("/konto/login/")) == (302, True), path


def test_a_search_puts_no_cpr_number_in_an_address_and_is_logged(desk: Client, new_case: Callable[..., Case]) -> None:
    case, other = new_case(), new_case()
    box = desk.get("/sager/").content.decode().split('role="search"')[1]
    assert 'method="post"' in box.split(">")[0]
    assert desk.post("/soeg/", {"q": case.citizen.cpr}).url == f"/sager/{case.number}/"
    assert desk.post("/soeg/", {"q": "720679-9999"}).status_code == 200
    assert desk.post("/soeg/", {"q": "ørsted"}).url == "/soeg/?q=%C3%B8rsted"
    desk.get("/soeg/", {"q": "ørsted"})
    assert set(Read.objects.filter(what="search").values_list("case_id", flat=True)) == {case.pk, other.pk}


def test_nothing_that_was_read_stays_in_the_browser(desk: Client, case: Case) -> None:
    for path in ("/sager/", "/soeg/?q=madsen", "/godkend/", f"/sager/{case.number}/handling/write-note/"):
        assert "no-store" in desk.get(path, follow=True)["Cache-Control"], path


def test_a_nul_in_an_address_is_no_address(desk: Client) -> None:
    for path in ("/sager/%00/", "/soeg/?q=%00", "/sager/?q=%00"):
        assert desk.get(path).status_code == 404, path


def test_a_note_is_read_only_by_those_who_may_read_what_it_is_about(desk: Client, case: Case, aase: User, unit: Unit) -> None:
    plain, about_health = "Borgeren ringede om tiden", "Lægen har set knuden"
    assert run("write_note", Actor.of(aase), {"heading": "Opkald", "text": plain}, case=case).done
    told = run("write_note", Actor.of(aase), {"heading": "Attest", "text": about_health}, case=case)
    Run.objects.filter(pk=told.run_id).update(action="cancel_medical_request")
    client = Client()
    client.force_login(person(unit, Role.JOB_CONSULTANT, "Jonas"))
    seen = client.get(f"/sager/{case.number}/").content.decode()
    assert plain in seen
    assert about_health not in seen
    assert about_health in desk.get(f"/sager/{case.number}/").content.decode()


def test_a_picture_that_unfolds_to_gigabytes_is_refused(desk: Client, case: Case) -> None:
    from django.core.files.uploadedfile import SimpleUploadedFile

    head = b"IHDR" + (60_000).to_bytes(4) * 2 + b"\x08\x02\x00\x00\x00"
    bomb = b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0d" + head + zlib.crc32(head).to_bytes(4) + b"\x00\x00\x00\x00IDAT\x35\xaf\x06\x1e"
    file = SimpleUploadedFile("x.png", bomb, "image/png")
    answer = desk.post(f"/sager/{case.number}/dokumenter/ny/", {"files": file})
    assert answer.status_code == 422
    assert "for mange punkter" in answer.content.decode()


def test_the_demos_mails_are_shown_and_never_run(desk: Client, settings: object) -> None:
    folder = settings.MAIL_CATCHER_DIR  # type: ignore[attr-defined]
    folder.mkdir(parents=True)
    (folder / "1.eml").write_text("To: aase@nordhavn.example\nSubject: Ny besked\n\n<script>alert(1)</script>Log ind.\n")
    page = desk.get("/demo/mails/").content.decode()
    assert "Ny besked" in page
    assert "<script>alert" not in page
    settings.PRODUCTION = True  # type: ignore[attr-defined]
    assert desk.get("/demo/mails/").status_code == 404


@pytest.mark.parametrize("slug", ["take-over-case", "receive-application", "plan-meeting", "write-practice-note"])
def test_no_case_is_a_door_to_what_is_done_on_none(desk: Client, case: Case, slug: str) -> None:
    """A case taken over as granted would be a grant that nobody approved."""
    given = APPLICATION | {"state": "granted", "run": str(new_id())}
    assert desk.get(f"/sager/{case.number}/handling/{slug}/").status_code == 404
    assert desk.post(f"/sager/{case.number}/handling/{slug}/", given).status_code == 404
    assert Case.objects.count() == 1
    assert Denial.objects.filter(what=f"action:{slug.replace('-', '_')}").count() == 2


def test_a_new_application_takes_away_no_protection_and_no_telephone(new_case: Callable[..., Case], stranger: User) -> None:
    first = new_case(protected_address=True, phone="00 55 10 20")
    cpr = first.citizen.cpr
    run("receive_application", Actor.of(stranger), APPLICATION | {"cpr": f"{cpr[:6]}-{cpr[6:]}"})
    first.citizen.refresh_from_db()
    assert (first.citizen.protected_address, first.citizen.phone) == (True, "00 55 10 20")
