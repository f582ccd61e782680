"""The notes of a case as they are read: which ones somebody sees, of what kind they are, and what they say."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import models

from cases import access
from cases.action import action as action_named
from cases.models import Case, Note, Task, User

#: The actions by which a note is written for its own sake.
OWN = ("write_note", "record_conversation", "correct_note")


class Kind(models.TextChoices):
    """What a note is about; the values stand in addresses."""

    PHONE = "telefon", "Telefon"
    TALK = "samtaler", "Samtaler"
    OTHER = "andre", "Andre notater"
    REASON = "begrundelser", "Begrundelser"


def notes_for(case: Case, user: User) -> list[Note]:
    """The notes of what was done in those parts of the case that the user may read, newest first."""
    parts = access.parts_of(user)
    rows = Note.objects.filter(case=case).select_related("case__key", "run__event", "written_by", "correction")
    return [note for note in rows if action_named(note.run.action).part in parts]


def kind_of(note: Note) -> Kind:
    """A call, a talk, something else, or words that came with another action."""
    if note.channel:
        return Kind.PHONE if note.channel == Note.Spoken.PHONE else Kind.TALK
    return Kind.OTHER if note.run.action in OWN else Kind.REASON


def word_for(note: Note) -> str:
    """What a single note is."""
    return note.get_channel_display() or ("Notat" if note.run.action in OWN else "Begrundelse")


def counted(notes: Iterable[Note]) -> list[tuple[Kind, int]]:
    """How many there are of each kind that there is."""
    numbers = Counter(kind_of(note) for note in notes)
    return [(kind, numbers[kind]) for kind in Kind if numbers[kind]]


def is_corrected(note: Note) -> bool:
    """Whether a newer note stands in its place."""
    return hasattr(note, "correction")


def numbered(note: Note) -> int | None:
    """The number by which a note is corrected: that of its event. None for what is not corrected, or not any more."""
    return note.run.event.seq if note.run.action in OWN and not is_corrected(note) else None


def noted(note: Note) -> str:
    """A note in one piece: what came out, what was agreed, what comes next, what was guided on."""
    return " ".join([f"{note.heading}: {note.text}", *(f"{label}: {text}" for label, text in more(note))])


def more(note: Note) -> list[tuple[str, str]]:
    """What a note says besides its text, with a word before each."""
    topics = ", ".join(Note.Guidance(topic).label for topic in note.guided)
    next_on = f"{note.next_on:%d.%m.%Y}" if note.next_on else ""
    said = (
        ("Aftalt", note.promised),
        ("Næste skridt", note.next_step),
        ("Næste samtale", next_on),
        ("Vejledt om", topics),
        ("Vejledning", note.advice),
    )
    return [(label, text) for label, text in said if text]


def tasks_of(notes: Iterable[Note]) -> dict[UUID, list[tuple[str, str]]]:
    """The tasks that were agreed in conversations, by note, each with a word before it; one query."""
    told: dict[UUID, list[str]] = defaultdict(list)
    for task in Task.objects.filter(note__in=list(notes)).select_related("assignee", "case__key").order_by("no"):
        assert task.note_id is not None
        until = f", senest {task.due:%d.%m.%Y}" if task.due else ""
        told[task.note_id].append(f"{task.who}: {task.text}{until}")
    return {note: [("Opgaver", "\n".join(lines))] for note, lines in told.items()}


def told_short(note: Note) -> str:
    """A note as the timeline tells it: a corrected one only says so."""
    return f"{note.heading}: rettet i et nyere notat." if is_corrected(note) else noted(note)
