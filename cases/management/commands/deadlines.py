"""Recompute every deadline from the events and compare with the table: there must be no difference."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from cases.recount import recount


class Command(BaseCommand):
    help = "Regn alle frister ud fra hændelserne, og sammenlign med tabellen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--check", action="store_true", required=True, help="find forskelle; slutter med 0, når der ingen er"
        )
        parser.add_argument("--processes", type=int, default=os.cpu_count() or 1, help="hvor mange processer der regner")

    def handle(self, *args: Any, **options: Any) -> None:
        cases = wrong = 0
        for lot in recount(max(options["processes"], 1)):
            cases += lot.cases
            wrong += len(lot.differences)
            for sentence in lot.differences:
                self.stdout.write(sentence)
        self.stdout.write(f"{cases} sager, {wrong} forskelle")
        if wrong:
            raise SystemExit(1)
