"""Danish order and Danish looking-up, by two immutable functions of the database (cases/migrations/0012).

No wheel of PostgreSQL has ICU, and a fresh Debian no Danish locale, so the alphabet stands in SQL: ``danish_fold`` makes
Aagaard, Ågård and ÅGÅRD comparable, ``danish_sort_key`` puts æ, ø and å last.
"""

from __future__ import annotations

from django.db.models import CharField, F, Func, TextField, Value
from django.db.models.expressions import Combinable
from django.db.models.functions import Collate


class DanishFold(Func):
    """A text as it is looked up: small letters, aa as å, ä as æ, ö as ø, and no accents."""

    function = "danish_fold"
    arity = 1
    output_field = TextField()


class DanishSortKey(Func):
    """What a text is sorted by: compared byte for byte (»C«), æ, ø and å come last in this order. Use ``danish_order``."""

    function = "danish_sort_key"
    arity = 1
    output_field = CharField()


def danish_order(field: str) -> Collate:
    """The expression for an index, an ORDER BY and a page's key; only where all three say the same is the index used."""
    column: Combinable = F(field)
    return Collate(DanishSortKey(column), "C")


def order_of_folded(column: Combinable) -> Collate:
    """The same key of what is folded already: cheap, and held by no index, so that few rows are sorted and not all walked."""
    return Collate(Func(column, Value("æøå"), Value("{|}"), function="translate", output_field=CharField()), "C")
