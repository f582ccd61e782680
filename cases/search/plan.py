"""Rare or common: what is rare is collected by its own index before anything else is asked."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db.models import QuerySet

#: From so many rows on they are not collected, but met on a walk through what the reader sees (docs/search.md).
COMMON = 2_000


def collected(rows: QuerySet[Any]) -> list[UUID] | None:
    """The ids of the rows; None when they are so many that they are common. The index stops there.

    They come here and go back as they are: how many rows a rare word has, the planner guesses so wrongly that it would
    rather read all texts.
    """
    found = list(rows.order_by().values_list("pk", flat=True)[:COMMON])
    return found if len(found) < COMMON else None
