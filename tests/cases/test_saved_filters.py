"""Saved filters with their counts, and the list as a file."""

from __future__ import annotations

import csv
import re
import zipfile
from collections.abc import Callable
from io import BytesIO, StringIO

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import Case, Citizen, Role, SavedFilter, User
from cases.runner import run
from cases.worklists import filters, sheet
from flexcase.base import clock
from flexcase.base.models import Read
from tests.cases.conftest import DAY, person

Make = Callable[..., Case]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture(autouse=True)
def _on_the_day() -> object:
    with clock.at(DAY):
        yield


@pytest.fixture
def desk(aase: User) -> Client:
    return client_of(aase)


def rail(client: Client) -> dict[str, str]:
    """What stands in the rail, with its count."""
    page = client.get("/sager/").content.decode().split('fc-rail"')[1].split("</nav>")[0]
    return dict(re.findall(r"<span>([^<]+)</span>\s*<span[^>]*>(\d+)</span>", page))


def test_a_filter_is_kept_under_its_name_with_a_count_beside(desk: Client, new_case: Make, aase: User, mads: User) -> None:
    described, _ = new_case(), new_case()
    assert run("start_profile", Actor.of(aase), {}, case=described).done
    page = desk.post("/sager/filter/", {"liste": "vis=mine&trin=profile&kol=modtaget", "name": "Beskrives nu"}, follow=True)
    text = page.content.decode()
    assert "Filtret »Beskrives nu« er gemt." in text
    assert re.search(r"<h1>\s*Beskrives nu", text)
    assert f'id="sag-{described.number}"' in text
    assert "Viser 1 af 1" in text
    assert rail(desk)["Beskrives nu"] == "1"
    assert "Beskrives nu" not in rail(client_of(mads))
    desk.post("/sager/filter/", {"liste": "vis=mine&trin=application", "name": "Beskrives nu"})
    assert SavedFilter.objects.get().query == "vis=mine&trin=application", "the same name again takes its place"
    gone = desk.post(f"/sager/filter/{SavedFilter.objects.get().pk}/slet/", follow=True).content.decode()
    assert "Filtret »Beskrives nu« er slettet." in gone
    assert "Beskrives nu" not in rail(desk)


def test_a_shared_filter_shows_everybody_their_own_cases(
    desk: Client, new_case: Make, mads: User, hanne: User, stranger: User
) -> None:
    new_case()
    moved = new_case()
    Case.objects.filter(pk=moved.pk).update(caseworker=mads, restricted=True)
    for name, liste in (("Uden fart", "vis=mine&trin=application"), ("Alle nye", "vis=enhed&trin=application")):
        desk.post("/sager/filter/", {"liste": liste, "name": name, "shared": "on"})
    assert (rail(desk)["Uden fart"], rail(desk)["Alle nye"]) == ("1", "1"), "a colleague's restricted case is not counted"
    assert (rail(client_of(mads))["Uden fart"], rail(client_of(mads))["Alle nye"]) == ("1", "2")
    assert "Alle nye" not in rail(client_of(stranger))
    row = SavedFilter.objects.get(name="Alle nye")
    for user, status in ((stranger, 404), (mads, 404), (hanne, 302)):
        assert client_of(user).post(f"/sager/filter/{row.pk}/slet/").status_code == status


