"""What there is to do across cases: open tasks, and conversations that were agreed on, of the cases that somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cases import access
from cases.casepage import shown
from cases.daily import covering
from cases.models import Case, Deadline, Role, Task, User
from flexcase.base import clock

#: How many are shown of each list; the rest is seen when these are done.
MOST = 100


@dataclass(frozen=True)
class Todo:
    """One list of the page: what it is called, what stands when it is empty, and its lines."""

    title: str
    none: str
    items: list[dict[str, Any]]


def lists_for(user: User) -> list[Todo]:
    """My tasks, those of colleagues whom I cover for, those of my unit, what citizens have promised, and conversations."""
    covered = covering.covered_by(user, clock.today())
    mine = [user.pk, *covered]
    lists = [
        Todo("Mine opgaver", "Du har ingen åbne opgaver.", _tasks(user, Q(assignee=user))),
        Todo(
            "Opgaver hos dem, du dækker",
            "Den, du dækker, har ingen åbne opgaver.",
            _tasks(user, Q(assignee__in=covered)) if covered else [],
        ),
        Todo(
            "Enhedens opgaver",
            "Enheden har ingen åbne opgaver.",
            _tasks(user, of_unit(user)),
        ),
        Todo(
            "Borgerne har lovet",
            "Ingen borger har lovet noget på dine sager.",
            _tasks(user, promised_to(mine)),
        ),
        Todo("Aftalte samtaler", "Der er ikke aftalt samtaler på dine sager.", _conversations(user, mine)),
    ]
    return lists if covered else [lists[0], *lists[2:]]


def of_unit(user: User) -> Q:
    """Tasks that anybody of the user's unit may take."""
    return Q(whose=Task.Whose.UNIT, case__unit=user.unit_id)


def promised_to(people: list[UUID]) -> Q:
    """What citizens have promised on the cases of these caseworkers."""
    return Q(whose=Task.Whose.CITIZEN, case__caseworker__in=people)


def answered_for(user: User) -> QuerySet[Task]:
    """Open tasks that the user is told of when their day comes (cases/daily/reminders.py tells the same people).

    Those of the user and of whom the user covers for, what citizens have promised on their cases, and to a leader the unit's.
    """
    mine = [user.pk, *covering.covered_by(user, clock.today())]
    whose = Q(assignee__in=mine) | promised_to(mine)
    if user.role == Role.TEAM_LEADER:
        whose |= of_unit(user)
    return Task.objects.filter(whose, _seen_by(user), state="open")


def _seen_by(user: User) -> Q:
    return Q(case__in=access.visible(Case.objects.all(), user))


def shown_in(lists: list[Todo]) -> list[Case]:
    """The cases whose citizens are named on the page."""
    return list({item["case"].pk: item["case"] for todo in lists for item in todo.items}.values())


def open_tasks(case: Case) -> list[dict[str, Any]]:
    """The tasks of one case for tasks_card.html, the nearest first."""
    rows = Task.objects.filter(case=case, state="open").select_related("assignee", "case__key")
    return [_item(row) for row in rows[:MOST]]


def _tasks(user: User, whose: Q) -> list[dict[str, Any]]:
    rows = Task.objects.filter(whose, _seen_by(user), state="open").select_related("assignee", "case__key", "case__citizen")
    return [_item(row) for row in rows[:MOST]]


def _item(row: Task) -> dict[str, Any]:
    case = row.case
    return {
        "case": case,
        "no": row.no,
        "text": row.text,
        "who": row.who,
        "due": row.due,
        "finish_url": shown.action_url("finish_task", case),
        "drop_url": f"{shown.action_url('drop_task', case)}?task={row.no}",
        "take_url": shown.action_url("take_task", case) if row.whose == Task.Whose.UNIT else "",
    }


def _conversations(user: User, people: list[UUID]) -> list[dict[str, Any]]:
    agreed = Deadline.objects.filter(kind="next_conversation", met_on=None, case__caseworker__in=people)
    seen = agreed.filter(case__in=access.visible(Case.objects.all(), user)).select_related("case__citizen")
    return [
        {"case": row.case, "due": row.due, "text": row.title, "note_url": shown.action_url("record_conversation", row.case)}
        for row in seen.order_by("due")[:MOST]
    ]
