"""What a case waits for from the citizen, in the words of a reminder (påmindelse).

Every floor registers what it asks of the citizen, by the kind of deadline that runs meanwhile. A reminder repeats the day
that was told and never names another.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from cases.letters.reminder import Awaited
from cases.letters.typography import day as in_words
from cases.models import Case, Deadline, Task
from flexcase.base import clock

#: How near the day is before the citizen is reminded of it.
NEAR = timedelta(days=7)
#: What a floor says of its own request; None when the citizen is not to be reminded of it.
Words = Callable[[Case, Deadline], Awaited | None]
_words: dict[str, Words] = {}


def asked_by(kind: str) -> Callable[[Words], Words]:
    """Register the words for what is asked while a kind of deadline runs."""

    def register(words: Words) -> Words:
        _words[kind] = words
        return words

    return register


def awaited(case: Case) -> list[Awaited]:
    """Everything that the case waits for from the citizen now, the earliest day first. A fixed number of queries a kind."""
    rows = Deadline.objects.filter(case=case, kind__in=_words, met_on=None, due__isnull=False).order_by("due")
    found = [said for row in rows if (said := _words[row.kind](case, row)) is not None]
    return sorted([*found, *_promised(case)], key=lambda one: one.day or date.max)


def _promised(case: Case) -> list[Awaited]:
    rows = Task.objects.filter(case=case, state="open", whose=Task.Whose.CITIZEN).select_related("case__key")
    return [
        Awaited(
            heading="Det, vi har aftalt, at du gør",
            text=f"Vi skrev det ned {in_words(row.added_on)}: »{row.text}«.",
            by=row.due,
            otherwise="Gør du det ikke, kan din sag tage længere tid. Kan du ikke nå det, så ring til os.",
        )
        for row in rows
    ]


@asked_by("next_conversation")
def conversation(case: Case, row: Deadline) -> Awaited | None:
    """A conversation that lies ahead. One whose day has passed is ours to write down."""
    if row.due is None or row.due < clock.today():
        return None
    return Awaited(
        heading="Vi skal tale sammen",
        text="Vi har aftalt en samtale.",
        on=row.due,
        otherwise="Kan du ikke den dag, så ring til os. Så finder vi en anden.",
    )
