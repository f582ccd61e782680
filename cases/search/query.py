"""Looking up words in what the reader may see: newest first, a page at a time, fast for a rare word and for a common one.

A rare word: its hits are found by the index first, and then held against what the reader may see. A common word is the other
way round: the reader's texts are walked, newest first, until the page is full.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from uuid import UUID

from django.contrib.postgres.search import SearchQuery
from django.db import connection
from django.db.models import Exists, OuterRef, Q, QuerySet

from cases import access
from cases.models import Case, SearchText, User
from cases.models.search import FoundIn
from cases.search.plan import collected
from cases.search.sources import keyed


@dataclass(frozen=True)
class Words:
    """What was typed, as the database reads it: words, "exact phrases", -without, or.

    ``mute`` when nothing in it can be looked up (»og«, »-nej«). ``hits``: the texts of a rare word, None of a common one.
    """

    text: str
    mute: bool = False
    hits: list[UUID] | None = None

    @property
    def common(self) -> bool:
        """Whether very many texts hold it."""
        return self.hits is None

    @property
    def spellings(self) -> list[str]:
        """As it was typed, with aa for å, and with å for aa."""
        single, double = str.maketrans({"å": "aa", "Å": "Aa"}), self.text.replace("aa", "å").replace("Aa", "Å")
        return list(dict.fromkeys([self.text, self.text.translate(single), double]))

    @property
    def query(self) -> SearchQuery:
        """Any of the spellings, or all the words as keyed hashes."""
        query = SearchQuery(" & ".join(keyed(self.text)), search_type="raw", config="simple")
        for way in self.spellings:
            query |= SearchQuery(way, search_type="websearch", config="danish")
        return query


def read(text: str) -> Words:
    """Have the database read what was typed, and collect the texts of a rare word."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT querytree(websearch_to_tsquery('danish', %s)) IN ('', 'T')", [text])
        words = Words(text, mute=cursor.fetchone()[0])
    return words if words.mute else replace(words, hits=collected(SearchText.objects.filter(words=words.query)))


def found(words: Words, user: User, found_in: FoundIn, after: str = "", limit: int = 25) -> list[SearchText]:
    """At most so many rows, newest first, behind the key ``after``; each with its case, citizen and key."""
    parts = sorted(access.parts_of(user))
    if words.mute or not parts:
        return []
    texts = SearchText.objects.filter(found_in=found_in, part__in=parts)
    if words.hits is not None:
        return list(_page(texts.filter(pk__in=words.hits), user, after, limit))
    texts = texts.filter(words=words.query)
    elsewhere = texts.filter(case__in=access.beyond_unit(user))
    if user.role not in access.UNIT_ROLES or user.unit_id is None:
        return list(_page(elsewhere, user, after, limit))
    ways = (texts.filter(unit_id=user.unit_id), elsewhere)
    pages = (_page(way, user, after, limit) for way in ways)
    return list(islice(heapq.merge(*pages, key=lambda row: (row.dated, row.pk), reverse=True), limit))


def _page(texts: QuerySet[SearchText], user: User, after: str, limit: int) -> QuerySet[SearchText]:
    seen = texts.filter(Exists(access.visible(Case.objects.filter(pk=OuterRef("case_id")), user)))
    return _behind(seen, after).select_related("case__citizen", "case__key").order_by("-dated", "-pk")[:limit]


def key_of(row: SearchText) -> str:
    """The key of the page that begins behind this row."""
    return f"{row.dated.isoformat()}_{row.pk.hex}"


def _behind(texts: QuerySet[SearchText], key: str) -> QuerySet[SearchText]:
    day, _, pk = key.partition("_")
    try:
        dated, last = date.fromisoformat(day), UUID(pk)
    except ValueError:
        return texts
    return texts.filter(dated__lte=dated).filter(Q(dated__lt=dated) | Q(pk__lt=last))
