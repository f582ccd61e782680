"""Tasks (opgaver): what somebody has promised to do on a case, and by when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models.case import Case
from cases.models.note import Note
from cases.models.people import User
from cases.road import TASK_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Whose(models.TextChoices):
    """Who is to do it: one person of the staff, anybody of the case's unit, or the citizen."""

    PERSON = "person", "En medarbejder"
    UNIT = "unit", "Enheden"
    CITIZEN = "citizen", "Borgeren"


class Task(OnRoad):
    """A task (opgave). It is no deadline of the law: nothing follows when its day passes but that somebody looks at it."""

    road = TASK_ROAD
    Whose = Whose

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="tasks")
    no = models.PositiveIntegerField()
    state = TASK_ROAD.field()
    text_sealed = models.BinaryField(null=True)
    whose = models.CharField(max_length=10, choices=Whose.choices)
    assignee = models.ForeignKey(User, on_delete=models.PROTECT, null=True, related_name="tasks")
    due = models.DateField(null=True)
    added_on = models.DateField()
    ended_on = models.DateField(null=True)
    #: The conversation in which it was agreed.
    note = models.ForeignKey(Note, on_delete=models.PROTECT, null=True, related_name="tasks")

    text = Sealed()

    class Meta:
        db_table = "task"
        ordering: ClassVar = [F("due").asc(nulls_last=True), "added_on", "no"]
        triggers: ClassVar = [TASK_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="task_no"),
            models.CheckConstraint(name="task_of_a_person", condition=Q(whose="person") ^ Q(assignee=None)),
            models.CheckConstraint(name="ended_task_has_its_day", condition=Q(state="open") | Q(ended_on__isnull=False)),
        ]
        indexes: ClassVar = [
            models.Index(fields=["assignee", "due"], name="task_open_of_a_person", condition=Q(state="open")),
            models.Index(fields=["due"], name="task_open_by_day", condition=Q(state="open", due__isnull=False)),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}:{self.no}"

    def data_key(self) -> DataKey:
        return self.case.key

    @property
    def who(self) -> str:
        """Who is to do it, in words."""
        return str(self.assignee) if self.assignee else self.get_whose_display()
