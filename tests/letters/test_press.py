"""The PDF: passes two machine checkers, reads in order, always the same bytes, closed to the world."""

import dataclasses
import hashlib
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import outloud
import pdfua
import pikepdf
import pymupdf
import pytest
from weasyprint import HTML

from cases.letters import press
from cases.letters.render import TEMPLATES, render_html, render_pdf, render_text
from tests.letters.examples import EXAMPLES, example
from tests.letters.test_render import filled

#: One process prints them all.
pytestmark = pytest.mark.xdist_group("press")
KINDS = sorted(EXAMPLES)
ROOT = Path(__file__).resolve().parents[2]
SHEET = TEMPLATES / "letters/base/v1.css"


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Every example as a file."""
    folder = tmp_path_factory.mktemp("letters")
    for kind in KINDS:
        (folder / f"{kind}.pdf").write_bytes(render_pdf(example(kind)))
    return {kind: folder / f"{kind}.pdf" for kind in KINDS}


def pages(pdf: bytes) -> list[str]:
    """The words of every page, in the order in which they are painted."""
    with pymupdf.open(stream=pdf, filetype="pdf") as document:
        return [" ".join(page.get_text(sort=False).replace("\u200b", "").split()) for page in document]


def squeezed(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())


@pytest.mark.parametrize("kind", KINDS)
def test_pdfua_finds_nothing(kind: str, printed: dict[str, Path]) -> None:
    assert [finding.message for finding in pdfua.validate(printed[kind]).findings] == []


@pytest.mark.parametrize("kind", KINDS)
def test_outloud_finds_nothing(kind: str, printed: dict[str, Path]) -> None:
    result = outloud.check(str(printed[kind]))
    assert result.error is None
    assert (result.verdict, [finding.message for finding in result.findings]) == ("pass", [])


@pytest.mark.parametrize("kind", KINDS)
def test_the_document_knows_itself(kind: str, printed: dict[str, Path]) -> None:
    letter = example(kind)
    with pikepdf.open(printed[kind]) as pdf:
        assert str(pdf.Root.Lang) == "da"
        assert str(pdf.docinfo.Title) == letter.subject
        assert str(pdf.docinfo.Author) == "Nordhavn Kommune"
        assert str(pdf.docinfo.CreationDate).startswith("D:20261109")
        assert str(pdf.trailer.ID[0]) == letter.fingerprint()[:32]
        with pdf.open_outline() as outline:
            assert [one.title for one in outline.root] == [letter.subject]
            assert outline.root[0].children


@pytest.mark.parametrize("kind", KINDS)
def test_only_our_own_faces_and_all_of_them_embedded(kind: str, printed: dict[str, Path]) -> None:
    with pikepdf.open(printed[kind]) as pdf:
        fonts = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/FontName")]
        assert {str(font.FontName).partition("+")[2] for font in fonts} == {"Letter", "Letter-Semi-Bold"}
        assert all("/FontFile2" in font for font in fonts)


@pytest.mark.parametrize("kind", KINDS)
def test_words_are_painted_in_reading_order(kind: str, printed: dict[str, Path]) -> None:
    painted = pages(printed[kind].read_bytes())
    feet = [f"Nordhavn Kommune · Strandgade 0 · 0000 Nordhavn Side {n} af {len(painted)}" for n in range(1, len(painted) + 1)]
    assert all(page.endswith(foot) for page, foot in zip(painted, feet, strict=True))
    body = "".join(page.removesuffix(foot) for page, foot in zip(painted, feet, strict=True))
    assert squeezed(body) == squeezed(render_text(example(kind)))


@pytest.mark.parametrize("kind", KINDS)
def test_the_address_is_seen_through_the_window(kind: str, printed: dict[str, Path]) -> None:
    with pymupdf.open(printed[kind]) as document:
        (name, *_) = document[0].search_for(example(kind).envelope.recipient)
    millimetre = 72 / 25.4
    assert name.x0 / millimetre == pytest.approx(20, abs=1)
    assert 45 <= name.y0 / millimetre <= 52


@pytest.mark.parametrize("kind", KINDS)
def test_same_letter_same_bytes(kind: str, printed: dict[str, Path]) -> None:
    assert render_pdf(example(kind)) == printed[kind].read_bytes()


PRINT_ALL = """
import hashlib
from cases.letters.render import render_pdf
from tests.letters.examples import EXAMPLES
for kind in reversed(sorted(EXAMPLES)):
    print(kind, hashlib.sha256(render_pdf(EXAMPLES[kind]())).hexdigest())
"""


@pytest.mark.parametrize("seed", ["0", "4711"])
def test_same_bytes_in_another_process(seed: str, printed: dict[str, Path], tmp_path: Path) -> None:
    surroundings = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "PYTHONHASHSEED": seed,
        "TZ": "America/New_York",
        "LC_ALL": "C",
        "HOME": str(tmp_path),
    }
    run = [sys.executable, "-W", "error", "-c", PRINT_ALL]
    done = subprocess.run(run, cwd=tmp_path, env=surroundings, capture_output=True, text=True, check=True)
    ours = {kind: hashlib.sha256(path.read_bytes()).hexdigest() for kind, path in printed.items()}
    assert dict(line.split() for line in done.stdout.splitlines()) == ours


def test_a_child_leaves_the_parents_faces_alone() -> None:
    script = """
