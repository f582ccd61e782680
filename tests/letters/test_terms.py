"""Fagord: published, explained in plain Danish, spared when readability is measured, and told at the end of a letter."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from django.conf import settings

from cases.letters.explain import explained
from cases.letters.letter import from_snapshot
from cases.letters.lix import lix, long_words
from cases.letters.render import render_text
from cases.views.action import readability
from flexcase.law.regime import regimes
from flexcase.law.terms import TERMS, as_markdown, is_term
from tests.letters.examples import decision_rejection, hearing

#: Standard texts stay at this or below, fagord apart. Rules and the words to a doctor speak the law's own language.
MOST_LIX = 40
NOT_FOR_EVERYBODY = ("rules_", "medical_request_basis")


def test_the_published_list_is_that_of_the_code() -> None:
    published = (Path(settings.ROOT) / "docs" / "fagord.md").read_text()
    assert published == as_markdown(), "write docs/fagord.md anew from flexcase.law.terms.as_markdown()"


def test_every_term_is_explained_in_words_that_are_easier() -> None:
    for term in TERMS:
        assert term.meaning.endswith(".")
        assert lix(term.meaning).value <= 50, term.word


@pytest.mark.parametrize("law", [law.name for law in regimes()])
def test_standard_texts_can_be_read(law: str) -> None:
    for key, text in regimes().named(law).texts.items():
        if not key.startswith(NOT_FOR_EVERYBODY):
            assert lix(text, spared=is_term).value <= MOST_LIX, key


def test_terms_weigh_nothing_and_other_long_words_do() -> None:
    text = "Din arbejdsevne er nedsat. Kommunen undersøger omstændighederne."
    assert lix(text).long_words == 4 and lix(text, spared=is_term).long_words == 3
    assert long_words(text, spared=is_term)[0] == "omstændighederne"


def test_a_letter_explains_its_terms_at_the_end_and_keeps_them() -> None:
    letter = explained(replace(decision_rejection(), main_considerations="Din arbejdsevne er ikke nedsat nok."))
    assert [term.word for term in letter.terms].count("arbejdsevne") == 1
    text = render_text(letter)
    assert "arbejdsevne: Hvor meget du kan arbejde, og hvad du kan." in text.replace("\N{NO-BREAK SPACE}", " ")
    assert from_snapshot(letter.kind, letter.version, letter.to_snapshot()) == letter
    assert "Ord i brevet" in render_text(explained(hearing()))
    assert "Ord i brevet" not in render_text(hearing())


def test_the_writer_is_told() -> None:
    assert readability([]) == ""
    assert readability(["Du kan få et job."]).startswith("LIX 5.")
    assert "Lange ord: omstændighederne" in readability(["Omstændighederne er sådan."])
