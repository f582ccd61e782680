"""Names in Danish order: æ, ø and å come last, aa is å, and nobody is missed for an accent or a capital."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection
from django.db.models import Value

from cases.models import Case, Citizen
from flexcase.base.danish import DanishFold, danish_order

#: As they stand in a Danish telephone book.
ORDER = [
    "Anna Vest",
    "Bo Agger",
    "Bo-Erik Dam",
    "Zenia Vest",
    "Ægir Holm",
    "Änne Kort",
    "Øjvind Lund",
    "Aage Bro",
    "Åse Nørby",
]


def test_names_stand_as_in_a_danish_telephone_book(new_case: Callable[..., Case]) -> None:
    for name in reversed(ORDER):
        new_case(name=name)
    assert list(Citizen.objects.order_by(danish_order("name"), "pk").values_list("name", flat=True)) == ORDER


@pytest.mark.parametrize(
    ("one", "other"),
    [("ÅGÅRD", "Aagaard"), ("Café", "CAFE"), ("Müller", "Myller"), ("Sørensen", "SÖRENSEN"), ("A\u030ase", "Åse")],
)
def test_two_ways_of_writing_a_name_are_looked_up_alike(db: None, one: str, other: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT danish_fold(%s) = danish_fold(%s)", [one, other])
        assert cursor.fetchone() == (True,)


def test_order_and_looking_up_use_their_indexes(db: None) -> None:
    names = Citizen.objects.values("name")
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off; SET LOCAL enable_bitmapscan = on")
    assert "citizen_name_order" in names.order_by(danish_order("name")).explain()
    assert "citizen_name_part" in names.filter(name_folded__contains=DanishFold(Value("Gaard"))).explain()
