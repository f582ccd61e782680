"""Many cases quickly: a few are played through the door, the rest are their rows copied (COPY) with keys of their own.

A copy is a case like any other: its chain of hashes holds, its deadlines follow from its events, its CPR number is found,
its note can be read. It shares the data keys of the case that it was made from, so that nothing need be wrapped anew.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Model

from cases.models import Case, Citizen, Deadline, Event, Note, SearchText
from cases.models.people import Unit, User
from cases.models.search import FoundIn
from cases.search.sources import tab
from flexcase.base.audit import GENESIS, link_hash
from flexcase.base.crypto import DataKey, seal
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from flexcase.law.rule import Part
from oversight.bench import words

#: So many copies go to the database at a time; all of them, with their timelines, are held in memory meanwhile.
BATCH = 5_000
#: The tables of a copy, in the order in which rows may point at each other.
TABLES: tuple[type[Model], ...] = (Citizen, Case, Run, Event, Deadline, Note)
#: All columns but those that the database fills: the number of an event, and what follows from other columns.
COLUMNS = {
    model: [
        str(field.column)
        for field in model._meta.concrete_fields
        if (model, field.name) != (Event, "id") and not field.generated
    ]
    for model in TABLES
}
FOUND = [str(field.column) for field in SearchText._meta.concrete_fields]

Row = dict[str, Any]
Rows = dict[type[Model], list[Row]]
#: Who has the copy of this number: its unit, and its caseworker or nobody.
Owner = Callable[[int], tuple[Unit, User | None]]


@dataclass(frozen=True)
class Template:
    """A case that was played through the door, as its rows."""

    case: Row
    citizen: Row
    timeline: list[tuple[Row, Row]]
    deadlines: list[Row]
    case_key: DataKey
    citizen_key: DataKey


def template(pk: UUID) -> Template:
    """Read one case."""
    case = Case.objects.select_related("key", "citizen__key").get(pk=pk)
    events = Event.objects.filter(case=case).select_related("run").order_by("seq")
    return Template(
        case=_row(case),
        citizen=_row(case.citizen),
        timeline=[(_row(event.run), _row(event)) for event in events],
        deadlines=[_row(deadline) for deadline in Deadline.objects.filter(case=case)],
        case_key=case.key,
        citizen_key=case.citizen.key,
    )


def copy_cases(sources: Sequence[UUID], count: int, owner: Owner, first: int = 0) -> None:
    """So many copies of these cases, taken in turns and numbered from ``first``."""
    chance = random.Random(first)  # the same crowd every time
    templates = [template(pk) for pk in sources]
    copies = (_copy(templates[at % len(templates)], at, owner(at), chance) for at in range(first, first + count))
    while batch := list(islice(copies, BATCH)):
        _write(batch)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _copy(of: Template, at: int, owner: tuple[Unit, User | None], chance: random.Random) -> Rows:
    unit, caseworker = owner
    case, citizen, cpr = new_id(), new_id(), f"{at:010}"
    rows: Rows = defaultdict(list)
    rows[Citizen].append(
        of.citizen
        | {"id": citizen, "name": words.name(chance), "cpr_hash": Citizen.hash_of(cpr), "address_sealed": None}
        | {"cpr_sealed": seal(of.citizen_key, "Citizen.cpr", citizen, cpr.encode())}
    )
    rows[Case].append(
        of.case
        | {"id": case, "number": f"K-{at}", "citizen_id": citizen, "unit_id": unit.pk}
        | {"caseworker_id": caseworker.pk if caseworker else None}
    )
    previous = GENESIS
    for run, event in of.timeline:
        run_id = new_id()
        body = event["body"].replace(str(run["id"]), str(run_id))
        link = link_hash(previous, body)
        rows[Run].append(run | {"id": run_id, "case_id": case if run["case_id"] else None})
        rows[Event].append(event | {"case_id": case, "run_id": run_id, "body": body, "previous": previous, "hash": link})
        previous = link
    rows[Deadline] = [deadline | {"id": new_id(), "case_id": case} for deadline in of.deadlines]
    said = words.sentence(chance)
    rows[Note].append(note := _note(of, rows, case, said))
    rows[SearchText].append(_found(of, note, unit, said))
    return rows


def _note(of: Template, rows: Rows, case: UUID, said: str) -> Row:
    """A note that can be read."""
    event = rows[Event][-1]
    row = Note(case_id=case, run_id=event["run_id"], dated=event["happened_on"], at=event["recorded_at"])
    row.heading_sealed = seal(of.case_key, "Note.heading", row.pk, b"Opkald")
    row.text_sealed = seal(of.case_key, "Note.text", row.pk, said.encode())
    return _row(row)


def _found(of: Template, note: Row, unit: Unit, said: str) -> Row:
    """What the search keeps of a note; its words go as they are, for the database makes the lexemes."""
    row = SearchText(pk=note["id"], case_id=note["case_id"], unit=unit, found_in=FoundIn.NOTE, dated=note["dated"])
    row.part, row.label, row.place = Part.CASE, "Notat", tab("notater")
    row.title_sealed = seal(of.case_key, "SearchText.title", row.pk, b"Opkald")
    row.text_sealed = seal(of.case_key, "SearchText.text", row.pk, said.encode())
    return _row(row) | {"words": said}


def _row(row: Model) -> Row:
    return {str(field.column): getattr(row, field.attname) for field in row._meta.concrete_fields}


@transaction.atomic
def _write(batch: Sequence[Rows]) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('flexcase.run', 'bench', true)")
        for model in TABLES:
            columns = ", ".join(COLUMNS[model])  # names of our own columns
            with cursor.copy(f'COPY "{model._meta.db_table}" ({columns}) FROM STDIN') as copy:
                for row in _rows_of(batch, model):
                    copy.write_row([row[column] for column in COLUMNS[model]])
        cursor.execute("CREATE TEMP TABLE said (LIKE search_text) ON COMMIT DROP")
        cursor.execute("ALTER TABLE said ALTER words TYPE text")
        columns = ", ".join(FOUND)
        with cursor.copy(f"COPY said ({columns}) FROM STDIN") as copy:
            for row in _rows_of(batch, SearchText):
                copy.write_row([row[column] for column in FOUND])
        lexemes = columns.replace("words", "to_tsvector('danish', words)")
        cursor.execute(f"INSERT INTO search_text ({columns}) SELECT {lexemes} FROM said")


def _rows_of(batch: Sequence[Rows], model: type[Model]) -> Iterator[Row]:
    for rows in batch:
        yield from rows[model]
