"""What is written is not lost, not done twice, and not written over."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.desk import Town
from tests.browser.test_screens import is_in_order
from tests.stack import until

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-lab")]
PART = "handling/write-profile-part/?key=social"
COMMIT = "Skriv i den forberedende del"


@pytest.fixture(scope="module")
def case(lab_town: Town) -> str:
    number: str = lab_town.ask(
        "case", name="Skriv Signe", born="1983-03-03", story="grant-after-praktik", until="start_profile"
    )
    return number


def test_what_is_typed_is_kept_and_comes_back(under_lab_2022: Town, case: str) -> None:
    desk = under_lab_2022.person("caseworker")
    desk.goes(f"sager/{case}/{PART}")
    desk.field("Tekst").press_sequentially("Signe har to hunde.")
    expect(desk.page.locator("[data-autosave]")).to_contain_text("Gemt kl.")
    desk.page.reload()
    expect(desk.field("Tekst")).to_have_value("Signe har to hunde.")
    colleague = under_lab_2022.person("colleague")
    colleague.goes(f"sager/{case}/{PART}")
    expect(colleague.field("Tekst")).to_have_value("")


def test_what_is_typed_is_kept_when_the_page_is_left_at_once(under_lab_2022: Town, case: str) -> None:
    desk = under_lab_2022.person("caseworker")
    desk.goes(f"sager/{case}/handling/write-note/")
    desk.field("Hvad kom frem?").press_sequentially("Halvt skrevet")
    desk.goes("sager/")

    def is_back() -> bool:
        desk.goes(f"sager/{case}/handling/write-note/")
        return desk.field("Hvad kom frem?").input_value() == "Halvt skrevet"

    until(is_back, "what was sent while the page was left to have arrived")


@pytest.mark.parametrize("scripts", [True, False])
def test_a_double_click_does_it_once(under_lab_2022: Town, case: str, scripts: bool) -> None:
    before = under_lab_2022.ask("times", case=case, event="note_written")
    desk = under_lab_2022.person("colleague", scripts=scripts)
    desk.goes(f"sager/{case}/handling/write-note/")
    desk.writes("Overskrift", "Opkald")
    desk.writes("Hvad kom frem?", "Signe ringede.")
    desk.page.locator("[data-commit]").dblclick()
    desk.sees("det er gjort")
    assert under_lab_2022.ask("times", case=case, event="note_written") == before + 1


def test_a_standard_phrase_is_found_inserted_at_the_caret_undone_and_kept(under_lab_2022: Town, case: str) -> None:
    desk = under_lab_2022.person("caseworker")
    page, keyboard = desk.page, desk.page.keyboard
    desk.goes(f"sager/{case}/handling/send-deadline-notice/")
    page.wait_for_load_state()
    text, chooser = desk.field("Hvorfor tager det længere tid?"), page.get_by_role("dialog", name="Standardtekster")
    text.press_sequentially("Kære Signe. Ring gerne.")
    for _ in " Ring gerne.":
        keyboard.press("ArrowLeft")

    keyboard.press("Control+k")
    expect(chooser.get_by_role("combobox")).to_be_focused()
    expect(chooser.get_by_role("option").first).to_contain_text("Vi mangler svar fra en læge")
    is_in_order(desk, "the chooser of phrases")
    keyboard.type("ingen har skrevet sådan")
    expect(chooser.get_by_role("status")).to_have_text("Ingen tekst passer til søgningen.")
    keyboard.press("Escape")
    expect(chooser).to_be_hidden()
    expect(text).to_be_focused()

    keyboard.press("Control+k")
    keyboard.type("møde teamet")
    expect(chooser.get_by_role("option")).to_have_count(1)
    keyboard.press("Enter")
    expect(text).to_be_focused()
    expect(text).to_have_value("Kære Signe. Sagen skal først på et møde i teamet. Ring gerne.")
    expect(page.locator("#fc-live")).to_have_text("Indsat: Sagen skal på et møde")
    keyboard.press("Control+z")
    expect(text).to_have_value("Kære Signe. Ring gerne.")

    keyboard.press("Control+k")
    keyboard.press("ArrowDown")
    keyboard.press("Enter")
    expect(text).to_have_value(re.compile("^Kære Signe. Din arbejdsprøvning .* sagen færdig. Ring gerne.$"))
    expect(page.locator("[data-autosave]")).to_have_attribute("data-state", "saved")
    page.reload()
    expect(text).to_have_value(re.compile("Din arbejdsprøvning"))

    quiet = under_lab_2022.person("caseworker", scripts=False)
    quiet.goes(f"sager/{case}/handling/send-deadline-notice/")
    quiet.page.locator("summary", has_text="Standardtekster").click()
    expect(quiet.page.get_by_text("Sagen skal først på et møde i teamet.")).to_be_visible()


def test_two_who_write_at_once_see_both_texts(under_lab_2022: Town, case: str) -> None:
    slow, quick = under_lab_2022.person("caseworker"), under_lab_2022.person("colleague")
    for person in (slow, quick):
        person.goes(f"sager/{case}/{PART}")
    quick.does_now(COMMIT, {"Tekst": "Signe har en bror i Aarhus."})
    slow.writes("Tekst", "Signe har to hunde.")
    slow.commits(COMMIT)

    expect(slow.page.locator(".fc-conflict")).to_be_focused()
    slow.sees("En kollega har ændret den samme tekst")
    expect(slow.field("Tekst")).to_have_value("Signe har en bror i Aarhus. Signe har to hunde.")
    slow.page.get_by_role("button", name="Brug min tekst").click()
    expect(slow.field("Tekst")).to_have_value("Signe har to hunde.")
    slow.page.keyboard.press("Control+z")
    expect(slow.field("Tekst")).to_have_value("Signe har en bror i Aarhus. Signe har to hunde.")
    slow.does_now(COMMIT, {"Tekst": "Signe har to hunde og en bror i Aarhus."})
    slow.opens(case, "beskrivelse")
    slow.sees("Signe har to hunde og en bror i Aarhus.")
