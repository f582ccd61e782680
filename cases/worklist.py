"""Worklists: one indexed arm of what a user sees, narrowed, in an order, paged by key in both directions."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Count, Q, QuerySet

from cases import access, shown
from cases.access import Relation
from cases.action import action as action_named
from cases.listing import ACTIVE, ORDERS, OTHERS, Listing, complained, due_this_week, overdue, waits_for
from cases.models import Case, Deadline, User
from cases.road import DECIDED, UNDER_WAY
from cases.road import ahead as action_ahead

PAGE = 25


@dataclass(frozen=True)
class View:
    """One list of the house: its name in the address, what it is called and which cases it holds."""

    key: str
    label: str
    relation: Relation
    condition: Q
    heat: str = ""

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


def counts(user: User, lists: list[View]) -> dict[str, int]:
    """A count beside each list: one query for each arm."""
    found: dict[str, int] = {}
    by_arm: dict[Relation, list[View]] = {}
    for view in lists:
        by_arm.setdefault(view.relation, []).append(view)
    for arm, items in by_arm.items():
        cases = access.seen_as(Case.objects.all(), arm, user)
        found |= cases.aggregate(**{view.key: Count("pk", filter=view.condition) for view in items})
    return found


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
    rows = cases_of(user, view, listing).annotate(place=ORDERS[listing.order].by)
    if key:
        rows = _beyond(rows, key, falling)
    wanted = ["citizen", *(("caseworker",) if "sagsbehandler" in listing.columns else ())]
    return rows.select_related(*wanted).order_by(*(("-place", "-pk") if falling else ("place", "pk")))


def _read_key(listing: Listing, key: str) -> tuple[Any, UUID] | None:
    place, _, pk = key.rpartition("_")
    try:
        read = ORDERS[listing.order].read(place, UUID(pk))
    except ValueError:
        return None
    return (read, UUID(pk)) if read else None


def _beyond(rows: QuerySet[Case], key: tuple[Any, UUID], falling: bool) -> QuerySet[Case]:
    """What comes after a key. The first condition alone is what an index can jump to."""
    place, pk = key
    if falling:
        return rows.filter(place__lte=place).filter(Q(place__lt=place) | Q(pk__lt=pk))
    return rows.filter(place__gte=place).filter(Q(place__gt=place) | Q(pk__gt=pk))


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
