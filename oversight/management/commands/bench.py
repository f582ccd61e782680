"""Measure, and print ratios. Works in a database of its own (FLEXCASE_DB_NAME), which script/bench makes and drops."""

from __future__ import annotations

import http.client
import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand

from cases.models import Case, Letter
from flexcase.base import outbox
from oversight.bench import crowd, frister, measure, scale, twin

PORT = 8765
#: The database of the municipality before it grew.
SMALL = "flexcase_small"


class Command(BaseCommand):
    help = "Mål, og skriv forholdstal."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--cases", type=int, default=10_000)
        parser.add_argument("--rounds", type=int, default=60)
        parser.add_argument("--deadlines", action="store_true", help="mål kun, hvor længe det tager at regne alle frister om")
        parser.add_argument(
            "--scale", type=int, metavar="SAGER", help="mål kun siderne, først med --cases sager og så med så mange"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        cases, rounds = options["cases"], options["rounds"]
        if options["deadlines"]:
            self.stdout.write(frister.measure(cases))
            return
        if options["scale"]:
            self._scale(cases, options["scale"], rounds)
            return
        town = crowd.Municipality()
        town.receive(crowd.HERS)
        town.grow(cases)
        user = town.me
        with outbox.silent():
            outbox.drain()
            case = Case.objects.exclude(number__startswith="K-").select_related("citizen__key", "key").earliest("pk")
            session = crowd.session_of(user)
            with _web():
                figures = measure.pages(PORT, session, case, rounds)
            figures.append(measure.action(user, case, rounds))
            figures.append(measure.findings(case, rounds))
            figures.append(measure.rules(case, rounds * 5))
            letter = Letter.objects.filter(case=case).select_related("case__key").earliest("pk")
            figures.append(measure.letters(letter, max(10, rounds // 4)))
        self.stdout.write(f"{cases} sager, almindelig sagsbehandler med 80 af dem; medianer af {rounds} runder, taget på skift")
        for figure in figures:
            self.stdout.write(figure.line())

    def _scale(self, small: int, large: int, rounds: int) -> None:
        """Grow, keeping a copy of what was small; measure both in turns; then look whether the copies are whole."""
        town = crowd.Municipality()
        town.receive(crowd.APPLICATIONS)
        town.tell(crowd.told())
        with outbox.silent():
            outbox.drain()
        case = Case.objects.filter(caseworker=town.me).select_related("citizen__key").earliest("pk")
        session = crowd.session_of(town.me)
        town.grow(small)
        twin.keep_as(SMALL)
        town.grow(large)
        with _web(PORT + 1, workers=2, database=SMALL), _web(workers=2) as server:
            desks = [scale.Desk(port, session) for port in (PORT + 1, PORT)]
            towns = [scale.Town(desk, scale.visits(desk, case.number, case.citizen.cpr)) for desk in desks]
            floor, found = scale.medians(towns, rounds)
            slowest = scale.crowded(towns[1].desk, towns[1].pages["worklist"])
            memory = scale.memory(server.pid)
        for line in scale.table(floor, found, (small, large)):
            self.stdout.write(line)
        self.stdout.write(
            f"worklist, {scale.CROWD} people with {scale.READING:.0f} s between two pages: p95 {slowest:.1f} ms, "
            f"{slowest / found['worklist']:.2f} × the median of one; a web process takes at most {memory:.0f} MB"
        )
        call_command("verify", stdout=self.stdout)
        call_command("deadlines", "--check", stdout=self.stdout)


@contextmanager
def _web(port: int = PORT, workers: int = 1, database: str = "") -> Iterator[subprocess.Popen[bytes]]:
    """The web server as script/server runs it, on this database or another one of the same server."""
    command = [sys.executable, "-m", "gunicorn", "flexcase.wsgi", f"--workers={workers}", "--threads=4"]
    # A slow page keeps the connections of the others waiting.
    command += [f"--bind=127.0.0.1:{port}", "--keep-alive=75", "--no-control-socket", "--log-level=warning"]
    environment = os.environ | ({"FLEXCASE_DB_NAME": database} if database else {})
    process = subprocess.Popen([*command, "--worker-class=gthread"], cwd=settings.ROOT, env=environment)
    try:
        _until_it_answers(process, port)
        yield process
    finally:
        process.terminate()
        process.wait()


def _until_it_answers(process: subprocess.Popen[bytes], port: int) -> None:
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and process.poll() is None:
        try:
            line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
            line.request("GET", "/sund/")
            if line.getresponse().status == 200:
                return
        except OSError:
            time.sleep(0.05)
    raise SystemExit("webserveren svarer ikke")
