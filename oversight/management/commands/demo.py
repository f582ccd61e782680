"""Load the demo data once, or print the demo logins."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from oversight import demo


class Command(BaseCommand):
    help = "Indlæs demodata (kun fiktive personer). Findes de allerede, sker der ingenting."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--logins", action="store_true", help="skriv en tabel over demobrugere")

    def handle(self, *args: Any, **options: Any) -> None:
        if settings.PRODUCTION:
            raise CommandError("Demodata hører ikke til i drift.")
        if options["logins"]:
            self._logins()
        elif not demo.is_loaded():
            for line in demo.silent_load():
                self.stdout.write(line)

    def _logins(self) -> None:
        rows = demo.logins()
        width = max((len(name) for name, _, _ in rows), default=0)
        self.stdout.write(f"Adgangskode for alle: {demo.PASSWORD}")
        for username, role, name in rows:
            self.stdout.write(f"  {username:<{width}}  {role:<28}  {name}")
