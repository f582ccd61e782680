"""The hit in its sentence, cut from a row that the reader may see. What is cut is escaped; only the marks are ours."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from cases.models import SearchText
from cases.search.query import Words
from flexcase.law import cpr

#: Signs that no text in the index holds (index.py takes them out): they stand around a hit.
BEGIN, END = "\x02", "\x03"
LONGEST, BEFORE = 240, 90
_BETWEEN = re.compile(r"(?<=[.!?…])\s+|\s*\n\s*")


@dataclass(frozen=True)
class Shown:
    """A hit as it is shown: its title, and the sentence with most of the words; empty when they stand in the title alone."""

    title: SafeString
    sentence: SafeString


def shown(rows: Sequence[SearchText], words: Words) -> dict[UUID, Shown]:
    """By row, with the hits marked. One query for all rows."""
    if not rows:
        return {}
    query = " || ".join(["websearch_to_tsquery('danish', %s)"] * len(words.spellings))
    with connection.cursor() as cursor:
        cursor.execute(
            f"""SELECT ts_headline('danish', text, {query}, 'HighlightAll=true, StartSel={BEGIN}, StopSel={END}')
                FROM unnest(%s::text[]) WITH ORDINALITY AS shown (text, place) ORDER BY place""",
            [*words.spellings, [_masked(text) for row in rows for text in (row.title, row.text)]],
        )
        marked = [text for (text,) in cursor.fetchall()]
    pairs = zip(rows, marked[::2], marked[1::2], strict=True)
    return {row.pk: Shown(_html(title), sentence(text) if BEGIN in text else SafeString()) for row, title, text in pairs}


def _masked(text: str) -> str:
    return cpr.PERHAPS.sub(r"\1-••••", text)


def sentence(marked: str) -> SafeString:
    """The sentence with the most hits, shortened around the first of them, as HTML."""
    best = max(_BETWEEN.split(marked), key=lambda piece: piece.count(BEGIN))
    return _html(_shortened(best))


def _html(marked: str) -> SafeString:
    return mark_safe(escape(marked).replace(BEGIN, "<mark>").replace(END, "</mark>"))


def _shortened(text: str) -> str:
    if len(text) <= LONGEST:
        return text
    first = max(0, text.find(BEGIN) - BEFORE)
    start = text.find(" ", first) + 1 if first else 0
    if start > text.find(BEGIN) >= 0:
        start = first
    stop = text.rfind(" ", start, start + LONGEST)
    stop = stop if stop > start and len(text) > start + LONGEST else start + LONGEST
    piece = text[start:stop]
    if piece.count(BEGIN) > piece.count(END):
        piece += END
    return ("… " if start else "") + piece + (" …" if stop < len(text) else "")
