"""Without a mouse: from the login to the receipt."""

from __future__ import annotations

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.backstage import PASSWORD
from tests.browser.desk import Person, Town

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]


def tabs_to(person: Person, wanted: Locator) -> None:
    """Press Tab until the focus is there."""
    for _ in range(60):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        person.page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {wanted}")


def stands_at(person: Person, heading: str) -> None:
    """The page is there with its scripts, which is when keys are heard."""
    expect(person.heading()).to_have_text(heading)
    person.page.wait_for_load_state()


def test_a_case_is_worked_on_from_login_to_receipt(under_lab_2022: Town) -> None:
    town = under_lab_2022
    case = town.ask("case", name="Tast Thea", born="1991-01-01", story="grant-after-praktik", until="receive_application")
    desk = town.visitor()
    page, keyboard = desk.page, desk.page.keyboard
    desk.goes("konto/login/")
    tabs_to(desk, desk.field("Brugernavn"))
    keyboard.type("caseworker")
    tabs_to(desk, desk.field("Adgangskode"))
    keyboard.type(PASSWORD)
    keyboard.press("Enter")
    stands_at(desk, "Alle mine")

    row = page.locator("[data-row].fc-current")
    keyboard.press("j")
    expect(row.locator("a[data-open]")).to_be_focused()
    keyboard.press("Enter")
    expect(page.locator(".fc-road")).to_be_visible()

    page.wait_for_load_state()
    keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Søg på navn")).to_be_focused()
    keyboard.type("Tast")
    keyboard.press("Enter")
    stands_at(desk, "Tast Thea")
    keyboard.press("Escape")
    stands_at(desk, "Alle mine")

    expect(row).to_contain_text("Tast Thea")  # the way back leads to the row that one came from
    keyboard.press("Enter")
    stands_at(desk, "Tast Thea")

    keyboard.press("1")
    stands_at(desk, "Start den forberedende del")
    tabs_to(desk, desk.field("Dato"))
    keyboard.type(f"{town.day.day}.{town.day.month}.{town.day.year}")
    keyboard.press("Control+Enter")
    stands_at(desk, "Tast Thea")
    expect(page.locator("[data-receipt]")).to_be_focused()
    expect(page.locator("[data-receipt]")).to_contain_text("det er gjort")

    keyboard.press("n")
    stands_at(desk, "Skriv notat")
    tabs_to(desk, desk.field("Overskrift"))
    keyboard.type("Opkald")
    keyboard.press("Tab")
    keyboard.type("n1? Thea ringede / og sagde ja")  # letters are letters while one writes
    keyboard.press("Control+Enter")
    expect(page.locator("[data-receipt]")).to_be_focused()
    desk.sees("n1? Thea ringede / og sagde ja")
    assert town.ask("times", case=case, event="note_written") == 1


def test_the_keys_are_told_and_can_be_turned_off(under_lab_2022: Town) -> None:
    desk = under_lab_2022.person("caseworker")
    keyboard = desk.page.keyboard
    keyboard.press("?")
    help_ = desk.page.get_by_role("dialog")
    expect(help_).to_be_visible()
    tabs_to(desk, help_.get_by_role("button", name="Slå enkelttaster fra"))
    keyboard.press("Enter")
    keyboard.press("Escape")
    expect(help_).to_be_hidden()
    keyboard.press("/")
    expect(desk.page.get_by_role("searchbox", name="Søg på navn")).not_to_be_focused()
    desk.page.reload()
    keyboard.press("?")
    expect(help_).to_be_hidden()
