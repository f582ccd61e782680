"""Papers are dropped on the page: three presses from the case to the receipt, and what fails on its way is sent again."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pikepdf
import pytest
from playwright.sync_api import Route, expect

from tests.browser.desk import Person, Town, a_real_pdf
from tests.browser.line import line_to
from tests.browser.test_screens import is_in_order
from tests.cases.papers import photograph

pytestmark = [pytest.mark.browser, pytest.mark.xdist_group("browser-reform")]

MB = 1024 * 1024
DROP = """([zone, files]) => {
  const carried = new DataTransfer();
  for (const [name, bytes] of files) carried.items.add(new File([new Uint8Array(bytes)], name));
  const told = { dataTransfer: carried, bubbles: true, cancelable: true };
  for (const kind of ["dragenter", "dragover", "drop"]) zone.dispatchEvent(new DragEvent(kind, told));
}"""


@pytest.fixture(scope="module")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A paper of 50 MB to the last byte, and beside it one of 51: a page, and much that is never shown."""
    path = tmp_path_factory.mktemp("heavy") / "scanning.pdf"
    with pikepdf.new() as made:
        made.add_blank_page()
        made.Root.Ballast = made.make_stream(os.urandom(50 * MB - MB // 8))
        made.save(path)
    with path.open("ab") as out:
        out.write(b" " * (50 * MB - path.stat().st_size))
    path.with_name("for stor.pdf").write_bytes(path.read_bytes() + bytes(MB))
    return path


def web_processes(town: Town) -> list[Path]:
    """Those that answer, as the kernel tells of them."""
    server = town.stack.pid("web")
    return [Path(f"/proc/{child}") for child in Path(f"/proc/{server}/task/{server}/children").read_text().split()]


def forget_peak(town: Town) -> None:
    """Count the most memory from here."""
    for process in web_processes(town):
        (process / "clear_refs").write_text("5")


def peak_of_web(town: Town) -> int:
    """The most memory, in MB, that any process of the web server has had."""
    told = [(process / "status").read_text() for process in web_processes(town)]
    return max(int(re.search(r"VmHWM:\s+(\d+)", one)[1]) // 1024 for one in told)  # type: ignore[index]


def test_fifty_megabytes_over_a_line_that_breaks(after_the_reform: Town, heavy: Path) -> None:
    """Neither the words nor the file must be found anew when the line is back; and nothing of it fills the web server."""
    town = after_the_reform
    case = town.ask("case", name="Tung Prøve", born="1983-03-03", story="reform-grant", until="receive_application")
    desk = town.person("caseworker")
    page = desk.page
    with line_to(town.stack.url()) as line:
        desk.goes(f"{line.url}sager/{case}/dokumenter/ny/")
        page.wait_for_load_state()
        desk.writes("Afsender", "Rigshospitalet")
        forget_peak(town)
        line.hold_up()
        page.set_input_files("#files", heavy)
        expect(page.locator("[data-sending]")).to_contain_text(re.compile(r"\d %"))
        line.cut()
        expect(page.get_by_text("Filen kom ikke frem.")).to_be_visible()
        desk.complaints.clear()  # the browser has told of the broken line
        line.mend()
        desk.presses("Prøv igen scanning.pdf")
        expect(page.locator("[data-upload-line]")).to_have_count(1)
        expect(desk.field("Afsender")).to_have_value("Rigshospitalet")
        page.set_input_files("#files", heavy.with_name("for stor.pdf"))
        expect(page.locator("[data-failed]")).to_contain_text("Filen er for stor. Den må højst fylde 50 MB.")
        desk.presses("Fjern for stor.pdf")
        desk.writes("Titel", "Skanning")
        desk.commits("Tilføj")
        desk.follows("Skanning")
        expect(page.get_by_role("img", name="Side 1 af 1")).to_be_visible()
        assert peak_of_web(town) < 200


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
    is_in_order(desk, "files that are ready")
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
    is_in_order(desk, "a file that did not come through")
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


def test_a_file_in_a_form_is_chosen_once_however_often_the_form_is_put_right(after_the_reform: Town, tmp_path: Path) -> None:
    town = after_the_reform
    case = town.ask("case", name="Rettet Prøve", born="1984-04-04", story="reform-grant", until="receive_application")
    desk = town.person("caseworker")
    page = desk.page
    desk.goes(f"sager/{case}/dokumenter/ny/")
    page.wait_for_load_state()
    drops(desk, {"attest.heic": photograph("HEIF")})
    expect(page.locator("[data-upload-line]")).to_have_count(1)
    desk.commits("Tilføj")
    desk.follows("attest")
    desk.follows("Erstat dokument med en ny fil")
    page.wait_for_load_state()
    desk.writes("Den nye fil", a_real_pdf(tmp_path, "Attest LÆ 265"))
    held = page.get_by_role("checkbox", name=re.compile("er modtaget og kommer med"))
    expect(held).to_be_checked()
    desk.writes("Den nye fil", a_real_pdf(tmp_path, "Attest LÆ 125"))
    expect(held).to_have_count(1)
    desk.commits("Erstat dokument med en ny fil")
    expect(page.locator("[data-error-summary]")).to_contain_text("Begrundelse")
    expect(held).to_be_checked()
    is_in_order(desk, "a form with a file and an error")
    desk.writes("Begrundelse", "Filen var gået i stykker.")
    desk.commits("Erstat dokument med en ny fil")
    expect(page.locator("[data-receipt]")).to_contain_text("det er gjort")
