"""Counting every deadline anew and comparing with the table: lot by lot, in as many processes as there are processors.

Rows are read as plain tuples, each lot in one snapshot, so that memory stays small and a case that changes meanwhile is
seen either before or after, never half.
"""

from __future__ import annotations

import json
import multiprocessing
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import connection, connections, transaction

from cases.projection import COMPLAINT, calendar
from flexcase.law import deadline as law
from flexcase.law.calendar import Calendar
from flexcase.law.event import Event

#: Cases that one process looks at together.
LOT = 1000
#: Columns of a deadline, in the order in which they are compared; the first two are its key.
_COLUMNS = "kind, anchor, title, due, met_on, rule, cites, words, waits_for"
Row = tuple[Any, ...]


@dataclass(frozen=True)
class Recount:
    """What came of one lot: how many cases, and a Danish sentence for each difference."""

    cases: int
    differences: tuple[str, ...]


def recount(processes: int) -> Iterator[Recount]:
    """All lots, as they are done."""
    lots = list(_lots())
    if processes == 1 or len(lots) < 2:
        yield from map(_lot, lots)
        return
    connections.close_all()  # a connection cannot be shared between processes
    with multiprocessing.get_context("fork").Pool(min(processes, len(lots))) as pool:
        yield from pool.imap_unordered(_lot, lots)


def _lots() -> Iterator[tuple[UUID, UUID]]:
    """The first and last case of every lot."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT (array_agg(id ORDER BY id))[1], (array_agg(id ORDER BY id DESC))[1]
               FROM (SELECT id, (row_number() OVER (ORDER BY id) - 1) / %s AS lot FROM "case") AS numbered
               GROUP BY lot ORDER BY lot""",
            [LOT],
        )
        yield from cursor.fetchall()


def _lot(ends: tuple[UUID, UUID]) -> Recount:
    days = calendar()
    cases, events, rows = _read(ends)
    found: list[str] = []
    for case, *kept in cases:
        found += _compare(kept, events.get(case, ()), rows.get(case, {}), days)
    return Recount(len(cases), tuple(found))


def _read(ends: tuple[UUID, UUID]) -> tuple[list[Row], dict[UUID, list[Event]], dict[UUID, dict[Row, Row]]]:
    """A lot's cases, events by case, and deadlines by case and key."""
    events: dict[UUID, list[Event]] = defaultdict(list)
    rows: dict[UUID, dict[Row, Row]] = defaultdict(dict)
    alone = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if alone:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute('SELECT id, number, next_due, waits_for, complaint_running FROM "case" WHERE id BETWEEN %s AND %s', ends)
        cases = cursor.fetchall()
        cursor.execute(
            """SELECT case_id, seq, kind, happened_on, extract(epoch FROM recorded_at)::float8, body FROM event
               WHERE case_id BETWEEN %s AND %s ORDER BY case_id, seq""",  # a number is read four times as fast as a time
            ends,
        )
        for case, seq, kind, happened_on, second, body in cursor.fetchall():
            recorded_at = datetime.fromtimestamp(second, UTC)
            events[case].append(Event(seq, kind, happened_on, recorded_at, json.loads(body)["facts"]))
        cursor.execute(f"SELECT case_id, {_COLUMNS} FROM deadline WHERE case_id BETWEEN %s AND %s", ends)  # our own names
        for case, *row in cursor.fetchall():
            rows[case][tuple(row[:2])] = tuple(row[2:])
    return cases, events, rows


def _compare(kept: Sequence[Any], events: Iterable[Event], known: dict[Row, Row], days: Calendar) -> Iterator[str]:
    """What the table says and the events do not, or the other way round; ``kept`` is what stands on the case itself."""
    number, next_due, waits_for, complaint_running = kept
    wanted = {item.key: _row(item) for item in law.all_deadlines(tuple(events), days)}
    differ = sorted(key for key in wanted.keys() | known.keys() if wanted.get(key) != known.get(key))
    for key in differ:
        due = (known.get(key) or wanted[key])[1]
        yield f"{number}: {key[0]} ({due}) er ikke, som hændelserne siger"
    if differ:
        return
    running = [(due, whom) for _, due, met_on, *_, whom in known.values() if met_on is None]
    complained = any(kind in COMPLAINT and row[2] is None for (kind, _), row in known.items())
    nearest = min((due for due, _ in running if due), default=None)
    if nearest != next_due:
        yield f"{number}: næste frist er {nearest}, ikke {next_due}"
    others = sorted({whom for _, whom in running} - {"kommunen"})
    if others != waits_for:
        yield f"{number}: sagen venter på {', '.join(others) or 'ingen'}, ikke {', '.join(waits_for) or 'ingen'}"
    if complained != complaint_running:
        yield f"{number}: {'en klage venter' if complained else 'ingen klage venter'} på kommunen"


def _row(item: law.Deadline) -> Row:
    return (item.title, item.due, item.met_on, item.rule, " · ".join(item.cites), item.words, item.waits_for)
