"""The measurements themselves. Medians over many rounds; floor and subject take turns, so that noise hits both."""

from __future__ import annotations

import http.client
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

from django.db import connection, transaction

from cases.act import Actor
from cases.dossier import load
from cases.letters.letter import from_snapshot
from cases.letters.render import TEMPLATES, render_html, render_pdf
from cases.models import Case, Letter, User
from cases.runner import preview, run
from flexcase.law.rule import book


@dataclass(frozen=True)
class Figure:
    """One line of the table: subject and floor in milliseconds, and their ratio."""

    what: str
    floor: str
    subject_ms: float
    floor_ms: float

    @property
    def ratio(self) -> float:
        return self.subject_ms / self.floor_ms

    def line(self) -> str:
        return f"{self.what:<58} {self.subject_ms:8.2f} ms  {self.ratio:6.2f} × {self.floor} ({self.floor_ms:.2f} ms)"


def median_ms(subject: Callable[[], object], floor: Callable[[], object], rounds: int) -> tuple[float, float]:
    """Medians of both, taken in turns after a warm-up."""
    times: tuple[list[float], list[float]] = ([], [])
    for at in range(rounds + 3):
        for kept, call in zip(times, (subject, floor), strict=True):
            start = time.perf_counter()
            call()
            if at >= 3:
                kept.append((time.perf_counter() - start) * 1000)
    return statistics.median(times[0]), statistics.median(times[1])


def page(port: int, session: str, path: str) -> Callable[[], None]:
    """A page over HTTP, on a connection that is kept open."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=30)

    def get() -> None:
        line.request("GET", path, headers={"Cookie": f"sessionid={session}"})
        answer = line.getresponse()
        answer.read()
        assert answer.status == 200, f"{path}: {answer.status}"

    return get


def pages(port: int, session: str, case: Case, rounds: int) -> list[Figure]:
    """The worklist and the case page against an empty page of the same desk."""
    empty = page(port, session, "/tom/")
    figures = []
    for what, path in (("worklist page", "/sager/"), ("case page", f"/sager/{case.number}/")):
        subject, floor = median_ms(page(port, session, path), empty, rounds)
        figures.append(Figure(what, "an empty authenticated page", subject, floor))
    return figures


def action(user: User, case: Case, rounds: int) -> Figure:
    """One action through the door against a bare update of one row, each in a transaction of its own."""

    def subject() -> None:
        assert run("write_note", Actor.of(user), {"heading": "Opkald", "text": "Borgeren ringede"}, case=case).done

    def floor() -> None:
        with transaction.atomic():
            Case.objects.filter(pk=case.pk).update(restricted=False)

    return Figure("one action (write_note)", "a bare row update", *median_ms(subject, floor, rounds))


def rules(case: Case, rounds: int) -> Figure:
    """All rules that guard the way to the team, against one query."""
    dossier = load([case])[case.pk]

    def subject() -> None:
        book.findings(dossier, "submit_to_team")

    def floor() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")

    return Figure("the rules before one action, facts at hand", "an empty query", *median_ms(subject, floor, rounds))


def findings(case: Case, rounds: int) -> Figure:
    """Loading the facts of a case and asking what stands before an action, against one row by its key."""
    from cases.action import action as named

    def subject() -> None:
        preview(named("submit_to_team"), case, load([case])[case.pk])

    def floor() -> None:
        Case.objects.get(pk=case.pk)

    return Figure("facts and findings of a case", "one row by its key", *median_ms(subject, floor, rounds))


def letters(row: Letter, rounds: int) -> Figure:
    """Our letter against raw WeasyPrint that keeps its faces and styles as we do."""
    from weasyprint import HTML

    from cases.letters import press

    content = from_snapshot(row.kind, row.version, row.snapshot)
    html = render_html(content)
    sheet = press._styles(TEMPLATES / f"letters/base/v{content.layout}.css")

    def floor() -> None:
        HTML(string=html, base_url=press.HOME, url_fetcher=press.ClosedFetcher()).write_pdf(
            stylesheets=[sheet], font_config=press._fonts(), pdf_variant="pdf/ua-1"
        )

    subject_ms, floor_ms = median_ms(lambda: render_pdf(content), floor, rounds)
    return Figure(
        f"a letter ({1000 / subject_ms:.1f} a second in one process)", "raw WeasyPrint with reuse", subject_ms, floor_ms
    )
