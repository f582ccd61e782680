"""The roads that do not lead to a decision: back to an earlier step, and out of the house."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]
STORY = "grant-after-praktik"


def test_a_case_goes_back_with_a_reason_and_what_was_done_lapses_visibly(under_lab_2022: Town) -> None:
    case = under_lab_2022.ask("case", name="Tilbage Tove", born="1970-01-05", story=STORY, until="schedule_case")
    desk = under_lab_2022.person("caseworker")
    desk.opens(case, "team")
    desk.sees("På dagsorden")
    desk.begins(case, "Send sagen tilbage")
    desk.writes("Til hvilket trin?", "Beskrivelsen")
    desk.commits("Send sagen tilbage")
    expect(desk.page.locator("[data-error-summary]")).to_be_focused()
    desk.sees("Skriv, hvorfor.")
    expect(desk.field("Til hvilket trin?")).to_have_value("profile")
    desk.does_now("Send sagen tilbage", {"Begrundelse": "Der er kommet nyt om ryggen."})

    expect(desk.page.locator(".fc-road [aria-current=step]")).to_contain_text("Forberedende del")
    desk.sees("Begrundelse for at sende sagen tilbage: Der er kommet nyt om ryggen.")
    desk.opens(case, "beskrivelse")
    desk.sees("Bortfaldt")
    desk.opens(case, "team")
    desk.sees("Bortfaldet")
    desk.does(case, "Gør den forberedende del færdig")
    desk.opens(case, "beskrivelse")
    desk.sees("Udgave 2")


def test_a_citizen_withdraws_the_application(under_lab_2022: Town) -> None:
    case = under_lab_2022.ask("case", name="Fortryd Freja", born="1988-08-08", story=STORY, until="start_profile")
    citizen = under_lab_2022.citizen(case)
    citizen.follows("Træk din ansøgning tilbage")
    citizen.presses("Træk ansøgningen tilbage")
    citizen.sees("Sæt kryds, hvis du er sikker.")
    citizen.writes("Ja, jeg trækker min ansøgning om fleksjob tilbage", True)
    citizen.writes("Vil du skrive hvorfor?", "Jeg har fået et job.")
    citizen.presses("Træk ansøgningen tilbage")
    citizen.sees("Du trak din ansøgning tilbage")

    desk = under_lab_2022.person("caseworker")
    desk.opens(case)
    desk.sees("Borgeren trak ansøgningen tilbage")
    desk.sees("Jeg har fået et job.")
    desk.opens(case, "breve")
    desk.sees_by_and_by("Bekræftelse")
    desk.sees_by_and_by("leveret")


def test_a_withdrawal_by_telephone_is_registered_at_the_desk(under_lab_2022: Town) -> None:
    case = under_lab_2022.ask("case", name="Ring Rasmus", born="1981-04-04", story=STORY, until="start_hearing")
    desk = under_lab_2022.person("caseworker")
    said = {"Hvordan sagde borgeren det?": "Telefon", "Hvad sagde eller skrev borgeren?": "Jeg vil ikke mere."}
    written = {**said, "Tilbagetrækningen er skriftlig, eller samtalen er noteret": True}
    desk.does(case, "Registrér, at borgeren trækker ansøgningen tilbage", written)
    desk.sees("Ingen frist løber.")
    expect(desk.page.get_by_role("link", name="Send partshøring")).to_have_count(0)