import os, sys
from cases.letters.render import render_pdf
from tests.letters.examples import example
before = render_pdf(example("receipt"))
child = os.fork()
if child == 0:
    sys.exit(0 if render_pdf(example("receipt")) == before else 1)
assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
assert render_pdf(example("hearing")) and render_pdf(example("receipt")) == before
"""
    surroundings = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT)}
    subprocess.run([sys.executable, "-c", script], env=surroundings, check=True, capture_output=True)


@pytest.mark.parametrize("kind", ["decision_grant", "decision_rejection"])
@pytest.mark.parametrize("lines", range(0, 40, 4))
def test_the_way_to_complain_is_never_parted(kind: str, lines: int) -> None:
    letter: Any = example(kind)
    pushed = dataclasses.replace(letter, next_steps="\n\n".join(["Linje"] * (lines + 1)))
    found = [page for page in pages(render_pdf(pushed)) if "Vi skal have din klage" in page]
    assert len(found) == 1
    assert "»Sådan klager du«" not in found[0] or found[0].count("Sådan klager du") == 2
    assert "Så afgør Ankestyrelsen, om klagen kan tages med." in found[0]


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>{{ x }}{% y %}",
        "x" * 200 + " " + "y" * 200,
        "😀 \0 \x1b[0m \u202e مرحبا",
        "<img src='file:///etc/passwd'>",
    ],
)
def test_hostile_text_makes_a_sound_document(text: str, tmp_path: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(filled(example("decision_rejection"), text)))
    assert [finding.message for finding in pdfua.validate(path).findings] == []
    assert outloud.check(str(path)).errors == 0


def test_long_text_takes_the_pages_that_it_needs(tmp_path: Path) -> None:
    letter: Any = example("decision_rejection")
    words = "Du har arbejdet i mange år. " * 360
    assert len(words) > 10_000
    path = tmp_path / "letter.pdf"
    path.write_bytes(render_pdf(dataclasses.replace(letter, main_considerations=words)))
    result = outloud.check(str(path))
    assert (result.verdict, result.stats["pages"]) == ("pass", 5)


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "http://127.0.0.1/",
        "https://nordhavn.example/",
        "data:text/plain,x",
        "letter:faces/../../etc/passwd",
        "letter:faces/",
        "LETTER:faces/regular",
        "ftp://x/",
        "",
    ],
)
def test_the_press_fetches_nothing_from_outside(url: str) -> None:
    fetcher = press.ClosedFetcher()
    for way in (fetcher.fetch, fetcher.open, fetcher):
        with pytest.raises(press.RefusedError):
            way(url)
    assert fetcher.refused == [url] * 3


@pytest.mark.parametrize(
    "page",
    [
        "<img src='file:///etc/passwd' alt='x'>",
        "<link rel='stylesheet' href='http://127.0.0.1/x.css'>",
        "<link rel='attachment' href='file:///etc/passwd'>",
        "<style>@import url(file:///etc/passwd)</style>",
        "<p style='background: url(http://127.0.0.1/)'>x</p>",
        "<svg xmlns='http://www.w3.org/2000/svg'><image href='file:///etc/passwd'/></svg>",
    ],
)
def test_a_page_that_asks_for_more_is_not_printed(page: str) -> None:
    with pytest.raises(press.RefusedError):
        press.press(f"<html lang='da'><title>x</title><body>{page}</body></html>", SHEET, b"0" * 16)


def test_the_finisher_is_needed() -> None:
    """The day on which WeasyPrint does it all by itself, `finish.py` goes."""
    with pikepdf.open(_stream(raw(example("hearing")))) as pdf:
        heads = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary) and thing.get("/S") == "/TH"]
        assert heads and all("/Scope" not in head.A for head in heads)


def test_table_heads_and_links_are_mended(printed: dict[str, Path]) -> None:
    with pikepdf.open(printed["hearing"]) as pdf:
        things = [thing for thing in pdf.objects if isinstance(thing, pikepdf.Dictionary)]
        heads = [thing for thing in things if thing.get("/S") == "/TH"]
        links = [thing for thing in things if thing.get("/Subtype") == "/Link"]
        assert len(heads) == 3 and all(head.A.Scope == "/Column" for head in heads)
        assert links and all(link.F == 4 and str(link.Contents) for link in links)


def raw(letter: Any) -> bytes:
    """What WeasyPrint makes of the same page by itself."""
    html = HTML(string=render_html(letter), base_url="letter:", url_fetcher=press.ClosedFetcher())
    pdf: bytes = html.write_pdf(pdf_variant="pdf/ua-1")
    return pdf


def _stream(pdf: bytes) -> Any:
    from io import BytesIO

    return BytesIO(pdf)
