"""No script runs: everything can be done all the same."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]


def test_an_application_is_registered(under_lab_2022: Town) -> None:
    desk = under_lab_2022.person("caseworker", scripts=False)
    desk.follows("Registrér ansøgning")
    desk.commits("Registrér ansøgning")
    desk.sees("Skriv borgerens CPR-nummer.")
    for label, value in {
        "CPR-nummer": "750580-0003",
        "Navn": "Uden Ulla",
        "Hvordan kom ansøgningen?": "Digital Post",
        "Hvem tog initiativet?": "Borgeren",
        "Hvad lever borgeren af?": "Dagpenge",
    }.items():
        desk.writes(label, value)
    desk.commits("Registrér ansøgning")
    expect(desk.heading()).to_have_text("Uden Ulla")
    desk.sees("Ansøgningen er registreret.")


def test_a_hearing_is_sent_and_answered(under_lab_2022: Town) -> None:
    town = under_lab_2022
    case = town.ask("case", name="Stille Stine", born="1977-07-07", story="grant-after-praktik", until="complete_profile")
    desk = town.person("caseworker", scripts=False)
    due = town.day + timedelta(days=14)
    desk.does(case, "Send partshøring", {"Hvad overvejer I at beslutte?": "Vi overvejer et fleksjob.", "Frist for svar": due})
    desk.opens(case, "breve")
    desk.sees_by_and_by("leveret")

    citizen = town.citizen(case, scripts=False)
    citizen.page.locator(".fc-todo a.button").click()
    citizen.sees("Vi overvejer et fleksjob.")
    citizen.presses("Send dit svar")
    citizen.sees("Skriv dit svar, eller tryk på »Jeg har ingen bemærkninger«.")
    citizen.writes("Dit svar", "Det er rigtigt, men jeg kan ikke løfte.")
    citizen.presses("Send dit svar")
    citizen.sees("Vi har fået dit svar")
    desk.opens(case, "partshoering")
    desk.sees("Det er rigtigt, men jeg kan ikke løfte.")
