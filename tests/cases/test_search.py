"""The search in a user's terms: everything that one may see is found, nothing else is, and the hit stands in its sentence."""

from __future__ import annotations

import io
from collections.abc import Callable
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from weasyprint import HTML

from cases.act import Actor
from cases.models import AbsenceCover, Case, Conflict, Document, Role, SearchText, Unit, User
from cases.papers.uploads import store
from cases.reading import formats
from cases.reading.words import words as words_in
from cases.runner import run
from cases.search import plan
from cases.search.snippet import BEGIN, END, sentence
from flexcase.base import outbox
from flexcase.base.models import Read, Run
from tests.cases.conftest import person
from tests.cases.papers import mail, word

SENTENCE = "Virksomheden kan tilbyde truckkørsel om formiddagen."
TEXT = f"Vi talte om praktik. {SENTENCE} Borgeren vil tænke over det."


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(aase: User) -> Client:
    return signed_in(aase)


def noted(case: Case, user: User, text: str = TEXT, heading: str = "Opkald") -> None:
    assert run("write_note", Actor.of(user), {"heading": heading, "text": text}, case=case).done


def searched(client: Client, text: str, **more: Any) -> str:
    return client.get("/soeg/", {"q": text, **more}, follow=True).content.decode()


def pdf(text: str) -> bytes:
    return HTML(string=f"<p>{text}</p>").write_pdf() or b""


def added(client: Client, case: Case, content: bytes, **fields: Any) -> Document:
    given = {"kind": "other", "title": "Et papir"} | fields
    owner = User.objects.get(pk=client.session["_auth_user_id"])
    assert run("add_document", Actor.of(owner), given, case=case, stored={"file": store(case.key, content)}).done
    outbox.drain()
    return Document.objects.filter(case=case).latest("no")


def test_a_note_is_found_by_any_form_of_its_words_and_shown_in_its_sentence(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase)
    for words in ("truckkørsel formiddag", '"tilbyde truckkørsel"', "TRUCKKØRSEL", "praktik -kaffe", "kaffe or virksomhed"):
        page = searched(desk, words)
        assert "Opkald" in page, words
        assert "<mark>" in page
    assert "<mark>truckkørsel</mark> om formiddagen." in searched(desk, "truckkørsel")
    assert "Vi talte om" not in searched(desk, "truckkørsel")
    assert "Opkald" not in searched(desk, '"truckkørsel tilbyde"')


def test_both_ways_of_writing_å_are_one(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase, "Han har arbejdet på Ågård Gartneri.")
    assert "<mark>Ågård</mark>" in searched(desk, "aagaard gartneri").replace("Aagaard", "Ågård")


@pytest.mark.parametrize("common", [1, 1_000_000])
def test_only_what_the_reader_may_see_is_found(
    case: Case, aase: User, stranger: User, unit: Unit, monkeypatch: pytest.MonkeyPatch, common: int
) -> None:
    """Whether the word is common (walked) or rare (collected)."""
    monkeypatch.setattr(plan, "COMMON", common)
    noted(case, aase)
    told = run("write_note", Actor.of(aase), {"heading": "Afsnit", "text": "Truckkørsel drøftet i teamet."}, case=case)
    Run.objects.filter(pk=told.run_id).update(action="postpone_case")  # said in a part that not everybody reads
    call_command("reindex", all=True, stdout=io.StringIO())
    consultant, leader = person(unit, Role.JOB_CONSULTANT, "Jonas"), person(unit, Role.TEAM_LEADER, "Ida")
    conflicted = person(unit, Role.CASEWORKER, "Nina")
    Conflict.objects.create(case=case, user=conflicted, declared_on="2026-08-03")
    sees = {aase: (True, True), leader: (True, True), consultant: (True, False)}
    sees |= dict.fromkeys((conflicted, stranger), (False, False))
    for user, expected in sees.items():
        page = searched(signed_in(user), "truckkørsel")
        assert ("Opkald" in page, "Afsnit" in page) == expected, user
        assert (case.citizen.name in page) == expected[0], user
        assert (case.citizen.name in searched(signed_in(user), "ørsted", i="sager")) == expected[0], user
    AbsenceCover.objects.create(
        absent=aase, cover=stranger, valid_from="2020-01-01", valid_until="2099-01-01", reason="Ferie", granted_by=leader
    )
    assert "Opkald" in searched(signed_in(stranger), "truckkørsel")


