"""How long it takes to count every deadline of a municipality anew: stories played through the door, copied many times."""

from __future__ import annotations

import os
import time
from io import StringIO
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from cases.models import Case
from oversight.bench.crowd import copy_cases
from oversight.scenario.play import play
from oversight.scenario.story import read

#: Stories with long timelines and many kinds of deadline.
STORIES = ("reform-grant", "reform-rejection", "attest-citizen-books", "deadline-notice-in-time", "hearing-runs-out")


def measure(cases: int) -> str:
    """Play the stories, copy them, and count anew. Answers the line to print; raises SystemExit at a difference."""
    sources: list[UUID] = []
    for name in STORIES:
        known = set(Case.objects.values_list("pk", flat=True))
        played = play(read(Path(settings.ROOT) / "scenarios" / f"{name}.yaml"), keep=True)
        assert played.held, played.faults
        sources += Case.objects.exclude(pk__in=known).values_list("pk", flat=True)
    copy_cases(sources, cases - len(sources))
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM event")
        events = cursor.fetchone()[0]
        cursor.execute("SELECT count(*) FROM deadline")
        deadlines = cursor.fetchone()[0]
    started = time.perf_counter()
    call_command("deadlines", "--check", stdout=StringIO())
    seconds = time.perf_counter() - started
    return (
        f"deadlines --check: {Case.objects.count()} cases, {events} events, {deadlines} deadlines in {seconds:.1f} s "
        f"with {os.cpu_count()} processes, no difference"
    )
