"""From a letter to a page: what must be said is said, in words that can be read, and typed text does no harm."""

import dataclasses
import re
from datetime import date
from html.parser import HTMLParser
from typing import Any

import pytest

from cases.letters.lix import lix
from cases.letters.render import render_body, render_html, render_text
from tests.letters.examples import APPEAL, ENVELOPE, EXAMPLES, example

KINDS = sorted(EXAMPLES)
CITIZENS = [kind for kind in KINDS if kind not in {"medical_request_doctor", "medical_reminder_doctor", "complaint_forwarding"}]
HOSTILE = [
    "<script>alert(1)</script>",
    "{{ letter.envelope.caseworker }}{% include 'x' %}{# y #}",
    "<img src='file:///etc/passwd'><link rel=stylesheet href='http://evil.example/'>",
    "]]>&amp;<!-- --><b>x</b>",
    '" onclick="x" \'',
]


def filled(piece: Any, text: str) -> Any:
    """The piece with every text replaced."""
    if type(piece) is str:
        return text
    if isinstance(piece, tuple):
        return tuple(filled(item, text) for item in piece)
    if dataclasses.is_dataclass(piece):
        changes = {field.name: filled(getattr(piece, field.name), text) for field in dataclasses.fields(piece)}
        return dataclasses.replace(piece, **changes)
    return piece


def texts_of(piece: Any) -> list[str]:
    """Every text that a letter carries."""
    if type(piece) is str:
        return [piece]
    if isinstance(piece, tuple):
        return [text for item in piece for text in texts_of(item)]
    if dataclasses.is_dataclass(piece):
        return [text for field in dataclasses.fields(piece) for text in texts_of(getattr(piece, field.name))]
    return []


