"""Papers are dropped on the page: three presses from the case to the receipt, and what fails on its way is sent again."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk import Person, Town, a_real_pdf
from tests.cases.papers import photograph

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-reform")]

DROP = """([zone, files]) => {
  const carried = new DataTransfer();
  for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
  const told = { dataTransfer: carried, bubbles: true, cancelable: true };
  for (const kind of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(kind, told));
}"""


def drops(desk: Person, files: dict[str, bytes], where: str = "[data-dropzone]") -> None:
    zone = desk.page.locator(where).element_handle()
    desk.page.evaluate(DROP, [zone, [[name, list(content)] for name, content in files.items()]])


def test_two_papers_in_three_presses_and_a_bad_line_is_sent_again(after_the_reform: Town, tmp_path: Path) -> None:
    town = after_the_reform
    case = town.ask("case", name="Prøve Papir", born="1985-05-05", story="reform-grant", until="receive_application")
    desk = town.person("caseworker")
    page = desk.page
    breaks = iter(range(3))

    def bad_line(route: Route) -> None:
        if next(breaks, None) is None:
            route.continue_()
        else:
            route.fulfill(status=404, body="")

    files = {"LÆ 265.pdf": a_real_pdf(tmp_path, "Attest LÆ 265").read_bytes(), "foto.heic": photograph("HEIF")}
    desk.opens(case)
    page.wait_for_load_state()
    page.keyboard.press("u")
    expect(desk.heading()).to_have_text("Tilføj dokumenter")
    page.wait_for_load_state()
    drops(desk, files)
    expect(page.locator("[data-upload-line]")).to_have_count(2)
    expect(page.get_by_label("Titel").first).to_have_value("LÆ 265")
    page.get_by_label("Titel").last.fill("Foto af arbejdspladsen")
    desk.commits("Tilføj")
    expect(page.locator("[data-receipt]")).to_contain_text("2 dokumenter er lagt på sagen.")

    page.keyboard.press("u")
    expect(desk.heading()).to_have_text("Tilføj dokumenter")
    page.wait_for_load_state()
    page.route("**/dokumenter/fil/", bad_line)
    desk.writes("Afsender", "Lægehuset")
    drops(desk, {"en.heic": photograph("HEIF", (30, 30)), "to.heic": photograph("HEIF", (40, 40))})
    expect(page.get_by_text("Filen kom ikke frem.")).to_have_count(1)
    expect(page.locator("[data-upload-line]")).to_have_count(1)
    desk.commits("Tilføj")
    expect(page.get_by_role("button", name="Prøv igen en.heic")).to_be_focused()
    desk.presses("Prøv igen en.heic")
    expect(page.locator("[data-upload-line]")).to_have_count(2)
    expect(desk.field("Afsender")).to_have_value("Lægehuset")
    desk.commits("Tilføj")
    expect(page.locator("[data-receipt]")).to_contain_text("2 dokumenter er lagt på sagen.")
    desk.follows("Foto af arbejdspladsen")
    picture = page.get_by_role("img", name="Side 1 af 1")
    expect(picture).to_be_visible()
    assert picture.evaluate("e => e.decode().then(() => e.naturalWidth)") > 300
