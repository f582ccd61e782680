"""The work of every day costs few presses: from the worklist to the receipt, with everything filled in that must be."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Person, Town

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


def test_a_case_is_opened_by_its_cpr_number_with_two(under_lab_2022: Town) -> None:
    desk = at_the_list(under_lab_2022, "Nummer Nanna", "receive_application")
    cpr = under_lab_2022.ask("cpr_of", name="Nummer Nanna")
    desk.page.wait_for_load_state()
    with desk.within(2):
        desk.page.keyboard.press("/")
        desk.page.keyboard.type(cpr)
        desk.page.keyboard.press("Enter")
        expect(desk.heading()).to_have_text("Nummer Nanna")
