"""Check every chain of events, every issued letter, and the digests that were sealed on earlier days."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand

from cases import housekeeping, verification


class Command(BaseCommand):
    help = "Efterprøv hændelseskæder, udsendte breve og daglige aftryk. Slutter med 0, når alt er helt."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--digest", type=Path, metavar="FIL", help="skriv dagens aftryk af alle kæder i en fil")
        parser.add_argument("--against", type=Path, metavar="FIL", help="sammenlign med et aftryk, der er gemt tidligere")

    def handle(self, *args: Any, **options: Any) -> None:
        faults = list(verification.faults())
        if options["against"]:
            faults += verification.missing_since(options["against"].read_text())
        for fault in faults:
            self.stdout.write(fault)
        if options["digest"]:
            options["digest"].write_text(verification.export(housekeeping.heads()))
        self.stdout.write(f"{len(faults)} fejl fundet" if faults else "Alle kæder og breve er hele")
        if faults:
            raise SystemExit(1)
