"""Running cases that cross into another law, and what that law would demand of them."""

from __future__ import annotations

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from cases.crossing import coming, report
from cases.models import Case
from flexcase.base import clock
from flexcase.law.regime import UnknownRegime, regimes


class Command(BaseCommand):
    help = "Vis løbende sager, der skifter regelsæt, og hvad det nye regelsæt kræver."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--to", metavar="REGELSÆT", help="det regelsæt, sagerne skifter til; ellers det næste, der kendes")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            to = regimes().named(options["to"]) if options["to"] else coming(clock.today())
        except UnknownRegime as error:
            raise CommandError(str(error)) from error
        found = 0
        for crossing in report(Case.objects.all(), to):
            found += 1
            case = crossing.case
            self.stdout.write(f"{case.number}  {case.state_label}  {case.regime.title} → {to.title}")
            for finding in crossing.demands:
                self.stdout.write(f"    {finding.rule}: {finding.text}")
        self.stdout.write(f"{found} sager skifter til »{to.title}« ({to.begins:%d.%m.%Y})")
