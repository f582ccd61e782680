"""The copy of a paper that a citizen is given: whole, or without the passages that are struck.

What we wrote as text ourselves (notes and sheets) is laid out anew without the words, and so can be heard as before; any other
page with a passage becomes a picture (cases/papers/strike.py).
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from cases.letters.sheet import sheet_pdf
from cases.models import Document, Note
from cases.papers.akt import Row, alone, note_parts, title_of
from cases.papers.bundle import Enclosed, plain
from cases.papers.passage import Passage, says, without
from cases.papers.strike import NotThere, stand
from cases.papers.striking import said, strike


def copy_of(row: Row, passages: Sequence[Passage]) -> tuple[bytes, str]:
    """The paper without the passages, and what kind of file it is.

    Raises FileMissing, Unreadable or Unbindable for what cannot be read, and NotThere when a passage is not in the paper.
    """
    if not passages:
        return alone(row)
    parts = written(row)
    if parts is None or not all(passage.words for passage in passages):
        return strike(pages(row), passages), ""
    if any(_unsaid(row, parts, passage.words) for passage in passages):
        raise NotThere("ordene")
    left = {heading: without(text, passages) for heading, text in parts.items()}
    return sheet_pdf(_heading(row, passages), row.dated, row.case.number, left), ""


def _unsaid(row: Row, parts: dict[str, str], words: str) -> bool:
    return not any(says(text, words) for text in (title_of(row), *parts.values()))


def named(row: Row, passages: Sequence[Passage]) -> str:
    """What a list of papers calls it, without words that are struck in the paper itself."""
    return without(title_of(row), passages)


def _heading(row: Row, passages: Sequence[Passage]) -> str:
    return without(row.heading if isinstance(row, Note) else row.title, passages)


def written(row: Row) -> dict[str, str] | None:
    """The words of what we wrote as text; None for a file or a letter."""
    if isinstance(row, Note):
        return note_parts(row)
    if isinstance(row, Document) and row.blob is None:
        return {heading: str(text) for heading, text in json.loads(row.sheet)}
    return None


def pages(row: Row) -> bytes:
    """The paper as pages. Raises FileMissing, Unreadable or Unbindable."""
    content, media_type = alone(row)
    return plain(Enclosed("", content, media_type))


def missing(row: Row, passage: Passage) -> str:
    """Why a passage cannot be struck out of a paper, in words; empty when it can. Raises as ``pages``."""
    found = said(pages(row)).texts
    if passage.page > len(found):
        return f"Papirets sidste side er {len(found)}. Ret sidens nummer."
    parts = written(row)
    looked_in = found[passage.page - 1 : passage.page] if passage.page else found
    if passage.words and (
        _unsaid(row, parts, passage.words) if parts else not any(stand(text, passage.words) for text in looked_in)
    ):
        return "Ordene står ikke der. Skriv dem, præcis som de står, eller streg et område eller hele siden over."
    return ""
