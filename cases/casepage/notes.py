"""The notes of a case as they are read: which ones somebody sees, of what kind they are, and what they say."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from django.db import models
from django.db.models import Count, Q, QuerySet

from cases import access
from cases.action import actions
from cases.models import Case, Note, Task, User

#: The actions by which a note is written for its own sake.
OWN = ("write_note", "record_conversation", "correct_note")


class Kind(models.TextChoices):
    """What a note is about; the values stand in addresses."""

    PHONE = "telefon", "Telefon"
    TALK = "samtaler", "Samtaler"
    OTHER = "andre", "Andre notater"
    REASON = "begrundelser", "Begrundelser"


#: Notes of one page.
PAGE = 25


def notes_for(case: Case, user: User) -> QuerySet[Note]:
    """The notes of what was done in those parts of the case that the user may read, newest first."""
    parts = access.parts_of(user)
    readable = [action.name for action in actions() if action.part in parts]
    rows = Note.objects.filter(case=case, run__action__in=readable).order_by("-at", "-pk")
    return rows.select_related("case__key", "run__event", "written_by", "correction")


def page(rows: QuerySet[Note], kind: str = "", after: UUID | None = None, first: UUID | None = None) -> tuple[list[Note], bool]:
    """Notes of a kind that are older than one of them, or from a note on; and whether there are more."""
    if kind:
        rows = rows.filter(OF_KIND[Kind(kind)])
    wanted = after or first
    if wanted and (key := rows.filter(pk=wanted).values_list("at", "pk").first()):
        rows = rows.filter(Q(at__lt=key[0]) | Q(at=key[0], **{"pk__lt" if after else "pk__lte": key[1]}))
    found = list(rows[: PAGE + 1])
    return found[:PAGE], len(found) > PAGE


#: The same as ``kind_of``, asked of the database.
OF_KIND: dict[Kind, Q] = {
    Kind.PHONE: Q(channel=Note.Spoken.PHONE),
    Kind.TALK: ~Q(channel="") & ~Q(channel=Note.Spoken.PHONE),
    Kind.OTHER: Q(channel="", run__action__in=OWN),
    Kind.REASON: Q(channel="") & ~Q(run__action__in=OWN),
}


def kind_of(note: Note) -> Kind:
    """A call, a talk, something else, or words that came with another action."""
    if note.channel:
        return Kind.PHONE if note.channel == Note.Spoken.PHONE else Kind.TALK
    return Kind.OTHER if note.run.action in OWN else Kind.REASON


def word_for(note: Note) -> str:
    """What a single note is."""
    return note.get_channel_display() or ("Notat" if note.run.action in OWN else "Begrundelse")


def counted(rows: QuerySet[Note]) -> list[tuple[Kind, int]]:
    """How many there are of each kind that there is; one query."""
    plain = rows.order_by().select_related(None)
    numbers = plain.aggregate(**{kind.name: Count("pk", filter=asked) for kind, asked in OF_KIND.items()})
    return [(kind, numbers[kind.name]) for kind in Kind if numbers[kind.name]]


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