class Opened(HTMLParser):
    """The elements and attributes that a browser would see."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)


@pytest.mark.parametrize("kind", KINDS)
def test_everything_that_a_letter_carries_is_said(kind: str) -> None:
    letter = example(kind)
    said = " ".join(render_text(letter).split())
    codes = {getattr(letter, "ground", "")}
    for text in texts_of(letter):
        if text and text not in codes:
            for block in text.split("\n\n"):
                assert " ".join(block.split())[1:] in said  # a first letter may have become small


@pytest.mark.parametrize("kind", CITIZENS)
def test_a_worried_citizen_can_read_it(kind: str) -> None:
    letter = example(kind)
    if hasattr(letter, "rules_in_full"):
        letter = dataclasses.replace(letter, rules_in_full="")
    assert lix(render_text(letter)).value <= 35


@pytest.mark.parametrize("kind", CITIZENS)
def test_running_text_has_no_abbreviations_and_danish_quotes(kind: str) -> None:
    said = render_text(example(kind))
    assert not re.search(r"\b(bl\.a|f\.eks|jf|mv|m\.v|pga|ift|evt|ca|inkl|mht|dvs|osv)\b", said)
    assert not re.search(r"[\"”“]", said)
    assert "%" not in said


@pytest.mark.parametrize("kind", CITIZENS)
def test_somebody_can_help(kind: str) -> None:
    said = render_text(example(kind))
    for helper in ("DUKH", "fagforening", "bisidder"):
        assert helper in said


def test_the_receipt_tells_of_rights_also_when_the_regime_does_not() -> None:
    said = render_text(dataclasses.replace(example("receipt"), rights=""))
    assert "bisidder" in said and "partsrepræsentant" in said and "aktindsigt" in said
    told = render_text(dataclasses.replace(example("receipt"), rights="Du må se det hele."))
    assert "Du må se det hele." in told and "aktindsigt" not in told


@pytest.mark.parametrize("kind", ["decision_grant", "decision_rejection"])
def test_decision_first_then_why_then_help_then_complaint(kind: str) -> None:
    letter: Any = example(kind)
    said = render_text(letter)
    order = [
        letter.subject,
        letter.decision,
        "Derfor har vi besluttet det",
        letter.main_considerations,
        "Det, vi har lagt vægt på",
        "Det, du selv har sagt",
        "Regler",
        "Hvad sker der nu?",
        "Hvem kan hjælpe dig?",
        "\n\nSådan klager du\n\n",
        "Vi skal have din klage senest fire uger efter, at du har fået brevet.",
    ]
    places = [said.index(text) for text in order]
    assert places == sorted(places)


def test_how_to_complain_names_body_and_day() -> None:
    plain = dataclasses.replace(APPEAL, late="", last_day=date(2026, 12, 7))
    said = render_text(dataclasses.replace(example("decision_rejection"), appeal=plain))
    assert "Vi skal have din klage senest mandag 7. december 2026." in said
    assert "Ankestyrelsen" in said


def test_a_letter_to_the_representative_says_who_it_is_about() -> None:
    envelope = dataclasses.replace(ENVELOPE, recipient="Ea Storm", on_behalf_of="Kim Østby", copy_to=("Ida Lund",))
    said = render_text(dataclasses.replace(example("hearing"), envelope=envelope))
    assert "Brevet handler om Kim Østby." in said
    assert "Kopi til Ida Lund" in said


def test_a_protected_address_stands_nowhere() -> None:
    envelope = dataclasses.replace(ENVELOPE, recipient_lines=())
    page = render_html(dataclasses.replace(example("hearing"), envelope=envelope))
    assert "Kim Østby" in page and "Fyrvej" not in page


def test_the_team_that_decides_is_not_followed_by_anybody() -> None:
    letter: Any = example("decision_grant")
    said = render_text(dataclasses.replace(letter, team=dataclasses.replace(letter.team, followed=None)))
    assert "fulgt det" not in said


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", HOSTILE)
def test_typed_text_is_text(kind: str, text: str) -> None:
    letter = filled(example(kind), text)
    opened = Opened()
    opened.feed(render_html(letter))
    assert not opened.tags & {"script", "img", "b", "link", "style"}
    assert opened.attributes <= {"lang", "charset", "name", "content", "class", "href"}
    assert text in render_text(letter)


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["", "\0", "\u202e", "😀"])
def test_an_empty_letter_is_a_finding_and_no_crash(kind: str, text: str) -> None:
    letter = filled(example(kind), text)
    assert letter.missing()
    assert render_text(letter)


@pytest.mark.parametrize("kind", KINDS)
def test_a_letter_without_dates_shows_the_gap(kind: str) -> None:
    letter = example(kind)
    bare = dataclasses.replace(letter, envelope=dataclasses.replace(letter.envelope, dated=None))
    assert "[dato mangler]" in render_text(bare)
    assert [one.path for one in bare.missing()] == ["envelope.dated"]


def test_addresses_of_the_municipality_are_links_and_typed_ones_are_not() -> None:
    letter: Any = example("decision_rejection")
    page = render_html(dataclasses.replace(letter, main_considerations="Se evil.example nu"))
    assert '<a href="https://dukh.dk">dukh.dk</a>' in page
    assert "evil.example" in page and "https://evil" not in page
    long = dataclasses.replace(APPEAL, channels=("Brug nordhavn.example/en/meget/lang/vej/til/klage/over/os.",))
    page = render_html(dataclasses.replace(letter, appeal=long))
    assert 'href="https://nordhavn.example/en/meget/lang/vej/til/klage/over/os"' in page


def test_the_body_for_the_screen_begins_with_the_headline() -> None:
    body = render_body(example("decision_grant"))
    assert body.startswith("<h1>Du får bevilget fleksjob</h1>")
    assert "<header" not in body and "</main>" not in body


def test_a_name_that_the_letter_lacks_is_a_mistake_in_the_template() -> None:
    from django.template import Context

    from cases.letters.render import engine

    with pytest.raises(LookupError, match="misspelt"):
        engine().from_string("{{ letter.misspelt }}").render(Context({"letter": example("receipt")}))
