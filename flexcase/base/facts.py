"""One query a floor: a case's rows gathered as JSON by the database, and read back into frozen dataclasses."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from types import UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import connection
from django.db.models import BooleanField, ExpressionWrapper, Model, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

T = TypeVar("T")


#: Stands for the cases while a query is being compiled.
_CASES = UUID(int=0)


def prepared(build: Callable[[], QuerySet[Any, Any]]) -> Callable[[Sequence[UUID]], list[dict[str, Any]]]:
    """A query over cases, compiled once a process: its shape never changes, and compiling it costs ten times running it."""

    @cache
    def compiled() -> tuple[str, tuple[Any, ...], tuple[str, ...], Any]:
        query = build().filter(pk__in=[_CASES]).query
        compiler = query.get_compiler(connection=connection)
        sql, params = compiler.as_sql()
        once = re.subn(r'("\w+"\."id") IN \(%s\)', r"\1 = ANY(%s)", sql)
        assert once[1] == 1, "the cases are named once"
        converters = compiler.get_converters([column for column, _, _ in compiler.select])
        names = tuple(query.selected) if query.selected else (*query.values_select, *query.annotation_select)
        return once[0], tuple(params), names, (compiler, converters)

    def rows(cases: Sequence[UUID]) -> list[dict[str, Any]]:
        sql, params, names, (compiler, converters) = compiled()
        with connection.cursor() as cursor:
            cursor.execute(sql, [list(cases) if value == _CASES else value for value in params])
            found = compiler.apply_converters(cursor.fetchall(), converters)
            return [dict(zip(names, row, strict=True)) for row in found]

    return rows


def gathered(rows: QuerySet[Any], by: str = "case", **columns: Any) -> ArraySubquery:
    """The rows of each case as an array of JSON objects, to annotate a queryset of cases with."""
    return ArraySubquery(rows.filter(**{by: OuterRef("pk")}).values(json=JSONObject(**columns)))


def columns_of(kind: type) -> dict[str, str]:
    """The columns that a dataclass names, each read under its own name."""
    return {field.name: field.name for field in fields(kind)}


def rows_of(model: type[Model], kind: type, order: str = "pk", by: str = "case") -> ArraySubquery:
    """All rows of a model for each case, read as a dataclass whose fields are columns."""
    return gathered(model._default_manager.order_by(order), by, **columns_of(kind))


def rows_with(model: type[Model], kind: type, order: str = "pk", **computed: Q) -> ArraySubquery:
    """The same, with some yes-or-no that the database works out."""
    answers = {name: ExpressionWrapper(asked, BooleanField()) for name, asked in computed.items()}
    return gathered(model._default_manager.order_by(order), **(columns_of(kind) | answers))  # type: ignore[arg-type]


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _convert(hint: Any, value: Any) -> Any:
    if value is None:
        return None
    if get_origin(hint) in (Union, UnionType):
        hint = next(arg for arg in get_args(hint) if arg is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_convert(get_args(hint)[0], item) for item in value)
    if is_dataclass(hint) and isinstance(hint, type):
        return read(hint, value)
    if hint is date:
        return date.fromisoformat(value) if isinstance(value, str) else value
    if hint is Decimal:
        return Decimal(str(value))
    if hint is UUID:
        return UUID(value) if isinstance(value, str) else value
    return value


def read(kind: type[T], row: dict[str, Any]) -> T:
    """A frozen dataclass from a JSON object of the same names."""
    hints: dict[str, Any] = _hints(kind)  # type: ignore[arg-type]  # a class is hashable
    return kind(**{name: _convert(hints[name], value) for name, value in row.items()})


def read_all(kind: type[T], rows: list[dict[str, Any]]) -> tuple[T, ...]:
    """All of them, in the order of the query."""
    return tuple(read(kind, row) for row in rows)
