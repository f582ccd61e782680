"""The worklist without a mouse: pick rows, do one thing to all of them, and read what came of it."""

from __future__ import annotations

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Town, as_typed
from tests.browser.test_keyboard import stands_at, tabs_to
from tests.browser.test_screens import is_in_order

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-reform")]


def test_two_cases_are_lent_to_a_colleague_by_keyboard(after_the_reform: Town) -> None:
    town = after_the_reform
    for name in ("Lars Lånt", "Lise Lånt"):
        town.ask("case", name=name, born="1980-05-05", story="reform-grant", until="receive_application")
    desk = town.person("caseworker")
    page, keyboard = desk.page, desk.page.keyboard
    desk.goes("sager/?q=Lånt&orden=borger")
    page.wait_for_load_state()
    bar = page.get_by_role("form", name="Valgte sager")
    expect(bar).to_be_hidden()
    keyboard.press("f")
    expect(page.get_by_role("combobox", name="Trin")).to_be_focused()
    keyboard.press("Escape")
    for _ in range(2):
        keyboard.press("j")
        keyboard.press("x")
    expect(bar).to_contain_text("2 valgt")
    is_in_order(desk, "the list with picked rows")

    tabs_to(desk, bar.get_by_role("button", name="Lån ud …"))
    keyboard.press("Enter")
    stands_at(desk, "Lån sagen ud")
    is_in_order(desk)
    keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    is_in_order(desk, "the form with errors")
    tabs_to(desk, desk.field("Til hvem"))
    keyboard.type("Mads")
    for label, value in (("Fra", town.day), ("Til og med", town.day + timedelta(days=14)), ("Hvorfor", "Ferie")):
        tabs_to(desk, desk.field(label))
        keyboard.type(as_typed(value))
    keyboard.press("Control+Enter")

    over = page.get_by_role("heading", name="2 lykkedes")
    expect(over).to_be_visible()  # without leaving the page
    page.reload()
    is_in_order(desk, "a run that is over, by its own address")
    colleague = town.person("colleague")
    colleague.goes("sager/?vis=laant")
    colleague.sees("Lars Lånt")
    colleague.sees("Lise Lånt")
