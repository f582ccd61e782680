"""Finding people and their cases: by case number, by CPR number, by any parts of the name."""

from __future__ import annotations

import heapq
from itertools import islice
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import F, Q, QuerySet, Value

from cases import access
from cases.models import Case, Citizen, User
from cases.search.plan import collected
from flexcase.base.danish import DanishFold, order_of_folded
from flexcase.law.cpr import InvalidCpr, parse

MOST_WORDS = 8


def numbered(text: str, user: User) -> Case | None:
    """The case with this number, which the reader may see."""
    return access.visible(Case.objects.filter(number=text), user).first()


def of_cpr(text: str, user: User) -> list[Case] | None:
    """The cases of the person with this CPR number; None when the text is none."""
    try:
        cpr = parse(text, allow_fictive=settings.ALLOW_FICTIVE_CPR)
    except InvalidCpr:
        return None
    cases = access.visible(Case.objects.filter(citizen__cpr_hash=Citizen.hash_of(cpr.number)), user)
    return list(_with_words(cases).order_by("-received_on", "-pk"))


def named(text: str, user: User, after: str = "", limit: int = 25) -> list[Case]:
    """At most so many cases whose citizen's name holds all the words, in Danish order, behind the key ``after``."""
    words = text.replace('"', " ").split()[:MOST_WORDS]
    if not words:
        return []
    if (citizens := collected(Citizen.objects.filter(_holds("", words)))) is not None:
        return list(_page(Case.objects.filter(citizen__in=citizens), user, after, limit))
    of_them = Case.objects.filter(_holds("citizen__", words))
    elsewhere = of_them.filter(pk__in=access.beyond_unit(user))
    if user.role not in access.UNIT_ROLES or user.unit_id is None:
        return list(_page(elsewhere, user, after, limit))
    ways = (of_them.filter(unit_id=user.unit_id), elsewhere)
    pages = (_page(way, user, after, limit) for way in ways)
    return list(islice(heapq.merge(*pages, key=lambda case: (case.order, case.pk)), limit))


def _holds(whose: str, words: list[str]) -> Q:
    """A name that holds all the words, whichever way they are written."""
    holds = Q()
    for word in words:
        holds &= Q(**{f"{whose}name_folded__contains": DanishFold(Value(word))})
    return holds


def _page(cases: QuerySet[Case], user: User, after: str, limit: int) -> QuerySet[Any]:
    seen = _with_words(access.visible(cases, user)).annotate(order=order_of_folded(F("citizen__name_folded")))
    if last := _last(after, user):
        seen = seen.annotate(last=order_of_folded(Value(last.citizen.name_folded)))
        seen = seen.filter(Q(order__gt=F("last")) | Q(order=F("last"), pk__gt=last.pk))
    return seen.order_by("order", "pk")[:limit]


def key_of(case: Case) -> str:
    """The key of the page that begins behind this case: without the name, since it stands in an address."""
    return case.pk.hex


def _last(key: str, user: User) -> Case | None:
    try:
        return access.visible(Case.objects.filter(pk=UUID(key)), user).select_related("citizen").first()
    except ValueError:
        return None


def _with_words(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.select_related("citizen", "unit", "caseworker")