def test_a_filter_without_a_name_or_one_too_many_is_refused_in_words(
    desk: Client, aase: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(filters, "MOST", 1)
    filters.save(aase, "vis=mine&trin=trial", {"name": "Første", "shared": False})
    for given, words in (
        ({"name": ""}, "Skriv, hvad filtret skal hedde."),
        ({"name": "å" * 41}, "Skriv højst 40 tegn."),
        ({"name": "Andet"}, "Du har allerede 1 filtre."),
    ):
        answer = desk.post("/sager/filter/", {"liste": "vis=mine&trin=profile", **given})
        assert answer.status_code == 422
        assert words in answer.content.decode()
        assert 'value="vis=mine&amp;trin=profile"' in answer.content.decode(), "the list is not lost"
    assert SavedFilter.objects.count() == 1


def test_saved_filters_cost_no_query_each(desk: Client, aase: User, new_case: Make) -> None:
    from tests.cases.test_desk import DESK_BUDGET, queries

    new_case()
    found = []
    for n in range(8):
        filters.save(aase, f"vis=mine&frist=uge&q={n}", {"name": f"Filter {n}", "shared": False})
        found.append(queries(desk, "/sager/"))
    assert set(found) == {found[0]}
    assert found[0] <= DESK_BUDGET


def test_the_list_becomes_a_file_with_what_one_may_see_and_who_was_taken_out_is_logged(
    desk: Client, new_case: Make, aase: User, mads: User
) -> None:
    hostile, other, hidden = new_case(), new_case(), new_case()
    Citizen.objects.filter(pk=hostile.citizen_id).update(name='=HYPERLINK("http://ond.example","Klik")')
    Case.objects.filter(pk=hidden.pk).update(restricted=True, caseworker=mads)
    answer = desk.get("/sager/hent/csv/?vis=enhed&kol=trin&kol=sagsbehandler")
    assert answer["Content-Disposition"] == f'attachment; filename="sager-{DAY}.csv"'
    table = list(csv.reader(StringIO(answer.content.decode("utf-8-sig")), delimiter=";"))
    assert table[0] == ["Sagsnummer", "Borger", "Trin", "Sagsbehandler"]
    assert sorted(line[0] for line in table[1:]) == [hostile.number, other.number]
    assert next(line[1] for line in table if line[0] == hostile.number).startswith("'=HYPERLINK")
    with zipfile.ZipFile(BytesIO(desk.get("/sager/hent/xlsx/?vis=enhed").content)) as book:
        cells, strings = (book.read(name).decode() for name in ("xl/worksheets/sheet1.xml", "xl/sharedStrings.xml"))
    assert "<f>" not in cells
    assert "=HYPERLINK" in strings
    assert hidden.number not in strings
    logged = Read.objects.filter(user_id=aase.pk, what="export").values_list("case_id", flat=True)
    assert sorted(logged) == sorted([hostile.pk, other.pk] * 2)
    assert desk.get("/sager/hent/pdf/").status_code == 404


def test_a_list_too_long_for_a_file_says_so(desk: Client, new_case: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sheet, "MOST", 1)
    new_case(), new_case()
    page = desk.get("/sager/hent/csv/", follow=True).content.decode()
    assert "En fil kan højst have 1 sager. Filtrér listen, og hent den igen." in page
    assert not Read.objects.filter(what="export").exists()


@pytest.mark.parametrize("text", ["=1+1", "+45", "-2", "@sum", "\tx", "\rx"])
def test_no_text_begins_a_formula(text: str) -> None:
    assert sheet.plain(text) == f"'{text}"
    assert sheet.plain("Åse -2") == "Åse -2"


def test_who_may_not_read_of_doctors_is_told_no_number_of_cases_that_wait_for_one(
    desk: Client, new_case: Make, aase: User
) -> None:
    Case.objects.filter(pk=new_case().pk).update(waits_for=["lægen"])
    liste = "vis=enhed&venter=laege"
    desk.post("/sager/filter/", {"liste": liste, "name": "Hos lægen", "shared": "on"})
    consultant = client_of(person(aase.unit, Role.JOB_CONSULTANT, "Tine"))  # type: ignore[arg-type]
    assert (rail(desk)["Hos lægen"], rail(consultant)["Hos lægen"]) == ("1", "0")
    address = f"/sager/?{liste}&q=Birgitte"
    assert "Viser 1 af 1" in desk.get(address).content.decode()
    answer = consultant.get(address)
    assert answer.status_code == 200 and answer.context["total"] == "0"


def test_a_filter_with_a_sign_that_no_name_has_stands_in_nobodys_way(desk: Client, new_case: Make, mads: User) -> None:
    new_case()
    desk.post("/sager/filter/", {"liste": "vis=enhed&q=Bir%00gitte", "name": "Birgitte", "shared": "on"})
    assert rail(client_of(mads))["Birgitte"] == "1"
