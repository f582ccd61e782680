"""Play stories through the runner: ``manage.py scenario scenarios/ --letters out/``."""

from __future__ import annotations

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from flexcase.law.regime import UnknownRegime, regimes
from flexcase.law.rule import book
from oversight.scenario import compare as comparing
from oversight.scenario.play import Played, play
from oversight.scenario.story import BadStory, Story, read
from oversight.scenario.vocabulary import vocabulary


class Command(BaseCommand):
    help = "Spil prøvesager igennem, og sig, om alt gik, som de venter. Slutter med 0, når alt holder."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("paths", nargs="*", type=Path, help="filer eller mapper med fortællinger (.yaml)")
        parser.add_argument("--json", action="store_true", help="skriv resultatet som JSON")
        parser.add_argument("--letters", type=Path, metavar="DIR", help="skriv hvert brev som PDF i mappen")
        parser.add_argument("--regime", help="spil fortællingerne under et andet regelsæt, og vis forskellen")
        parser.add_argument("--vocabulary", action="store_true", help="skriv alle handlinger og regler som JSON")
        parser.add_argument("--coverage", action="store_true", help="nævn regler, som ingen fortælling bruger")

    def handle(self, *args: Any, **options: Any) -> None:
        if options["vocabulary"]:
            self.stdout.write(json.dumps(vocabulary(), ensure_ascii=False, indent=2))
            return
        stories = _stories(options["paths"])
        if options["regime"]:
            self._compare(stories, options["regime"], as_json=options["json"])
            return
        played = [play(story, letters=options["letters"] is not None) for story in stories]
        if options["letters"]:
            _write(played, options["letters"])
        if options["json"]:
            self.stdout.write(json.dumps([one.as_json() for one in played], ensure_ascii=False, indent=2))
        else:
            self._tell(played)
        missing = _uncovered(played) if options["coverage"] else []
        for name in missing:
            self.stdout.write(f"ingen fortælling bruger {name}")
        if missing or not all(one.held for one in played):
            raise SystemExit(1)

    def _tell(self, played: list[Played]) -> None:
        for one in played:
            self.stdout.write(f"{'holder ' if one.held else 'BRISTER'}  {one.story.id}: {one.story.title}")
            for fault in one.faults:
                self.stdout.write(f"           {fault}")
        held = sum(one.held for one in played)
        self.stdout.write(f"{held} af {len(played)} fortællinger holder")

    def _compare(self, stories: list[Story], name: str, *, as_json: bool) -> None:
        try:
            regimes().named(name)
        except UnknownRegime as error:
            raise CommandError(str(error)) from error
        found = [comparing.compare(story, name) for story in stories]
        if as_json:
            self.stdout.write(json.dumps([comparing.as_json(one) for one in found], ensure_ascii=False, indent=2))
            return
        for one in found:
            for line in one.lines(name):
                self.stdout.write(line)


def _stories(paths: list[Path]) -> list[Story]:
    files: list[Path] = []
    for path in paths:
        files += sorted(path.glob("**/*.yaml")) if path.is_dir() else [path]
    if not files:
        raise CommandError("Nævn mindst én fil eller mappe med fortællinger, for eksempel scenarios/")
    try:
        return [read(file) for file in files]
    except FileNotFoundError as error:
        raise CommandError(f"Filen findes ikke: {error.filename}") from error
    except BadStory as error:
        raise CommandError(str(error)) from error


def _write(played: list[Played], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for one in played:
        for name, pdf in one.letters.items():
            (folder / name).write_bytes(pdf)


def _uncovered(played: list[Played]) -> list[str]:
    used = set().union(*(one.rules for one in played)) if played else set()
    return [f"reglen {rule.id}" for rule in book if rule.id not in used]
