"""Recompute every deadline from the events and compare with the table: there must be no difference."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases import timeline
from cases.models import Case
from cases.projection import calendar, differences, earliest


class Command(BaseCommand):
    help = "Regn alle frister ud fra hændelserne, og sammenlign med tabellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", required=True, help="find forskelle; slutter med 0, når der ingen er"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        days, cases, wrong = calendar(), 0, 0
        for case in Case.objects.prefetch_related("events", "deadlines").iterator(chunk_size=1000):
            cases += 1
            events = [timeline.typed(row) for row in sorted(case.events.all(), key=lambda row: row.seq)]
            known = list(case.deadlines.all())
            new, changed, gone = differences(case, events, days, known)
            rows = [*new, *changed, *gone]
            if not rows and case.next_due != earliest(known):
                wrong += 1
                self.stdout.write(f"{case.number}: næste frist er {earliest(known)}, ikke {case.next_due}")
            for row in rows:
                wrong += 1
                self.stdout.write(f"{case.number}: {row.kind} ({row.due}) er ikke, som hændelserne siger")
        self.stdout.write(f"{cases} sager, {wrong} forskelle")
        if wrong:
            raise SystemExit(1)
