"""Danish in print, and how hard it is to read."""

from datetime import date, time
from decimal import Decimal

import pytest

from cases.letters import typography
from cases.letters.glyphs import INSTEAD, printable, unprintable
from cases.letters.lix import lix
from cases.letters.plain import text_of
from tests.letters.examples import example

NBSP = "\N{NO-BREAK SPACE}"


def test_dates_and_times() -> None:
    assert typography.day(date(2026, 11, 9)) == "9. november 2026"
    assert typography.weekday(date(2026, 12, 7)) == "mandag 7. december 2026"
    assert typography.clock(time(9, 5)) == "9.05"


@pytest.mark.parametrize(
    ("value", "shown"),
    [("25.2", "25,2"), ("12.00", "12"), ("100", "100"), ("8.775", "8,78"), ("0.5", "0,5"), ("0", "0"), ("-5", "-5")],
)
def test_numbers(value: str, shown: str) -> None:
    assert typography.number(Decimal(value)) == shown


def test_counts() -> None:
    assert typography.count(1, "uge", "uger") == "1 uge"
    assert typography.count(4, "uge", "uger") == "4 uger"


@pytest.mark.parametrize(
    "text",
    ["§_116, stk._1, nr._3", "§§_70 og 71", "9._november", "60_procent", "12_timer", "kl._10.30", "00_55_10_20", "LÆ_265"],
)
def test_what_belongs_together_stays_on_one_line(text: str) -> None:
    assert typography.tie(text.replace("_", " ")) == text.replace("_", NBSP)


def test_paragraphs_and_lines() -> None:
    assert typography.paragraphs("\n a\nb \n \n\n c\n") == [["a", "b"], ["c"]]
    assert typography.paragraphs(" \n ") == []


def test_lix_counts_words_long_words_and_sentences() -> None:
    found = lix("Du får brevet 9. november 2026 kl. 10.30. Kommunen afgør sagen.\n\nOverskrift\n\n• Ring til os")
    assert (found.words, found.long_words, found.sentences) == (12, 3, 4)
    assert found.value == pytest.approx(12 / 4 + 100 * 3 / 12)
    assert lix("").value == 0


def test_lix_tells_heavy_from_light() -> None:
    heavy = "Beskæftigelsesindsatsloven forudsætter dokumentation for afprøvning af samtlige foranstaltninger."
    assert lix(heavy).value > 60
    assert lix("Du kan få et job. Vi hjælper dig.").value < 25


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Åse Kjær »æøå« – 60 %", "Åse Kjær »æøå« – 60 %"),
        ("a\0b\x07c\u202ed", "abcd"),
        ("a\r\nb\u2028c\td", "a\nb\nc d"),
        ("e\u0301", "é"),
        ("blå\u2011hvid\u202fe-mail", f"blå-hvid{NBSP}e-mail"),
        ("ja 😀👍🏽 nej", f"ja {INSTEAD} nej"),
        ("مرحبا بالعالم", INSTEAD),
        ("\ud800", INSTEAD),
        ("x" * 31, "x" * 30 + "\N{ZERO WIDTH SPACE}x"),
    ],
)
def test_only_what_the_faces_can_draw_is_printed(text: str, shown: str) -> None:
    assert printable(text) == shown


def test_what_cannot_be_drawn_is_told() -> None:
    assert list(unprintable(("ja 😀", "nej", f"{INSTEAD}"))) == ["😀"]
    assert list(unprintable(example("receipt"))) == []


def test_plain_text_in_reading_order() -> None:
    page = (
        "<html><head><title>x</title></head><body><h1>A</h1><p>b&amp;c <strong>d</strong><br>e</p>"
        "<ol><li>en</li><li>to</li></ol><ul><li>tre</li></ul>"
        "<table><tr><th>N</th><td>v</td></tr></table></body></html>"
    )
    assert text_of(page) == "A\n\nb&c d\ne\n\n1. en\n\n2. to\n\n• tre\n\nN | v"
