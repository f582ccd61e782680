"""Enter a day on which the municipality is closed, or list those that are known. None is known by default."""

from __future__ import annotations

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.act import Actor
from cases.models import ClosingDay
from cases.runner import run


class Command(BaseCommand):
    help = "Tilføj en lokal lukkedag. Uden dag vises dem, der kendes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("day", nargs="?", type=date.fromisoformat, help="ÅÅÅÅ-MM-DD")
        parser.add_argument("name", nargs="?", default="Lukkedag")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["day"]:
            outcome = run("add_closing_day", Actor.clock(), {"day": options["day"], "name": options["name"]})
            if not outcome.done:
                raise CommandError(" ".join(text for texts in outcome.errors.values() for text in texts))
        for row in ClosingDay.objects.order_by("day"):
            self.stdout.write(f"{row.day:%d.%m.%Y}  {row.name}")
