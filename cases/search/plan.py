"""Rare or common: whether there are more rows than are worth collecting, and collecting them before anything else is asked."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.db.models.expressions import RawSQL

#: From so many rows on they are not collected, but met on a walk through what the reader sees (docs/search.md).
COMMON = 2_000


def is_common(rows: QuerySet[Any]) -> bool:
    """Whether there are so many. Asked of the index, which stops there; the planner's estimate of a rare word is far off."""
    return bool(rows.order_by().values("pk")[COMMON - 1 : COMMON])


def collected(rows: QuerySet[Any]) -> RawSQL:
    """The ids of the rows, found by their own index first: the planner would rather walk all that is new."""
    sql, parameters = rows.order_by().values("pk").query.sql_with_params()
    return RawSQL(f"WITH hits (hit) AS MATERIALIZED ({sql}) SELECT hit FROM hits", parameters)
