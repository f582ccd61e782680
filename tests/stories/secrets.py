"""What a thief of the database would read: every table in full, searched for what the story's people wrote and are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from django import forms
from django.db import connection

from cases.action import action as action_named
from cases.actions.papers import HEALTH_KINDS
from cases.inputs import Lines, Text
from cases.models import Case
from flexcase.law.rule import Part
from oversight.scenario.story import Story

#: Where something about the citizen may stand in the open, and why.
NAMED_COLUMNS: Mapping[str, str] = {
    "citizen.name": "cases are found by name",
    "citizen.name_folded": "the same, however the name is written",
    "search_text.words": "notes and documents are found by their words, and none of these words is about health",
}
#: Words shorter than this are found by chance.
SHORTEST = 8
#: Actions whose words are about the house and not about a citizen.
OF_THE_HOUSE = {"plan_meeting", "add_closing_day", "arrange_cover"}


def in_the_open(story: Story, case: Case) -> dict[str, set[str]]:
    """``table.column`` → the secrets of the story that stand there for anybody to read."""
    wanted = set(secrets(story, case))
    found: dict[str, set[str]] = {}
    for table, column, everything in _columns():
        if readable := {secret for secret in wanted if any(form in everything for form in _forms(secret))}:
            found[f"{table}.{column}"] = readable
    if indexed := _in_the_index(wanted):
        found["search_text.words"] = indexed
    return found


def about_health(story: Story) -> set[str]:
    """Every free text of the story that is about health: they must not even be found."""
    return {
        text
        for step in story.steps
        if step.do not in OF_THE_HOUSE and (action_named(step.do).part is Part.HEALTH or step.given.get("kind") in HEALTH_KINDS)
        for text in _texts(action_named(step.do).form(None).fields, step.given)
    }


def _in_the_index(wanted: set[str]) -> set[str]:
    """The secrets whose words stand in the index in their order, stemmed as they are there."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT secret FROM unnest(%s::text[]) AS secret
               WHERE EXISTS (SELECT FROM search_text WHERE words @@ phraseto_tsquery('danish', secret))""",
            [list(wanted)],
        )
        return {secret for (secret,) in cursor.fetchall()}


def secrets(story: Story, case: Case) -> Iterator[str]:
    """CPR, name, address, and every free text that was put in."""
    cpr = case.citizen.cpr
    yield from (cpr, f"{cpr[:6]}-{cpr[6:]}", case.citizen.name, case.citizen.address.splitlines()[0])
    for step in story.steps:
        if step.do not in OF_THE_HOUSE:
            fields = action_named(step.do).form(None).fields
            yield from _texts(fields, step.given)
        yield from step.reasons.values()


def _texts(fields: Mapping[str, forms.Field], given: Mapping[str, Any]) -> Iterator[str]:
    for name, value in given.items():
        if isinstance(fields.get(name), Text | Lines):
            items: Iterable[Any] = value if isinstance(value, list) else [value]
            yield from (item for item in items if isinstance(item, str) and len(item) >= SHORTEST and " " in item)


def _forms(secret: str) -> Iterator[str]:
    """A text as it would stand in a text column, in JSON with escapes, and in a binary column as hexadecimal digits."""
    yield secret
    yield secret.encode("ascii", "backslashreplace").decode().replace("\\x", "\\u00")
    yield secret.encode().hex()


def _columns() -> Iterator[tuple[str, str, str]]:
    """Table, column, and all that stands in it as text: what COPY would write. One query a table: there are many columns."""
    with connection.cursor() as cursor:
        cursor.execute(
            """SELECT c.table_name, array_agg(c.column_name::text) FROM information_schema.columns c
               JOIN pg_tables t ON t.tablename = c.table_name AND t.schemaname = c.table_schema
               WHERE c.table_schema = 'public' AND c.data_type NOT IN ('date', 'boolean', 'integer', 'smallint', 'uuid')
               GROUP BY c.table_name"""
        )
        for table, columns in cursor.fetchall():
            told = ", ".join(f"string_agg(\"{column}\"::text, E'\\n')" for column in columns)
            cursor.execute(f'SELECT {told} FROM "{table}"')
            for column, everything in zip(columns, cursor.fetchone(), strict=True):
                yield table, column, everything or ""
