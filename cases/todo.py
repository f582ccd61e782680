"""What there is to do across cases: open tasks, and conversations that were agreed on, of the cases that somebody sees."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from cases import access, shown
from cases.models import Case, Deadline, Task, User

#: How many are shown of each list; the rest is seen when these are done.
MOST = 100


@dataclass(frozen=True)
class Todo:
    """One list of the page: what it is called, what stands when it is empty, and its lines."""

    title: str
    none: str
    items: list[dict[str, Any]]


def lists_for(user: User) -> list[Todo]:
    """My tasks, those of my unit, what citizens of my cases have promised, and the conversations ahead."""
    of_unit = Q(whose=Task.Whose.UNIT, case__unit=user.unit_id)
    promised = Q(whose=Task.Whose.CITIZEN, case__caseworker=user)
    return [
        Todo("Mine opgaver", "Du har ingen åbne opgaver.", _tasks(user, Q(assignee=user))),
        Todo(
            "Enhedens opgaver",
            "Enheden har ingen åbne opgaver.",
            _tasks(user, of_unit),
        ),
        Todo(
            "Borgerne har lovet",
            "Ingen borger har lovet noget på dine sager.",
            _tasks(user, promised),
        ),
        Todo("Aftalte samtaler", "Der er ikke aftalt samtaler på dine sager.", _conversations(user)),
    ]


def shown_in(lists: list[Todo]) -> list[Case]:
    """The cases whose citizens are named on the page."""
    return list({item["case"].pk: item["case"] for todo in lists for item in todo.items}.values())


def open_tasks(case: Case) -> list[dict[str, Any]]:
    """The tasks of one case for tasks_card.html, the nearest first."""
    rows = Task.objects.filter(case=case, state="open").select_related("assignee", "case__key")
    return [_item(row) for row in rows[:MOST]]


def _tasks(user: User, whose: Q) -> list[dict[str, Any]]:
    seen = Q(case__in=access.visible(Case.objects.all(), user))
    rows = Task.objects.filter(whose, seen, state="open").select_related("assignee", "case__key", "case__citizen")
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
    }


def _conversations(user: User) -> list[dict[str, Any]]:
    agreed = Deadline.objects.filter(kind="next_conversation", met_on=None, case__caseworker=user)
    seen = agreed.filter(case__in=access.visible(Case.objects.all(), user)).select_related("case__citizen")
    return [
        {"case": row.case, "due": row.due, "text": row.title, "note_url": shown.action_url("record_conversation", row.case)}
        for row in seen.order_by("due")[:MOST]
    ]
