"""What a page costs does not grow: not with the number of cases, not with what has happened on a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from itertools import count
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cases import dossier
from cases.act import Actor
from cases.action import action as action_named
from cases.action import actions
from cases.casepage.page import standing
from cases.models import Case, Document, Event, Note
from cases.road import AHEAD
from cases.runner import preview, run
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from flexcase.law.rule import book
from oversight.scenario import cast

DAY = date(2026, 9, 1)


@pytest.fixture
def people(db: None) -> cast.Cast:
    return cast.gather()


@pytest.fixture
def new_case(people: cast.Cast) -> Callable[[], Case]:
    numbers = count(1)

    def make() -> Case:
        given = {"cpr": cast.cpr_for(date(1980, 1, 1), next(numbers)), "name": "Prøve Person", "state": "profile"}
        with clock.at(DAY):
            outcome = run("take_over_case", Actor.of(people.people["caseworker"]), given)
        assert outcome.done, outcome
        return read(outcome.case_id)

    return make


def read(case: Any) -> Case:
    return Case.objects.select_related("citizen__key", "key", "unit", "caseworker").get(pk=case)


@contextmanager
def counted() -> Iterator[list[int]]:
    found: list[int] = []
    with clock.at(DAY), CaptureQueriesContext(connection) as captured:
        yield found
    found.append(len(captured))


def fill(case: Case, times: int) -> None:
    """What years of work leave on a case: events, notes and documents, so many of each."""
    at = clock.now()
    runs = [
        Run(id=new_id(), action="write_note", case_id=case.pk, actor_kind="caseworker", recorded_at=at) for _ in range(times)
    ]
    Run.objects.bulk_create(runs)
    last = Event.objects.filter(case=case).latest("seq")
    common = {"case": case, "kind": "note_written", "happened_on": DAY, "recorded_at": at, "actor_kind": "caseworker"}
    links = {"body": last.body, "previous": last.hash, "hash": last.hash}
    Event.objects.bulk_create(Event(run=one, seq=last.seq + no, **common, **links) for no, one in enumerate(runs, 1))
    Note.objects.bulk_create(Note(case=case, run=one, dated=DAY, at=at) for one in runs)
    Document.objects.bulk_create(
        Document(case=case, no=no, kind="other", dated=DAY, received_on=DAY, sheet_sealed=b"x") for no in range(1, times + 1)
    )


def test_fifty_cases_cost_what_one_costs(new_case: Callable[[], Case]) -> None:
    cases = [read(new_case().pk) for _ in range(50)]
    used = []
    for some in (cases[:1], cases):
        with counted() as queries:
            known = dossier.load(some)
            verdicts = [preview(action_named(AHEAD[case.state]), case, known[case.pk]) for case in some]
        assert all(verdict.stops for verdict in verdicts)
        used += queries
    assert used[0] == used[1] == len(dossier._floors)


def test_three_hundred_events_cost_what_ten_cost(new_case: Callable[[], Case], people: cast.Cast) -> None:
    used = []
    for times in (10, 300):
        case = new_case()
        fill(case, times)
        with counted() as queries:
            standing(read(case.pk), people.people["caseworker"])
        used += queries
    assert used[0] == used[1]


def test_all_actions_of_a_case_with_their_findings_cost_six_queries(new_case: Callable[[], Case], people: cast.Cast) -> None:
    case = new_case()
    with counted() as queries:
        now = standing(case, people.people["caseworker"])
        verdicts = [preview(action, case, now.dossier) for action in now.offered]
    assert len(verdicts) > 10
    assert any(verdict.in_the_way for verdict in verdicts)
    assert queries[0] <= 6


def test_rules_ask_the_database_nothing(new_case: Callable[[], Case]) -> None:
    case = new_case()
    with clock.at(DAY):
        known = dossier.dossier_of(case)

    def closed(*_: Any) -> None:
        raise AssertionError("a rule asked the database")

    with connection.execute_wrapper(closed):
        asked = {rule.id for action in actions() for rule in book.guarding(action.name, None, known.regime, with_input=True)}
        found = {f.rule for action in actions() for f in book.findings(known, action.name, None, with_input=True)}
    assert asked == {rule.id for rule in book if known.regime.holds(rule.id, rule.since)}
    assert found
