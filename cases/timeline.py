"""The timeline: events appended to a case's chain, and read back for the law."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from cases.act import Act
from cases.models import Case
from cases.models import Event as Row
from flexcase.base.audit import GENESIS, Link, broken, canonical, link_hash
from flexcase.law.event import Event, FactValue, plain_facts


def events_of(case: Case) -> list[Row]:
    """All events, oldest first."""
    return list(Row.objects.filter(case=case).order_by("seq"))


def typed(row: Row) -> Event:
    """An event as the law sees it."""
    return Event(row.seq, row.kind, row.happened_on, row.recorded_at, json.loads(row.body)["facts"])


def append(act: Act, kind: str, facts: Mapping[str, FactValue], known: Sequence[Row]) -> Row:
    """Add the run's event to the chain. The case is locked, so ``known`` is complete."""
    last = known[-1] if known else None
    actor = act.actor
    body = canonical(
        {
            "kind": kind,
            "run": str(act.run.pk),
            "happened_on": act.day.isoformat(),
            "recorded_at": act.now.isoformat(),
            "actor": [actor.role.value, str(actor.user.pk) if actor.user else None, actor.on_behalf_of],
            "facts": plain_facts(facts),
        }
    )
    previous = last.hash if last else GENESIS
    return Row.objects.create(
        case=act.case,
        run=act.run,
        seq=last.seq + 1 if last else 1,
        kind=kind,
        happened_on=act.day,
        recorded_at=act.now,
        actor_kind=actor.role.value,
        actor_id=actor.user.pk if actor.user else None,
        body=body,
        previous=previous,
        hash=link_hash(previous, body),
    )


def verify(case: Case) -> str | None:
    """What is wrong with the case's chain, in words; None when it is whole."""
    return fault_in(list(Row.objects.filter(case=case).select_related("run").order_by("seq")))


def fault_in(rows: Sequence[Row]) -> str | None:
    """The same of a chain that is at hand: each link holds, and each row says what was hashed, of a run on this very case."""
    if fault := broken(Link(row.seq, row.body, row.previous, row.hash) for row in rows):
        return fault
    for row in rows:
        body = json.loads(row.body)
        told = (body["kind"], body["happened_on"], body["run"])
        if told != (row.kind, row.happened_on.isoformat(), str(row.run_id)):
            return f"hændelse {row.seq} siger noget andet end det, der er hashet"
        if row.run.case_id not in {None, row.case_id}:  # a case's first run knows no case yet
            return f"hændelse {row.seq} hører til en anden sag"
    return None
