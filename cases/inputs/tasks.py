"""What is taken when a task is put on a case, and when it is done or given up."""

from __future__ import annotations

from cases.inputs.blocks import ActionInput, Choice, Day, LongText, Ref, Text

#: What is asked of the citizen stands word for word in a reminder (påmindelse).
WHOSE_HELP = (
    "Et tomt felt betyder dig selv. Er det borgeren, kan borgeren læse ordene i en påmindelse: skriv kun det, I har aftalt."
)


class TaskInput(ActionInput):
    """A task: what, who, by when."""

    text = Text("Hvad skal gøres?", "Skriv, hvad der skal gøres.")
    whose = Choice("Hvem gør det?", [], "", required=False, help_text=WHOSE_HELP)
    due = Day("Senest", required=False, help_text="Et tomt felt betyder, at der ikke er aftalt en dag.")


class FinishTaskInput(ActionInput):
    """A task that is done."""

    task = Ref("Opgave")


class DropTaskInput(FinishTaskInput):
    """A task that is not to be done after all, and why."""

    reason = LongText("Hvorfor er den ikke aktuel?", "Skriv, hvorfor opgaven ikke er aktuel mere.", max_length=1000)


class PassTasksInput(ActionInput):
    """Whose tasks are passed on."""

    person = Choice("Hvis opgaver?", [], "Vælg en kollega.")
