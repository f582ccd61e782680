"""Standard phrases: those that come with the house, one's own, and those that a unit shares."""

from __future__ import annotations

import pytest
from django.test import Client

from cases.action import action
from cases.letters.lix import lix
from cases.models import Case, Phrase, Role, User
from cases.writing import phrases
from flexcase.base import clock
from flexcase.law.terms import is_term
from tests.cases.conftest import DAY, person
from tests.cases.test_saved_filters import client_of

KEPT = {"name": "Kontortid", "text": "Du kan træffe mig hver dag\nfra kl. 9 til 12."}


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(DAY):
        yield


@pytest.fixture
def desk(aase: User) -> Client:
    return client_of(aase)


def letter_page(client: Client, case: Case, slug: str = "send-deadline-notice") -> str:
    return client.get(f"/sager/{case.number}/handling/{slug}/").content.decode()


@pytest.mark.parametrize("group", phrases.shipped(), ids=lambda group: group.title)
def test_what_comes_with_the_house_is_plain_easy_and_says_its_source(group: phrases.Group) -> None:
    for line in group.lines:
        assert line.source, line.name
        assert lix(line.text, spared=is_term).value <= 35, f"{line.name} is hard to read"
        assert line.text.endswith((".", "?")), "a whole sentence"
        assert not set("{}%…[]_") & set(line.text), "nothing to fill in, nothing to evaluate"


def test_a_form_that_writes_to_the_citizen_offers_its_own_phrases_first(desk: Client, case: Case, aase: User) -> None:
    titles = [group["title"] for group in phrases.beside(action("send_deadline_notice"), aase)]
    assert titles == ["Når det tager længere tid", "Til alle breve"]
    page = letter_page(desk, case)
    assert "Din arbejdsprøvning er ikke slut endnu." in page
    assert "Retssikkerhedslovens §" in page
    assert "data-phrases" not in letter_page(desk, case, "write-note"), "a note is no letter"


def test_a_phrase_of_ones_own_is_kept_changed_and_deleted(desk: Client, aase: User, mads: User, case: Case) -> None:
    for _ in range(2):  # a double click keeps it once
        page = desk.post("/standardtekster/", KEPT, follow=True).content.decode()
        assert "Standardteksten »Kontortid« er gemt." in page
    row = Phrase.objects.get()
    assert "Du kan træffe mig hver dag\nfra kl. 9 til 12." in letter_page(desk, case)
    assert "Kontortid" not in letter_page(client_of(mads), case), "nobody else sees it"

    assert 'value="Kontortid"' in desk.get(f"/standardtekster/?ret={row.pk.hex}").content.decode()
    desk.post(f"/standardtekster/?ret={row.pk.hex}", KEPT | {"name": "Telefontid"})
    assert [one.name for one in Phrase.objects.all()] == ["Telefontid"]
    assert client_of(mads).post(f"/standardtekster/{row.pk}/slet/").status_code == 404
    gone = desk.post(f"/standardtekster/{row.pk}/slet/", follow=True).content.decode()
    assert "Standardteksten »Telefontid« er slettet." in gone
    assert not Phrase.objects.exists()


def test_the_unit_sees_what_is_shared_and_its_leader_may_delete_it(
    desk: Client, case: Case, aase: User, mads: User, hanne: User, stranger: User
) -> None:
    desk.post("/standardtekster/", KEPT | {"shared": "on"})
    row = Phrase.objects.get()
    for colleague in (mads, hanne):
        page = letter_page(client_of(colleague), case)
        assert "Delt i Enhed Nord" in page
        assert "Delt af Åse Prøve" in page
    assert "Kontortid" not in client_of(stranger).get("/standardtekster/").content.decode()
    client_of(mads).post(f"/standardtekster/?ret={row.pk.hex}", {"name": "Min", "text": "Noget andet helt."})
    assert Phrase.objects.get(pk=row.pk).name == "Kontortid", "a colleague who changes it keeps a copy of their own"
    for user, status in ((stranger, 404), (mads, 404), (hanne, 302)):
        assert client_of(user).post(f"/standardtekster/{row.pk}/slet/").status_code == status


def test_what_cannot_be_kept_is_refused_in_words(desk: Client, aase: User, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(phrases, "MOST", 1)
    phrases.save(aase, KEPT)
    for given, words in (
        ({"name": "", "text": ""}, "Skriv, hvad teksten skal hedde."),
        ({"name": "Tom", "text": "  "}, "Skriv teksten."),
        ({"name": "Kontortid", "text": "En anden."}, "Du har allerede en standardtekst, der hedder sådan."),
        ({"name": "Lang", "text": "å" * 2001}, "Skriv højst 2000 tegn."),
        ({"name": "Om Kim", "text": "Kim, 010190-1234, skal ringe."}, "Skriv intet om en bestemt borger."),
        ({"name": "Kim 010190-1234", "text": "Ring."}, "Skriv intet om en bestemt borger."),
        ({"name": "Nul", "text": "a\x00b"}, "Skriv"),
        ({"name": "Flere", "text": "En til."}, "Du har allerede 1 standardtekster."),
    ):
        answer = desk.post("/standardtekster/", given)
        assert answer.status_code == 422, given
        assert words in answer.content.decode()
    assert Phrase.objects.count() == 1


def test_a_phrase_is_words_and_nothing_else(desk: Client, case: Case) -> None:
    desk.post("/standardtekster/", {"name": "<b>Fed</b>", "text": "<script>alert(1)</script> {{ case.number }}"})
    page = letter_page(desk, case)
    assert "<script>alert(1)" not in page
    assert "{{ case.number }}" in page


def test_who_writes_no_letters_has_no_phrases(db: None, aase: User) -> None:
    member = person(aase.unit, Role.TEAM_MEMBER, "Tea")  # type: ignore[arg-type]
    assert client_of(member).get("/standardtekster/").status_code == 404
