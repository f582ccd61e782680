"""Make the index of the search anew: what is missing, or everything."""

from __future__ import annotations

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from cases.search import index


class Command(BaseCommand):
    help = "Skriv det, der mangler i søgningens indeks. Kan stoppes og startes igen, hvor den slap."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="skriv alt om, også det, der er der")

    def handle(self, *args: Any, **options: Any) -> None:
        self.stdout.write(f"{sum(index.reindex(everything=options['all']))} tekster er skrevet i indekset")
