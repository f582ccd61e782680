"""How many cases each list holds: the numbers in the rail."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, QuerySet

from cases import access
from cases.access import Relation
from cases.models import Case, User
from cases.models.case import by_deadline
from cases.worklists.worklist import View, lists_of
from flexcase.base import clock

#: How far the lists of many people are walked: beside a name in the rail, and over the list that is shown. How many there are
#: beyond that tells nobody anything.
BESIDE, SHOWN = 99, 999


@dataclass(frozen=True)
class Statement:
    """One query that counts several lists; those that can hold nothing are not asked for."""

    keys: tuple[str, ...]
    empty: tuple[str, ...]
    sql: str

    def ask(self) -> dict[str, int]:
        """The count of each list; of a list of many at most one more than it was walked for."""
        found = dict.fromkeys(self.empty, 0)
        if self.keys:
            with connection.cursor() as cursor:
                cursor.execute(self.sql)
                found |= zip(self.keys, cursor.fetchone(), strict=True)
        return found


def counts(user: User, others: Iterable[View]) -> dict[str, int]:
    """A count for every list of the house, and for these others."""
    lent = [view for view in lists_of(user) if view.relation is Relation.LENT]
    house = _house(user, user.role, user.unit_id, clock.today())
    return house.ask() | _statement(user, [*lent, *others], BESIDE).ask()


def beside(view: View, count: int) -> str:
    """A count as it stands beside a list."""
    return f"{BESIDE}+" if view.of_many and count > BESIDE else str(count)


def total(user: User, view: View, count: int) -> str:
    """How many cases the list that is shown holds, told what stands beside it; walked farther where that is not all."""
    if view.of_many and count > BESIDE:
        count = _statement(user, [view], SHOWN).ask()[view.key]
    return f"{SHOWN}+" if view.of_many and count > SHOWN else str(count)


@lru_cache(maxsize=1024)
def _house(user: User, role: str, unit: UUID | None, today: date) -> Statement:
    """The house's own lists. It takes longer to write the query than to ask it, so each person's is written once a day.

    Users are the same by their id: what else the query depends on is told beside. What is lent depends on rows of the day.
    """
    return _statement(user, [view for view in lists_of(user) if view.relation is not Relation.LENT], BESIDE)


def _statement(user: User, lists: Iterable[View], most: int) -> Statement:
    """A person's own cases are few: they are read once for all lists. Those of many are walked list by list, so far and one."""
    own, parts, empty = [], {}, []
    for view in lists:
        if view.relation is Relation.OWN:
            own.append(view)
        elif (seen := access.seen_as(Case.objects.all(), view.relation, user)).query.is_empty():
            empty.append(view.key)
        elif counted := _walk(seen.filter(view.condition), most + 1):
            parts[view.key] = counted
        else:
            empty.append(view.key)
    columns, source = list(parts.values()), ""
    if own:
        columns.insert(0, "own.*")
        source = f"FROM ({_all(access.seen_as(Case.objects.all(), Relation.OWN, user), own)}) AS own"
    keys = (*(view.key for view in own), *parts)
    return Statement(keys, tuple(empty), f"SELECT {', '.join(columns)} {source}")


def _all(cases: QuerySet[Case], lists: list[View]) -> str:
    """A query that reads the cases once and counts them in every list."""
    told = {f"in_{at}": ExpressionWrapper(view.condition, BooleanField()) for at, view in enumerate(lists)}
    numbers = ", ".join(f"count(*) FILTER (WHERE {name}) AS {name}" for name in told)
    return f"SELECT {numbers} FROM ({_sql(cases.order_by().annotate(**told).values(*told))}) AS told"


def _walk(cases: QuerySet[Case], most: int) -> str:
    """A query that counts the cases up to so many; empty where there can be none.

    In the order of the list's index: without an order the planner first marks all cases of the unit.
    """
    walked = cases.order_by(by_deadline(), "pk").values("pk")[:most]
    try:
        return f"(SELECT count(*) FROM ({_sql(walked)}) AS counted)"
    except EmptyResultSet:
        return ""


def _sql(rows: QuerySet[Case, Any]) -> str:
    sql, values = rows.query.sql_with_params()
    with connection.cursor() as cursor:
        return str(cursor.mogrify(sql, values))
