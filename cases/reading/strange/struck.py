"""Striking passages out of a paper (`cases.papers.strike`). What is not in the paper is answered with nothing."""

from __future__ import annotations

import json
from typing import Any

from cases.papers import strike
from cases.papers.passage import Passage


def said(content: bytes) -> bytes:
    """JSON: what each page says, and on which pages words may stand that cannot be looked for."""
    return json.dumps([strike.texts(content), strike.unread(content)]).encode()


def drawn(content: bytes, page: int, passages: list[Any]) -> bytes:
    """A page as a PNG, black where the passages are."""
    try:
        return strike.picture(content, page, _passages(passages))
    except strike.NotThere:
        return b""


def struck(content: bytes, passages: list[Any]) -> bytes:
    """The copy without the passages."""
    try:
        return strike.strike(content, _passages(passages))
    except strike.NotThere:
        return b""


def _passages(told: list[Any]) -> list[Passage]:
    return [Passage(page, words, tuple(box) if box else None) for page, words, box in told]
