"""Worklists: what each holds, in which order, narrowed how; and nobody is shown what is not theirs."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client

from cases.act import Actor
from cases.models import AbsenceCover, Case, Citizen, Conflict, Role, User
from cases.runner import run
from flexcase.base import clock
from tests.cases.conftest import DAY, person

Make = Callable[..., Case]


def client_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def desk(aase: User) -> Client:
    return client_of(aase)


def numbers(client: Client, path: str) -> list[str]:
    """The case numbers of a list, in the order of its rows."""
    with clock.at(DAY):
        answer = client.get(path)
    assert answer.status_code == 200
    return re.findall(r'id="sag-([\d-]+)"', answer.content.decode())


def link(client: Client, path: str, rel: str) -> str:
    """The address of the next or previous page; empty when there is none."""
    with clock.at(DAY):
        page = client.get(path).content.decode()
    found = re.search(rf'href="([^"]+)"\s+rel="{rel}"', page)
    return "/sager/" + found[1].replace("&amp;", "&") if found else ""


def test_a_long_list_is_read_to_its_end_and_back_again_in_both_orders(desk: Client, new_case: Make) -> None:
    made = [new_case(DAY - timedelta(days=n // 3)) for n in range(60)]
    made[7].deadlines.all().delete()
    Case.objects.filter(pk=made[7].pk).update(next_due=None)
    names = ["Åse Kjær", "Aage Holm", "Ærbødig Ø", "Örjan Å", "Zeynep Arslan", "Anders And"]
    for n, case in enumerate(made):
        Citizen.objects.filter(pk=case.citizen_id).update(name=names[n % len(names)])
    for order in ("frist", "-frist", "modtaget", "-modtaget", "borger", "-borger"):
        path = f"/sager/?orden={order}"
        pages, asked = [numbers(desk, path)], []
        while path := link(desk, path, "next"):
            asked.append(path)
            pages.append(numbers(desk, path))
            back = link(desk, path, "prev")
            assert numbers(desk, back) == pages[-2], "the way back shows what one came from"
        assert [len(page) for page in pages] == [25, 25, 10]
        read = [number for page in pages for number in page]
        assert sorted(read) == sorted(case.number for case in made), "each case once"
        if order == "frist":
            assert read[-1] == made[7].number, "a case without a deadline comes last"
            forwards = read
        elif order == "-frist":
            assert read == forwards[::-1]
        elif order == "borger":
            called = dict(Citizen.objects.values_list("cases__number", "name"))
            in_turn = list(dict.fromkeys(called[number] for number in read))
            assert in_turn == ["Anders And", "Zeynep Arslan", "Ærbødig Ø", "Örjan Å", "Aage Holm", "Åse Kjær"]
            assert not any(name.split()[0] in path for name in names for path in asked), "no name in an address"


def test_a_page_deep_in_the_list_walks_the_index_of_its_order(aase: User, new_case: Make) -> None:
    from cases.worklists import worklist
    from cases.worklists.listing import Listing

    new_case()
    groups = worklist.views(aase)
    unit = next(view for _, items in groups for view in items if view.key == "enhed")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_bitmapscan = off; SET LOCAL enable_sort = off")
    for order, index in (("frist", "case_unit"), ("-frist", "case_unit"), ("modtaget", "case_unit_received")):
        listing = Listing.read({"orden": order}, "enhed")
        rows = worklist.ordered(aase, unit, listing, key=(DAY, new_case().pk), back=False)
        plan = rows.explain()
        assert re.search(rf"using {index} on", plan), plan
        assert "Sort" not in plan, plan
        assert re.search(r"Index Cond: .*(>=|<=)", plan), plan


def test_an_address_made_up_by_somebody_shows_a_list_and_never_a_fault(desk: Client, new_case: Make) -> None:
    case = new_case()
    for query in (
        "vis=intet",
        "trin=intet&frist=x&venter=y&regelsaet=z&maerke=w",
        "efter=x",
        "foer=2026-13-01_00",
        "efter=9999-99-99_" + "0" * 32,
        "orden=-",
        "orden=number",
        "kol=cpr&kol=",
        "sagsbehandler=%3Cscript%3E",
    ):
        assert numbers(desk, f"/sager/?{query}") == [case.number], query
    assert numbers(desk, "/sager/?q=" + "å" * 5000) == []
    assert b"<script>alert" not in desk.get("/sager/?q=<script>alert(1)</script>").content


def test_filters_narrow_and_say_so(desk: Client, new_case: Make, aase: User, mads: User) -> None:
    old, young, shielded = new_case(DAY - timedelta(days=200)), new_case(), new_case(protected_address=True)
    with clock.at(DAY):
        assert run("start_profile", Actor.of(aase), {}, case=young).done
        assert run("assign_case", Actor.of(aase), {"caseworker": mads.username}, case=shielded).done
    Citizen.objects.filter(pk=young.citizen_id).update(name="Zeynep Arslan")
    assert numbers(desk, "/sager/?frist=over") == [old.number] == numbers(desk, "/sager/?vis=overskredet")
    assert numbers(desk, "/sager/?trin=profile") == [young.number]
    assert numbers(desk, "/sager/?q=zeynep") == [young.number] == numbers(desk, "/sager/?q=ÁRSLAN")
    assert numbers(desk, f"/sager/?q={old.number}") == [old.number]
    assert numbers(desk, "/sager/?vis=enhed&maerke=adresse") == [shielded.number]
    assert numbers(desk, f"/sager/?vis=enhed&sagsbehandler={mads.pk.hex}") == [shielded.number]
    assert numbers(desk, "/sager/?regelsaet=lab-2022") == []
    with clock.at(DAY):
        page = desk.get("/sager/?trin=trial").content.decode()
    assert "Ingen sager passer til filtret. Trin: Arbejdsprøvning" in " ".join(page.split())
    assert "Vis alle i »Alle mine«" in page


def test_the_list_shows_the_columns_that_were_asked_for(desk: Client, new_case: Make) -> None:
    case = new_case()
    page = desk.get("/sager/?kol=sagsbehandler&kol=regelsaet").content.decode()
    heads = re.findall(r'<th scope="col"\s*>\s*(?:<a[^>]*>)?([^<]+?)\s*<', page)
    assert heads == ["Borger", "Sagsbehandler", "Regelsæt"]
    assert case.regime.title in page


def test_a_colleagues_restricted_case_is_in_no_list_and_no_count(desk: Client, new_case: Make, mads: User) -> None:
    case = new_case()
    Case.objects.filter(pk=case.pk).update(restricted=True, caseworker=mads)
    for vis in ("mine", "enhed", "enhedens-overskredne", "uden", "laant"):
        assert numbers(desk, f"/sager/?vis={vis}") == []
    assert numbers(client_of(mads), "/sager/") == [case.number]


def test_a_case_that_nobody_has_is_taken_from_its_row_or_given_to_a_colleague(
    new_case: Make, aase: User, mads: User, hanne: User, stranger: User
) -> None:
    taken, given, hidden = new_case(), new_case(), new_case()
    Case.objects.update(caseworker=None)
    Conflict.objects.create(case=hidden, user=mads, declared_on=DAY)
    desk, leader = client_of(aase), client_of(hanne)
    page = desk.get("/sager/?vis=uden").content.decode()
    assert page.count(">Tag sagen<") == 3
    assert "Tag sagen" not in desk.get("/sager/?vis=enhed").content.decode()

    assert f'href="/sager/{taken.number}/tildel/"' in desk.get(f"/sager/{taken.number}/").content.decode()
    took = desk.post(f"/sager/{taken.number}/tildel/", {"caseworker": aase.username, "back": "uden"}, follow=True)
    assert f"Sag {taken.number} er tildelt Åse Prøve." in took.content.decode()
    assert took.redirect_chain[-1][0] == "/sager/?vis=uden"

    rows = leader.get("/sager/?vis=uden").content.decode()
    assert "Tag sagen" not in rows, "a leader carries no cases"
    assert f"/sager/{given.number}/tildel/?back=uden" in rows
    today = clock.today()
    people = {"absent": mads, "cover": aase, "granted_by": hanne}
    AbsenceCover.objects.create(**people, valid_from=today, valid_until=today, reason="Kursus")
    names = leader.get(f"/sager/{given.number}/tildel/?back=uden").content.decode()
    assert "1 løbende sag<" in names
    assert names.index('value="mads"') < names.index("Væk til og med")
    leader.post(f"/sager/{given.number}/tildel/", {"caseworker": mads.username, "back": "uden"})
    refused = leader.post(f"/sager/{hidden.number}/tildel/", {"caseworker": mads.username})
    assert refused.status_code == 422
    assert "Kollegaen er inhabil i sagen. Vælg en anden." in refused.content.decode()
    for nobody in ({}, {"caseworker": stranger.username}):
        assert leader.post(f"/sager/{hidden.number}/tildel/", nobody).status_code == 422
    assert client_of(stranger).post(f"/sager/{hidden.number}/tildel/", {"caseworker": stranger.username}).status_code == 404
    have = {case.pk: case.caseworker for case in Case.objects.select_related("caseworker")}
    assert have == {taken.pk: aase, given.pk: mads, hidden.pk: None}


def test_a_job_consultant_reads_nowhere_that_a_case_waits_for_a_doctor(new_case: Callable[..., Case], aase: User) -> None:
    case = new_case()
    with clock.at(DAY):
        for name, given in (
            ("start_profile", {}),
            ("give_consent", {"scope": "health", "how": "phone"}),
            ("request_medical_report", {"kind": "LAE125"}),
        ):
            assert run(name, Actor.of(aase), given, case=case).done
    tine = person(aase.unit, Role.JOB_CONSULTANT, "Tine")  # type: ignore[arg-type]
    where = (
        "/sager/?vis=enhed&kol=hvorfor&kol=venter&kol=frist",
        f"/sager/{case.number}/",
        "/sager/hent/csv/?vis=enhed&kol=hvorfor",
    )
    for user, health in ((aase, True), (tine, False)):
        client = Client()
        client.force_login(user)
        with clock.at(DAY):
            pages = [client.get(path).content.decode() for path in where]
            offered = "/handling/submit-to-team/" in client.get("/sager/?vis=enhed").content.decode()
        assert offered == health, "the next step leads on for whoever may take it"
        assert [any(word in page for word in ("LÆ ", "Læge", "ægen", "amtykke")) for page in pages] == [health] * 3, str(user)
        if not health:
            assert "Svar udefra" in pages[0] and "Andre" in pages[0] and "Svar udefra" in pages[1]
            assert case.number not in client.get("/sager/?vis=enhed&venter=laege").content.decode()