def test_notes_follow_their_case_to_another_unit(case: Case, aase: User, stranger: User) -> None:
    noted(case, aase)
    Case.objects.filter(pk=case.pk).update(unit=stranger.unit)
    assert SearchText.objects.get().unit == stranger.unit


def test_pages_of_hits_are_whole_and_in_order(
    desk: Client, new_case: Callable[..., Case], aase: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.views.search.PAGE", 3)
    case = new_case(name="Bo Bak")
    for number in range(7):
        noted(case, aase, f"Truckkørsel nummer {number}.", f"Opkald {number}")
    for common in (1, 1_000_000):
        monkeypatch.setattr(plan, "COMMON", common)
        seen, url = [], "/soeg/?q=truckk%C3%B8rsel&i=notater"
        while url:
            page = desk.get(url).content.decode()
            seen += [part[0] for part in page.split(">Opkald ")[1:]]
            more = page.split('fc-card-foot">')[1:]
            url = more[0].split('href="')[1].split('"')[0].replace("&amp;", "&") if more else ""
        assert seen == list("6543210")


def test_people_come_in_danish_order_and_page_by_page(
    desk: Client, new_case: Callable[..., Case], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("cases.views.search.PAGE", 2)
    names = ["Ane Gård", "Zita Gaard", "Ægir Gård", "Øjvind Gaard", "Aage Gård", "Åse Gaard"]
    for name in reversed(names):
        new_case(name=name)
    for common in (1, 1_000_000):
        monkeypatch.setattr(plan, "COMMON", common)
        seen, url = [], "/soeg/?q=g%C3%A5rd&i=sager"
        while url:
            page = desk.get(url).content.decode()
            seen += [part.split("<")[0] for part in page.split("data-open>")[1:]]
            more = page.split('fc-card-foot">')[1:]
            url = more[0].split('href="')[1].split('"')[0].replace("&amp;", "&") if more else ""
        assert seen == names


def test_a_pdf_and_a_word_file_are_found_by_their_text(desk: Client, case: Case) -> None:
    document = added(desk, case, pdf(f"Første side. {SENTENCE}"))
    page = searched(desk, "truckkørsel")
    assert f"/sager/{case.number}/dokument/{document.no}/" in page
    assert "<mark>truckkørsel</mark>" in page
    assert words_in(word("Et afsnit.", cell=SENTENCE), formats.DOCX).splitlines()[:1] == [SENTENCE]


def test_a_mail_is_found_by_its_text_and_a_health_mail_is_not(desk: Client, case: Case) -> None:
    added(desk, case, mail(text=f"Hej. {SENTENCE}"), title="Mail fra borgeren")
    added(desk, case, mail(text="Jeg har gigt i begge hænder."), title="Om helbred", health=True)
    assert "<mark>truckkørsel</mark>" in searched(desk, "truckkørsel")
    assert "Om helbred" not in searched(desk, "gigt")


@pytest.mark.parametrize("content", [b"", b"%PDF-1.7 nothing", b"PK\x03\x04 no zip", b"\x00" * 1000])
def test_a_file_that_cannot_be_read_has_no_text(content: bytes) -> None:
    assert {words_in(content, kind) for kind in (formats.PDF, formats.DOCX)} == {""}


def test_a_file_that_takes_too_long_is_left(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cases.reading.apart._PATIENCE", 0.0001)
    assert words_in(pdf(SENTENCE), formats.PDF) == ""


def test_health_is_found_by_kind_day_and_sender_alone_and_only_by_those_who_may_read_it(
    desk: Client, case: Case, unit: Unit, aase: User
) -> None:
    """No word of the document, nor of its title, nor of a note on a medical request."""
    about = {"kind": "medical", "title": "Attest om fibromyalgi", "dated": "3.8.2026", "sender": "Lægehuset Nord"}
    added(desk, case, pdf("Borgeren lider af fibromyalgi."), **about)
    told = run("write_note", Actor.of(aase), {"heading": "Attest", "text": "Fibromyalgi er udelukket."}, case=case)
    Run.objects.filter(pk=told.run_id).update(action="cancel_medical_request")
    call_command("reindex", all=True, stdout=io.StringIO())
    assert "ikke fundet noget" in searched(desk, "fibromyalgi")
    for words in ("lægelig dokumentation", "lægelig dokumentation august 2026", '"3. august 2026"', "lægehuset"):
        page = searched(desk, words)
        assert f"/sager/{case.number}/dokument/" in page, words
        assert "fibromyalgi" not in page
    assert "/dokument/" not in searched(signed_in(person(unit, Role.JOB_CONSULTANT, "Jonas")), "lægelig dokumentation")
    words = SearchText.objects.filter(part="health").values_list("words", flat=True).get()
    assert not any(word in words for word in ("fibromyalgi", "lægelig", "dokumentation", "august", "lægehuset"))


def test_a_document_that_turns_out_to_be_about_health_is_taken_out(desk: Client, case: Case) -> None:
    document = added(desk, case, pdf(SENTENCE))
    Document.objects.filter(pk=document.pk).update(kind="medical", health=True)
    outbox.put(Run.objects.latest("recorded_at"), "search.document", document.pk, "anew")
    outbox.drain()
    assert "ikke fundet noget" in searched(desk, "truckkørsel")


def test_destroying_the_key_takes_the_words_along(case: Case, aase: User) -> None:
    noted(case, aase)
    case.key.destroy()
    case.key.save()
    assert not SearchText.objects.exists()
    call_command("reindex", stdout=io.StringIO())
    assert not SearchText.objects.exists()


def test_the_index_is_made_anew_from_where_it_stopped(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase)
    added(desk, case, pdf(SENTENCE))
    whole = set(SearchText.objects.values_list("pk", "words"))
    SearchText.objects.filter(found_in="document").delete()
    for told in ("1 tekster", "0 tekster"):
        out = io.StringIO()
        call_command("reindex", stdout=out)
        assert out.getvalue().startswith(told)
        assert set(SearchText.objects.values_list("pk", "words")) == whole


def test_no_cpr_number_goes_into_the_index_an_address_or_a_sentence(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase, "Ægtefællen har CPR-nummer 720679-4321 og truckkort.")
    assert "720679" not in SearchText.objects.values_list("words", flat=True).get()
    page = searched(desk, "truckkort")
    assert "720679-••••" in page
    assert "4321" not in page
    answer = desk.post("/soeg/", {"q": "720679-4321 truckkort"})
    assert answer.status_code == 200
    assert "soeg/?" not in answer.content.decode()


def test_words_that_say_nothing_are_told_so(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase)
    for words in ("og", "og det", "-truckkørsel"):
        assert "tegn eller småord" in searched(desk, words), words
    assert "tegn eller småord" not in searched(desk, "truckkørsel")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "a" * 100_000,
        "'",
        '"',
        "\\",
        "%_%",
        "& | ! ( ) : * <->",
        "'; DROP TABLE note; --",
        "\U0001f680\u202e",
        "<script>",
        "ord " * 500,
    ],
)
def test_odd_input_gets_a_page(desk: Client, case: Case, aase: User, text: str) -> None:
    noted(case, aase)
    for answer in (desk.get("/soeg/", {"q": text}), desk.post("/soeg/", {"q": text}, follow=True)):
        assert answer.status_code == 200
        assert "<script>" not in answer.content.decode().split("<main")[1].split("</main")[0]
    assert desk.get("/soeg/", {"q": "truckkørsel", "i": "skrald", "efter": "2026-13-40_zz"}).status_code == 200


def test_a_hit_cannot_bring_its_own_markup() -> None:
    assert sentence(f"Ja. <b>{BEGIN}ord{END}</b> & mere. Nej.") == "&lt;b&gt;<mark>ord</mark>&lt;/b&gt; &amp; mere."


def test_a_long_sentence_is_cut_around_the_hit() -> None:
    said = sentence("lang " * 200 + f"{BEGIN}ord{END}" + " hale" * 200)
    assert "<mark>ord</mark>" in said
    assert said.startswith("… lang")
    assert said.endswith("hale …")
    assert len(said) < 300
    assert sentence(f"{BEGIN}{'x' * 500}{END}").count("<mark>") == sentence(f"{BEGIN}{'x' * 500}{END}").count("</mark>") == 1


def test_whose_texts_were_shown_is_logged_once_for_each_case(desk: Client, case: Case, aase: User) -> None:
    noted(case, aase)
    noted(case, aase)
    searched(desk, "truckkørsel")
    assert list(Read.objects.filter(what="search").values_list("case_id", flat=True)) == [case.pk]
