"""Without a mouse: from the login to the receipt."""

from __future__ import annotations

import re
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.backstage import PASSWORD
from tests.browser.desk import Person, Town, a_real_pdf, as_typed

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]


def tabs_to(person: Person, wanted: Locator, *, back: bool = False) -> None:
    """Press Tab until the focus is there, or Shift and Tab where it lies behind."""
    for _ in range(60):
        if wanted.evaluate("e => e === document.activeElement"):
            return
        person.page.keyboard.press("Shift+Tab" if back else "Tab")
    raise AssertionError(f"Tab never came to {wanted}")


def stands_at(person: Person, heading: str) -> None:
    """The page is there with its scripts, which is when keys are heard."""
    expect(person.heading()).to_have_text(heading)
    person.page.wait_for_load_state()


def receipt_is_read(person: Person, words: str) -> None:
    """After an action the focus is on the one line that says what was done."""
    receipt = person.page.locator("[data-receipt]")
    expect(receipt).to_be_focused()
    expect(receipt).to_contain_text(words)
    person.page.wait_for_load_state()


def is_told(person: Person, words: str | re.Pattern[str]) -> None:
    """What a screen reader says by itself."""
    expect(person.page.locator("#fc-live")).to_have_text(words)


def types_in(person: Person, **fields: str) -> None:
    """Tab to one field after the other, in the order of the page, and write."""
    for name, text in fields.items():
        tabs_to(person, person.page.locator(f"[name={name}]"))
        person.page.keyboard.type(text)


def test_the_main_day_is_worked_from_login_to_the_evening(under_lab_2022: Town, tmp_path: Path) -> None:
    town = under_lab_2022
    case = town.ask("case", name="Tast Thea", born="1991-01-01", story="grant-after-praktik", until="complete_profile")
    desk = town.visitor()
    page, keyboard = desk.page, desk.page.keyboard
    page.on("filechooser", lambda chooser: chooser.set_files(paper))
    paper = a_real_pdf(tmp_path, "Attest LÆ 265")
    in_two_weeks = as_typed(town.day + timedelta(days=14))

    # The morning: in, down the list, and into a case.
    desk.goes("konto/login/")
    types_in(desk, login="caseworker", password=PASSWORD)
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
    expect(row).to_contain_text("Tast Thea")  # the way back leads to the row of the case
    keyboard.press("Enter")
    stands_at(desk, "Tast Thea")

    # The telephone rings: who is it?
    tabs_to(desk, page.get_by_role("button", name="Vis", exact=True))
    keyboard.press("Enter")
    expect(page.locator("strong", has_text="610191-")).to_be_focused()
    is_told(desk, "CPR-nummeret er vist")

    keyboard.press("n")
    stands_at(desk, "Skriv notat")
    expect(page.locator("[name=text]")).to_be_focused()  # whoever types on at once loses no word
    keyboard.type("n1? Thea ringede / og sagde ja")  # letters are letters while one writes
    tabs_to(desk, page.locator("[name=channel]:checked"), back=True)
    keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Telefon")).to_be_checked()
    keyboard.press("Control+Enter")
    receipt_is_read(desk, "Skriv notat: det er gjort.")

    # A conversation that is sent too early says what is missing, and leads there.
    keyboard.press("s")
    stands_at(desk, "Registrér samtale")
    keyboard.press("Control+Enter")
    expect(page.locator("[data-error-summary]")).to_be_focused()
    page.wait_for_load_state()
    keyboard.press("Tab")
    keyboard.press("Enter")
    expect(page.locator("[name=text]")).to_be_focused()
    types_in(desk, text="Thea vil gerne i gang.", promised="Vi ses igen.", next_step="Partshøring.", next_on=in_two_weeks)
    keyboard.press("Control+Enter")
    receipt_is_read(desk, "Registrér samtale: det er gjort.")

    # A paper, by the file chooser.
    keyboard.press("u")
    stands_at(desk, "Tilføj dokumenter")
    tabs_to(desk, page.locator("#files"))
    keyboard.press("Enter")
    is_told(desk, re.compile("attest.pdf er klar"))
    keyboard.press("Control+Enter")
    receipt_is_read(desk, "Dokumentet er lagt på sagen.")

    # A letter, from the shelves of further actions, with a standard phrase.
    keyboard.press(".")
    shelves = page.locator("#actions details[open]")
    expect(shelves.locator("summary")).to_be_focused()
    tabs_to(desk, shelves.get_by_role("link", name="Send partshøring"))
    keyboard.press("Enter")
    stands_at(desk, "Send partshøring")
    types_in(desk, considering="Vi overvejer et fleksjob.")
    keyboard.press("Control+k")
    keyboard.type("besluttet")
    keyboard.press("Enter")
    considering = page.locator("[name=considering]")
    expect(considering).to_be_focused()
    expect(considering).to_have_value(re.compile("^Vi overvejer et fleksjob. Vi har ikke besluttet noget endnu."))
    is_told(desk, "Indsat: Intet er besluttet endnu")
    keyboard.press("Control+s")
    expect(page.locator("[data-autosave]")).to_have_attribute("data-state", "saved")
    expect(considering).to_be_focused()
    types_in(desk, response_due=in_two_weeks)
    keyboard.press("Control+Enter")
    receipt_is_read(desk, "Et brev er på vej.")

    # The tabs, and home.
    keyboard.press("g")
    keyboard.press("n")
    desk.sees("n1? Thea ringede / og sagde ja")
    keyboard.press("?")
    expect(page.get_by_role("dialog", name="Genveje")).to_be_visible()
    keyboard.press("Escape")
    stands_at(desk, "Tast Thea")
    keyboard.press("Escape")
    stands_at(desk, "Alle mine")
    expect(row).to_contain_text("Tast Thea")
    done = ("note_written", "conversation_noted", "document_added", "hearing_started")
    assert [town.ask("times", case=case, event=event) for event in done] == [1, 1, 1, 1]


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
