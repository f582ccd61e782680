"""Worklists: one indexed arm of what a user sees, narrowed, in an order, paged by key in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, Q, QuerySet

from cases import access, shown
from cases.access import Relation
from cases.action import action as action_named
from cases.listing import ACTIVE, ORDERS, OTHERS, Listing, complained, due_this_week, overdue, waits_for
from cases.models import Case, Deadline, User
from cases.road import DECIDED, UNDER_WAY
from cases.road import ahead as action_ahead

PAGE = 25
#: Beyond this many, how many there are tells nobody anything.
MANY = 999


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
    own, unit = Relation.OWN, Relation.UNIT
    if user.role not in access.UNIT_ROLES:
        return [("Sager", [View("team", "Sager på dagsordenen", Relation.TEAM, Q())])]
    return [
        (
            "Mine sager",
            [
                View("mine", "Alle mine", own, ACTIVE),
                View("overskredet", "Overskredet", own, ACTIVE & overdue(), "hot"),
                View("uge", "Frist denne uge", own, ACTIVE & due_this_week(), "warm"),
                View("klager", "Klager i gang", own, complained(), "warm"),
                View("klage", "Afgjort, klagefrist", own, Q(state__in=DECIDED)),
                View("slut", "Afsluttede", own, ~ACTIVE),
            ],
        ),
        ("Venter på andre", [View(f"venter-{key}", label, own, waits_for(word)) for key, (label, word) in OTHERS.items()]),
        (
            f"{user.unit}",
            [
                View("enhed", "Enhedens sager", unit, ACTIVE),
                View("enhedens-overskredne", "Overskredet", unit, ACTIVE & overdue(), "hot"),
                View("enhedens-klager", "Klager i gang", unit, complained(), "warm"),
                View("uden", "Uden sagsbehandler", unit, ACTIVE & Q(caseworker=None), "warm"),
            ],
        ),
        ("Andet", [View("laant", "Lånt og dækket", Relation.LENT, ACTIVE)]),
    ]


def view_of(user: User, key: str) -> View:
    """A list by its name; the first one for a name that the user has no list of."""
    lists = [view for _, items in views(user) for view in items]
    return next((view for view in lists if view.key == key), lists[0])


def counts(user: User, lists: list[View]) -> dict[str, int]:
    """A count beside each list: one query for each arm. What a unit has much of is counted to MANY and one."""
    found: dict[str, int] = {}
    by_arm: dict[Relation, list[View]] = {}
    for view in lists:
        by_arm.setdefault(view.relation, []).append(view)
    for arm, items in by_arm.items():
        cases = access.seen_as(Case.objects.all(), arm, user)
        if arm is Relation.UNIT:
            found |= _counted_so_far(cases, items)
        else:
            found |= cases.aggregate(**{view.key: Count("pk", filter=view.condition) for view in items})
    return found


def _counted_so_far(cases: QuerySet[Case], lists: list[View]) -> dict[str, int]:
    """Each list is walked only as far as a count tells a person something; all of them in one query."""
    parts: list[str] = []
    values: list[Any] = []
    for view in lists:
        try:
            sql, given = cases.filter(view.condition).order_by().values("pk")[: MANY + 1].query.sql_with_params()
        except EmptyResultSet:
            sql, given = "SELECT WHERE false", ()
        parts.append(f"(SELECT count(*) FROM ({sql}) AS counted)")
        values += given
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return dict(zip([view.key for view in lists], cursor.fetchone(), strict=True))


def in_words(count: int) -> str:
    """A count as it stands beside a list."""
    return str(count) if count <= MANY else f"{MANY}+"


def cases_of(user: User, view: View, listing: Listing) -> QuerySet[Case]:
    """Every case of a list that the user may see, in no order."""
    return access.seen_as(Case.objects.all(), view.relation, user).filter(view.condition, listing.condition())


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


def next_deadlines(cases: list[Case]) -> dict[UUID, Deadline]:
    """The running deadline that each case waits for; one query."""
    rows: dict[UUID, Deadline] = {}
    for row in Deadline.objects.filter(case__in=cases, met_on=None, due__isnull=False).order_by("due"):
        rows.setdefault(row.case_id, row)
    return rows


#: Where the next step is somebody else's: (state, who is waited for) → what the row says instead.
AWAITS = {
    ("hearing", "borgeren"): "Afventer borgerens svar",
    ("team", "teamet"): "Afventer mødet",
    ("granted", "borgeren"): "Afventer klagefristen",
    ("rejected", "borgeren"): "Afventer klagefristen",
}


def row(case: Case, due: Deadline | None) -> dict[str, Any]:
    """One case as the list shows it."""
    ahead = action_ahead(case.state, case.regime)
    return {
        "case": case,
        "due": due,
        "steps": shown.steps(case),
        "waits_for": [label for label, word in OTHERS.values() if word in case.waits_for and case.state in UNDER_WAY],
        "awaits": next((AWAITS[case.state, whom] for whom in case.waits_for if (case.state, whom) in AWAITS), ""),
        "next": action_named(ahead).label_for(case) if ahead else "",
        "next_url": shown.action_url(ahead, case) if ahead else "",
    }
