"""A letter that explains the terms of law that it uses (flexcase/law/terms.py)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, TypeVar

from cases.letters.letter import Letter
from cases.letters.parts import Explained
from cases.letters.render import render_text
from flexcase.law.terms import used_in

L = TypeVar("L", bound=Letter)


def explained(letter: L) -> L:
    """The same letter with its terms explained at the end; kept in the snapshot, so that it stays as it was issued."""
    terms = tuple(Explained(word=term.word, meaning=term.meaning) for term in used_in(render_text(letter)))
    changed: Any = {"terms": terms}
    return replace(letter, **changed)
