"""Stories played while somebody watches: steps dry before they are done, deadlines anew after each, every table read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from django.db import connection

from cases.act import Actor
from cases.action import Action
from cases.action import action as action_named
from cases.dossier import dossier_of
from cases.models import Case, Deadline
from cases.outcome import Outcome, OutcomeKind
from cases.projection import calendar, differences
from cases.runner import preview, run
from cases.timeline import events_of, typed
from flexcase.law.rule import Finding, book
from oversight.scenario import expect as expectations
from oversight.scenario import play as playing
from oversight.scenario.story import Story
from tests.stories.secrets import in_the_open

#: Outcomes in which the rules have spoken.
RULED = {OutcomeKind.DONE, OutcomeKind.STOPPED, OutcomeKind.NEEDS_REASONS}


@dataclass
class Watched:
    """A story as it was played, and what its watcher saw that should not be."""

    story: Story
    played: playing.Played = field(init=False)
    previews: list[str] = field(default_factory=list)
    rows_left: list[str] = field(default_factory=list)
    deadlines: list[str] = field(default_factory=list)
    in_the_open: dict[str, set[str]] = field(default_factory=dict)


def watched(story: Story) -> Watched:
    """Play a story under watch. Everything is rolled back."""
    seen = Watched(story)
    with _watching(seen):
        seen.played = playing.play(story)
    return seen


@contextmanager
def _watching(seen: Watched) -> Iterator[None]:
    """Stand beside the player's door and at its end; what is called is the real thing."""

    def through_the_door(name: str, actor: Actor, given: Mapping[str, Any], **rest: Any) -> Outcome:
        case = rest["case"]
        _look_at_deadlines(seen, name, case)
        if _tried_before(name, given, case, rest.get("reasons")):
            return run(name, actor, given, **rest)
        stood = _standing(action_named(name), case) if case and "happened_on" not in given else ()
        rows = row_counts()
        dry = run(name, actor, given, **rest, dry=True)
        if row_counts() != rows:
            seen.rows_left.append(name)
        outcome = run(name, actor, given, **rest)
        _compare(seen, name, stood, dry, outcome)
        return outcome

    def at_the_end(wanted: Any, case: Case, *rest: Any) -> Iterator[str]:
        _look_at_deadlines(seen, "slutningen", case)
        seen.in_the_open = in_the_open(seen.story, case)
        return expectations.check_ending(wanted, case, *rest)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(playing, "run", through_the_door)
        patch.setattr(playing, "check_ending", at_the_end)
        yield


#: How often each kind of step has been tried dry in this process: a hundred stories begin alike.
_tried: Counter[tuple[object, ...]] = Counter()


def _tried_before(name: str, given: Mapping[str, Any], case: Case | None, reasons: Any) -> bool:
    """Whether two stories have tried the same action, from the same step under the same law, with the same fields."""
    kind = (name, *sorted(given), bool(reasons), *((case.state, case.regime_name) if case else ()))
    _tried[kind] += 1
    return _tried[kind] > 2


def _standing(action: Action, case: Case) -> tuple[Finding, ...]:
    """What the case page says beforehand of rules that ask neither the input nor its outcome."""
    if action.open_in(case.state) and not any(action.name in rule.guards for rule in book):
        return ()
    found = preview(action, case, dossier_of(case)).findings
    return tuple(finding for finding in found if finding.rule == "ROAD" or action.name in book[finding.rule].guards)


def _compare(seen: Watched, name: str, stood: tuple[Finding, ...], dry: Outcome, outcome: Outcome) -> None:
    if (dry.kind, dry.findings, dry.errors) != (outcome.kind, outcome.findings, outcome.errors):
        seen.previews.append(
            f"{name}: tørt {dry.kind} {_rules(dry.findings)}, rigtigt {outcome.kind} {_rules(outcome.findings)}"
        )
    if outcome.kind in RULED and (gone := _ids(stood) - _ids(outcome.findings)):
        seen.previews.append(f"{name}: {sorted(gone)} stod på sagen og blev ikke sagt")


def _ids(findings: tuple[Finding, ...]) -> set[str]:
    """The input may soften a finding (a consent that the law excuses), but not unsay it."""
    return {finding.rule for finding in findings}


def _rules(findings: tuple[Finding, ...]) -> set[tuple[str, str]]:
    return {(finding.rule, finding.effect.value) for finding in findings}


def _look_at_deadlines(seen: Watched, when: str, case: Case | None) -> None:
    """Deadlines reckoned anew from the events must be those that are projected."""
    if case is None:
        return
    events = [typed(row) for row in events_of(case)]
    rows = list(Deadline.objects.filter(case=case))
    for what, wrong in zip(("mangler", "ændret", "tilovers"), differences(case, events, calendar(), rows), strict=True):
        seen.deadlines += [f"før {when}: {row.kind} {what}" for row in wrong]


def row_counts() -> dict[str, int]:
    """How many rows each table has."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
        tables = [name for (name,) in cursor.fetchall()]
        cursor.execute(" UNION ALL ".join(f"SELECT '{name}', count(*) FROM \"{name}\"" for name in tables))
        return dict(cursor.fetchall())
