"""Worklists: one indexed arm of what a user sees, narrowed, in an order, paged by key in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cases import access
from cases.access import Relation
from cases.models import Case, Deadline, User
from cases.road import DECIDED
from cases.worklists import veil
from cases.worklists.columns import OTHERS, Row
from cases.worklists.listing import ACTIVE, ORDERS, Listing, complained, due_this_week, overdue, waits_for
from cases.worklists.veil import Due
from flexcase.base import clock
from flexcase.law.rule import Part

PAGE = 25
#: The list of cases without a caseworker, in the address: its rows can be taken, or given to somebody.
NOBODYS = "uden"


@dataclass(frozen=True)
class View:
    """One list of the house: its name in the address, what it is called and which cases it holds."""

    key: str
    label: str
    relation: Relation
    condition: Q
    heat: str = ""
    #: Its address after the question mark, where that says more than its name.
    query: str = ""

    @property
    def of_many(self) -> bool:
        """Whether the cases belong to several people."""
        return self.relation is not Relation.OWN


def views(user: User) -> list[tuple[str, list[View]]]:
    """The lists of a role, in the rail's groups."""
    if user.role not in access.UNIT_ROLES:
        return [("Sager", [View("team", "Sager på dagsordenen", Relation.TEAM, Q())])]
    mine, others, ours, besides = _of_unit(clock.today())
    hidden = veil.lists_hidden(access.parts_of(user))
    others = [view for view in others if view.key.removeprefix("venter-") not in hidden]
    return [("Mine sager", mine), ("Venter på andre", others), (f"{user.unit}", ours), ("Andet", besides)]


@lru_cache(maxsize=2)
def _of_unit(today: date) -> tuple[list[View], ...]:
    """The lists of those who work in a unit: their own, these by whom they wait for, the unit's, and others."""
    own, unit = Relation.OWN, Relation.UNIT
    return (
        [
            View("mine", "Alle mine", own, ACTIVE),
            View("overskredet", "Overskredet", own, ACTIVE & overdue(), "hot"),
            View("uge", "Frist denne uge", own, ACTIVE & due_this_week(), "warm"),
            View("klager", "Klager i gang", own, complained(), "warm"),
            View("klage", "Afgjort, klagefrist", own, Q(state__in=DECIDED)),
            View("slut", "Afsluttede", own, ~ACTIVE),
        ],
        [View(f"venter-{key}", label, own, waits_for(word)) for key, (label, word) in OTHERS.items()],
        [
            View("enhed", "Enhedens sager", unit, ACTIVE),
            View("enhedens-overskredne", "Overskredet", unit, ACTIVE & overdue(), "hot"),
            View("enhedens-klager", "Klager i gang", unit, complained(), "warm"),
            View(NOBODYS, "Uden sagsbehandler", unit, ACTIVE & Q(caseworker=None), "warm"),
        ],
        [View("laant", "Lånt og dækket", Relation.LENT, ACTIVE)],
    )


def lists_of(user: User) -> list[View]:
    """The lists of a role, one after the other."""
    return [view for _, items in views(user) for view in items]


def view_of(user: User, key: str) -> View:
    """A list by its name; the first one for a name that the user has no list of."""
    lists = lists_of(user)
    return next((view for view in lists if view.key == key), lists[0])


def cases_of(user: User, view: View, listing: Listing) -> QuerySet[Case]:
    """Every case of a list that the user may see, in no order."""
    return access.seen_as(Case.objects.all(), view.relation, user).filter(narrowed(user, view, listing))


def narrowed(user: User, view: View, listing: Listing) -> Q:
    """What a list holds when it is narrowed; nothing for somebody who finds no list of that, so that none is counted either."""
    if listing.chosen.get("venter") in veil.lists_hidden(access.parts_of(user)):
        return Q(pk=None)
    return view.condition & listing.condition()


@dataclass(frozen=True)
class Page:
    """Some cases of a list, and the keys of the pages before and after; empty where the list ends."""

    cases: list[Case]
    before: str = ""
    after: str = ""


def page(user: User, view: View, listing: Listing, *, after: str = "", before: str = "") -> Page:
    """The page after a key, or the one before it. A key that nobody gave out leads to the first page."""
    key = _read_key(listing, after or before)
    back = bool(before and key)
    found = list(ordered(user, view, listing, key, back)[: PAGE + 1])
    more, found = len(found) > PAGE, found[:PAGE]
    if back:
        found.reverse()
    if not found:
        return Page([])
    first, last = (f"{ORDERS[listing.order].key(case)}_{case.pk.hex}" for case in (found[0], found[-1]))
    return Page(found, before=first if (more if back else key) else "", after=last if (back or more) else "")


def ordered(user: User, view: View, listing: Listing, key: tuple[Any, UUID] | None, back: bool) -> QuerySet[Case]:
    """The cases of a list from a key on, or back from it, ready to be shown."""
    falling = listing.backwards != back
    placed = cases_of(user, view, listing).annotate(place=ORDERS[listing.order].by)
    rows = placed.filter(_beyond(key, falling)) if key else placed
    wanted = ["citizen", *(("caseworker",) if "sagsbehandler" in listing.columns else ())]
    return rows.select_related(*wanted).order_by(*(("-place", "-pk") if falling else ("place", "pk")))


def _read_key(listing: Listing, key: str) -> tuple[Any, UUID] | None:
    place, _, pk = key.rpartition("_")
    try:
        read = ORDERS[listing.order].read(place, UUID(pk))
    except ValueError:
        return None
    return (read, UUID(pk)) if read else None


def _beyond(key: tuple[Any, UUID], falling: bool) -> Q:
    """What comes after a key. The first condition alone is what an index can jump to."""
    place, pk = key
    if falling:
        return Q(place__lte=place) & (Q(place__lt=place) | Q(pk__lt=pk))
    return Q(place__gte=place) & (Q(place__gt=place) | Q(pk__gt=pk))


def rows(cases: list[Case], listing: Listing, user: User) -> list[Row]:
    """The cases as the list shows them to somebody, with what they may read and do."""
    parts = access.parts_of(user)
    due = _next_deadlines(cases, parts) if "hvorfor" in listing.columns else {}
    return [Row(case, due.get(case.pk), veil.hides(parts), user.role) for case in cases]


def _next_deadlines(cases: list[Case], parts: frozenset[Part]) -> dict[UUID, Due]:
    """The running deadline that each case waits for; one query."""
    running = Deadline.objects.filter(case__in=cases, met_on=None, due__isnull=False).order_by("case", "due").distinct("case")
    found = running.values_list("case", "kind", "title", "cites")
    return {case: veil.due(kind, title, cites, parts) for case, kind, title, cites in found}
