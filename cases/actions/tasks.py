"""Tasks (opgaver) on a case: put there, done, or given up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Q

from cases.access import UNIT_ROLES
from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK, LAPSES, LEADS, OVER
from cases.inputs import DropTaskInput, FinishTaskInput, PassTasksInput, TaskInput
from cases.models import Case, Note, Role, Task, User
from cases.writing import task_lines
from flexcase.law.event import FactValue

WORKERS = CASEWORK | {Role.JOB_CONSULTANT}


def colleagues(case: Case) -> list[User]:
    """Those of the case's unit who can be given a task: whoever sees the case."""
    people = User.objects.filter(unit=case.unit_id, role__in=UNIT_ROLES, is_active=True).exclude(conflicts__case=case)
    if case.restricted:
        people = people.filter(Q(role=Role.TEAM_LEADER) | Q(pk=case.caseworker_id))
    return list(people.order_by("first_name", "last_name"))


def put_task(act: Act, text: str, who: Any, due: Any, note: Note | None = None) -> Task:
    """A new task of somebody of the staff, of the unit, or of the citizen. Whoever else is given it is told."""
    last = Task.objects.filter(case=act.case).order_by("-no").values_list("no", flat=True).first()
    row = Task(case=act.case, no=(last or 0) + 1, due=due, added_on=act.day, note=note)
    row.assignee = act.user if who == task_lines.MYSELF else who if isinstance(who, User) else None
    row.whose = Task.Whose.PERSON if row.assignee else Task.Whose(WHOSE[who])
    row.text = text
    row.save()
    if row.assignee and row.assignee != act.user:
        act.notify(row.assignee, "task_added", f"Du har fået en opgave i sag {act.case.number}.")
    return row


WHOSE = {task_lines.UNIT: Task.Whose.UNIT, task_lines.CITIZEN: Task.Whose.CITIZEN}


def put_lines(act: Act, lines: Iterable[str], note: Note) -> list[Task]:
    """The tasks that were agreed in a conversation, as they were typed."""
    people = {str(person): person for person in colleagues(act.case)}
    try:
        read = task_lines.read(lines, people, act.now.date())
    except task_lines.Unclear as unclear:
        raise Refused(str(unclear), "tasks") from None
    return [put_task(act, line.what, line.who, line.due, note) for line in read]


class AddTask(Action):
    """Puts a task on the case: what, who, by when."""

    label = "Tilføj opgave"
    inputs = TaskInput
    roles = WORKERS
    event = "task_added"
    icon, rank = "checklist", 45
    dated = False

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        staff = [(str(person.pk), str(person)) for person in colleagues(case)]
        return {"whose": [*staff, (task_lines.UNIT, "Enheden"), (task_lines.CITIZEN, "Borgeren")]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if given["due"] is not None and given["due"] < act.day:
            raise Refused("Dagen er gået. Skriv en dag fra og med i dag.", "due")
        who = given["whose"] or task_lines.MYSELF
        row = put_task(act, given["text"], who if who in {*WHOSE, task_lines.MYSELF} else _person(who), given["due"])
        return {"task": row.no, "whose": row.whose, "due": row.due}


def _person(key: str) -> User:
    """Somebody whom the form's choices have let through."""
    return User.objects.get(pk=UUID(key))


class _EndTask(Action):
    roles = WORKERS
    dated = False
    rank = 0
    one_of_several = ("task",)
    move_of_task = ""

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        open_tasks = Task.objects.filter(case=act.case, state="open").select_related("case__key")
        row = open_tasks.filter(no=given["task"]).first()
        if row is None:
            raise Refused("Opgaven er ikke åben. Genindlæs siden, og se, hvad der er sket.")
        row.ended_on = act.day
        row.save(update_fields=["ended_on"])
        act.take(row, self.move_of_task)
        if given.get("reason"):
            act.note(f"Derfor er opgaven »{row.text}« ikke aktuel", given["reason"])
        return {"task": row.no}


class FinishTask(_EndTask):
    """Says that a task is done."""

    label = "Afslut opgave"
    inputs = FinishTaskInput
    event = "task_finished"
    move_of_task = "finish"


class DropTask(_EndTask):
    """Gives a task up, with the reason."""

    label = "Opgiv opgave"
    inputs = DropTaskInput
    event = "task_dropped"
    move_of_task = "drop"


class TakeTask(Action):
    """Takes a task of the unit: from here on it is one's own."""

    label = "Tag opgave"
    inputs = FinishTaskInput
    roles = WORKERS
    event = "task_taken"
    dated = False
    rank = 0
    one_of_several = ("task",)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        free = Task.objects.select_for_update().filter(case=act.case, state="open", whose=Task.Whose.UNIT)
        row = free.filter(no=given["task"]).first()
        if row is None:
            raise Refused("Opgaven er taget eller afsluttet. Genindlæs siden, og se, hvad der er sket.")
        _give(row, act.user)
        return {"task": row.no}


class PassTasks(Action):
    """Passes on all that somebody has to do on the case: to its caseworker, or to the unit where there is none.

    A hand-over of all cases does it on the cases of others (cases/daily/handover.py).
    """

    label = "Giv en kollegas opgaver videre"
    inputs = PassTasksInput
    roles = LEADS
    event = "tasks_passed"
    dated = False
    rank = 0

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        people = User.objects.filter(tasks__case=case, tasks__state="open").distinct().order_by("first_name", "last_name")
        return {"person": [(person.username, str(person)) for person in people]}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        person = User.objects.get(username=given["person"])
        to = act.case.caseworker if act.case.caseworker != person else None
        if not (moved := pass_on(act, person, to)):
            raise Refused("Kollegaen har ingen åbne opgaver på sagen.", "person")
        if to is not None and to != act.user:
            act.notify(to, "task_added", f"Du har overtaget {many(moved)} fra {person} i sag {act.case.number}.")
        return {"tasks": moved, "from": person.pk, "to": to.pk if to else None}


def many(number: int) -> str:
    """How many tasks, in words."""
    return "en opgave" if number == 1 else f"{number} opgaver"


def pass_on(act: Act, person: User, to: User | None) -> int:
    """Give somebody's open tasks on the case to another, or to the unit: anybody of it may take them. How many."""
    rows = list(Task.objects.filter(case=act.case, state="open", assignee=person))
    for row in rows:
        _give(row, to)
    return len(rows)


def free_tasks(act: Act, person: User) -> int:
    """What somebody had to do on a case that they no longer see becomes the unit's, and the unit is told. How many."""
    freed = pass_on(act, person, None)
    if freed:
        words = "er fri, og en af jer kan tage den" if freed == 1 else "er fri, og I kan tage dem"
        act.notify_each(colleagues(act.case), "task_freed", f"{many(freed).capitalize()} i sag {act.case.number} {words}.")
    return freed


def _give(row: Task, to: User | None) -> None:
    row.assignee = to
    row.whose = Task.Whose.PERSON if to else Task.Whose.UNIT
    row.save(update_fields=["assignee", "whose"])


def drop_tasks(act: Act, to: str) -> None:
    """A case that is over leaves nobody with something to do on it."""
    if to != OVER:
        return
    for row in Task.objects.filter(case=act.case, state="open"):
        row.ended_on = act.day
        row.save(update_fields=["ended_on"])
        act.take(row, "drop")


LAPSES.append(drop_tasks)
