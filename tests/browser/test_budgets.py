"""The work of every day costs few presses: from the worklist to the receipt, with everything filled in that must be."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Person, Town, a_real_pdf
from tests.browser.test_upload import drops

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]


def at_the_list(town: Town, name: str, until: str) -> Person:
    """A caseworker before the worklist, with a case on it."""
    town.ask("case", name=name, born="1987-05-05", story="grant-after-praktik", until=until)
    desk = town.person("caseworker")
    desk.goes(f"sager/?q={name}")
    return desk


def opens_from_the_list(desk: Person, name: str) -> None:
    desk.page.locator("[data-row]").get_by_role("link", name=name).first.click()
    expect(desk.heading()).to_have_text(name)


def test_a_telephone_note_takes_four(under_lab_2022: Town) -> None:
    desk = at_the_list(under_lab_2022, "Notat Nora", "receive_application")
    with desk.within(4):
        opens_from_the_list(desk, "Notat Nora")
        desk.begins_by_hand("Skriv notat")
        desk.writes("Var det en samtale?", ["Telefon"])
        desk.writes("Hvad kom frem?", "Nora er flyttet og kan træffes om formiddagen.")
        desk.writes("Hvad er aftalt eller lovet?", "Vi ringer på mandag.")
        desk.ends_by_hand()
    desk.sees("Nora er flyttet og kan træffes om formiddagen.")


def test_a_conversation_takes_six(under_lab_2022: Town) -> None:
    town = under_lab_2022
    desk = at_the_list(town, "Samtale Signe", "receive_application")
    with desk.within(6):
        opens_from_the_list(desk, "Samtale Signe")
        desk.begins_by_hand("Registrér samtale")
        for label, value in {
            "Form": ["Video"],
            "Hvem var med?": "Signe og hendes bisidder",
            "Hvad talte I om?": "Signe vil gerne prøve et gartneri.",
            "Hvad er aftalt?": "Vi finder et sted tæt på hjemmet.",
            "Næste skridt": "Besøg på stedet.",
            "Opgaver": ["Borgeren: Sender cv", "Ring til gartneriet"],
            "Næste samtale": town.day + timedelta(days=14),
            "Dato": town.day,
        }.items():
            desk.writes(label, value)
        desk.ends_by_hand()
    for seen in ("Samtale med borgeren", "Sender cv", "Ring til gartneriet", "Signe vil gerne prøve et gartneri."):
        desk.sees(seen)


def test_a_work_trial_takes_twelve_from_its_first_day_to_its_report(under_lab_2022: Town) -> None:
    """Everything that a report holds (D-07), from the employer and the period to the citizen's own view."""
    town = under_lab_2022
    desk = at_the_list(town, "Praktik Pia", "start_profile")
    with desk.within(12):
        opens_from_the_list(desk, "Praktik Pia")
        desk.begins_by_hand("Start arbejdsprøvning")
        for label, value in {
            "Arbejdssted": "Prøvegartneriet",
            "Opgaver": ["Plantepasning", "Pakning", "Ordrer i telefonen"],
            "Aftalte timer om ugen": 12,
            "Dato": town.day - timedelta(days=28),
        }.items():
            desk.writes(label, value)
        desk.ends_by_hand()
        desk.begins_by_hand("Afslut arbejdsprøvning")
        for label, value in {
            "Dato": town.day,
            "Mødt, timer om ugen": 10,
            "Intensitet i procent": 60,
            "Fremmøde": "Mødte alle dage undtagen to efter en dårlig nat.",
            "Skånehensyn": ["Løft højst 5 kg", "Pause hver time"],
            "Skånehensynenes virkning": "Pauserne gør, at hun kan arbejde fire timer.",
            "Hjælpemidler og støtte": "Hæve-sænke-bord. Ingen mentor.",
            "Udvikling undervejs": "Fra 6 til 10 timer på fire uger.",
            "Arbejdsgiverens vurdering": "Omhyggelig. Kan faktureres for seks timer.",
            "Borgerens egen vurdering": "Glad for arbejdet, træt dagen efter.",
            "Konklusion": "Hun kan arbejde 10 timer om ugen med pauser.",
            "Prøver noget andet end borgerens tidligere fag": True,
            "Borgeren kender indholdet": True,
        }.items():
            desk.writes(label, value)
        desk.ends_by_hand()
    desk.opens(desk.page.url.rstrip("/").rsplit("/", 1)[-1], "arbejdsproevning")
    for seen in (
        "Prøvegartneriet",
        "Kan faktureres for seks timer.",
        "Fra 6 til 10 timer",
        "Andet end borgerens tidligere fag",
    ):
        desk.sees(seen)
    desk.misses("Rapporten siger ikke noget om")


def test_papers_are_put_on_a_case_with_three(under_lab_2022: Town, tmp_path: Path) -> None:
    """Dropped on the case, looked at, put there: what a paper is follows from the paper."""
    desk = at_the_list(under_lab_2022, "Papir Paula", "receive_application")
    paper = a_real_pdf(tmp_path, "Attest LÆ 265").read_bytes()
    with desk.within(3):
        opens_from_the_list(desk, "Papir Paula")
        desk.page.wait_for_load_state()
        drops(desk, {"LÆ 265.pdf": paper, "LÆ 125.pdf": paper + b"\n"}, "main")
        expect(desk.page.get_by_role("heading", name="Tilføj dokumenter")).to_be_focused()
        expect(desk.page.get_by_label("Titel")).to_have_count(2)
        expect(desk.page.get_by_label("Titel").first).to_have_value("LÆ 265")
        desk.commits("Tilføj")
        expect(desk.page.locator("[data-receipt]")).to_contain_text("2 dokumenter er lagt på sagen.")


def test_a_case_that_nobody_has_is_assigned_with_two(under_lab_2022: Town) -> None:
    """To a colleague from its row in the list; to oneself that is one."""
    town = under_lab_2022
    for name in ("Ingens Inga", "Ingens Ib"):
        case = town.ask("case", name=name, born="1987-05-05", story="grant-after-praktik", until="start_profile")
        town.ask("nobodys", case=case)
    desk = town.person("caseworker")
    desk.goes("sager/?vis=uden")
    with desk.within(2):
        desk.page.get_by_role("row").filter(has_text="Ingens Inga").get_by_role("link", name="Til en kollega").click()
        expect(desk.heading()).to_have_text("Tildel sagsbehandler")
        desk.page.get_by_role("button", name="Mads").click()
        expect(desk.page.locator("[data-receipt]")).to_contain_text("er tildelt Mads")
    with desk.within(1):
        desk.page.get_by_role("row").filter(has_text="Ingens Ib").get_by_role("button", name="Tag sagen").click()
        expect(desk.page.locator("[data-receipt]")).to_contain_text("er tildelt")
    desk.sees("Ingen sager her. Det er godt.")


def test_a_case_is_opened_by_its_cpr_number_with_two(under_lab_2022: Town) -> None:
    desk = at_the_list(under_lab_2022, "Nummer Nanna", "receive_application")
    cpr = under_lab_2022.ask("cpr_of", name="Nummer Nanna")
    desk.page.wait_for_load_state()
    with desk.within(2):
        desk.page.keyboard.press("/")
        desk.page.keyboard.type(cpr)
        desk.page.keyboard.press("Enter")
        expect(desk.heading()).to_have_text("Nummer Nanna")
