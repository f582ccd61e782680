"""How long it takes to count every deadline of a municipality anew: stories played through the door, copied many times."""

from __future__ import annotations

import os
import time
from io import StringIO

from django.core.management import call_command
from django.db import connection

from cases.models import Case
from oversight.bench.crowd import Municipality

#: Stories with long timelines and many kinds of deadline.
STORIES = ("reform-grant", "reform-rejection", "attest-citizen-books", "deadline-notice-in-time", "hearing-runs-out")


def measure(cases: int) -> str:
    """Play the stories, copy them, and count anew. Answers the line to print; raises SystemExit at a difference."""
    town = Municipality()
    town.tell(STORIES)
    town.grow(cases)
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
