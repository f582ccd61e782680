"""Worklists: one indexed arm of what a user sees, filtered, paged by key."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from cases import access
from cases.access import Relation
from cases.models import Case, Deadline, User
from cases.road import UNDER_WAY
from flexcase.base import clock

PAGE = 25
FAR = date.max


@dataclass(frozen=True)
class View:
    """One list in the rail: what it is called and which cases it holds."""

    key: str
    label: str
    relation: Relation
    condition: Q
    heat: str = ""


def views(user: User) -> list[tuple[str, list[View]]]:
    """The rail's groups for a role."""
    today = clock.today()
    active = Q(state__in=(*UNDER_WAY, "granted", "rejected"))
    over, week = Q(next_due__lt=today), Q(next_due__range=(today, today + timedelta(days=7)))
    groups = [
        (
            "Mine sager",
            [
                View("mine", "Alle mine", Relation.OWN, active),
                View("overskredet", "Overskredet", Relation.OWN, active & over, "hot"),
                View("uge", "Frist denne uge", Relation.OWN, active & week, "warm"),
                View("klager", "Klager i gang", Relation.OWN, complained(), "warm"),
                View("klage", "Afgjort, klagefrist", Relation.OWN, Q(state__in=("granted", "rejected"))),
                View("slut", "Afsluttede", Relation.OWN, ~active),
            ],
        ),
    ]
    if user.role in access.UNIT_ROLES:
        groups.append(
            (
                f"{user.unit}",
                [
                    View("enhed", "Enhedens sager", Relation.UNIT, active),
                    View("enhedens-klager", "Klager i gang", Relation.UNIT, complained(), "warm"),
                    View("uden", "Uden sagsbehandler", Relation.UNIT, active & Q(caseworker=None), "warm"),
                ],
            )
        )
    groups.append(("Andet", [View("laant", "Lånt og dækket", Relation.LENT, active)]))
    if user.role not in access.UNIT_ROLES:
        groups = [("Sager", [View("team", "Sager på dagsordenen", Relation.TEAM, Q())])]
    return groups


def complained() -> Q:
    """Cases with a complaint that the municipality has to answer or send on, wherever the case itself stands."""
    running = Deadline.objects.filter(case=OuterRef("pk"), kind__in=("reassessment", "forwarding"), met_on=None)
    return Q(Exists(running))


def counts(user: User, groups: list[tuple[str, list[View]]]) -> dict[str, int]:
    """A count beside each list: one query for each arm."""
    found: dict[str, int] = {}
    by_arm: dict[Relation, list[View]] = {}
    for _, items in groups:
        for view in items:
            by_arm.setdefault(view.relation, []).append(view)
    for arm, items in by_arm.items():
        cases = access.seen_as(Case.objects.all(), arm, user)
        found |= cases.aggregate(**{view.key: Count("pk", filter=view.condition) for view in items})
    return found


def page(user: User, view: View, after: str = "", text: str = "") -> tuple[list[Case], str]:
    """One page in order of the next deadline, and the key of the next page. Ends without one."""
    cases = access.seen_as(Case.objects.all(), view.relation, user).filter(view.condition)
    if text:
        cases = cases.filter(Q(citizen__name__icontains=text) | Q(number__startswith=text))
    cases = _after(cases, after).select_related("citizen", "caseworker", "unit")
    rows = list(cases.order_by(F("next_due").asc(nulls_last=True), "pk")[: PAGE + 1])
    more = len(rows) > PAGE
    rows = rows[:PAGE]
    return rows, _key(rows[-1]) if more else ""


def _key(case: Case) -> str:
    return f"{case.next_due.isoformat() if case.next_due else '-'}_{case.pk.hex}"


def _after(cases: QuerySet[Case], key: str) -> QuerySet[Case]:
    day, _, pk = key.partition("_")
    try:
        last = UUID(pk)
        due = None if day == "-" else date.fromisoformat(day)
    except ValueError:
        return cases
    if due is None:
        return cases.filter(next_due=None, pk__gt=last)
    return cases.filter(Q(next_due__gt=due) | Q(next_due=due, pk__gt=last) | Q(next_due=None))


def next_deadlines(cases: list[Case]) -> dict[UUID, Deadline]:
    """The running deadline that each case waits for; one query."""
    rows: dict[UUID, Deadline] = {}
    for row in Deadline.objects.filter(case__in=cases, met_on=None, due__isnull=False).order_by("due"):
        rows.setdefault(row.case_id, row)
    return rows


def row(case: Case, due: Deadline | None) -> dict[str, Any]:
    """One case as the list shows it."""
    from cases import shown
    from cases.action import action as action_named
    from cases.road import ahead as action_ahead

    ahead = action_ahead(case.state, case.regime)
    return {
        "case": case,
        "due": due,
        "steps": shown.steps(case),
        "next": action_named(ahead).label_for(case) if ahead else "",
        "next_url": shown.action_url(ahead, case) if ahead else "",
    }
