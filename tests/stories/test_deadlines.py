"""In whatever order things happen, the deadlines that are stored are those that follow from what happened."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, datetime, time, timedelta
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pytest_django import DjangoDbBlocker

from cases.action import action as action_named
from cases.models import Case, ClosingDay, Deadline
from cases.outcome import Outcome
from cases.projection import calendar, differences, earliest
from cases.runner import run
from cases.timeline import events_of, typed
from flexcase.base import clock, outbox
from oversight.scenario import cast

FIRST = date(2026, 8, 3)
#: What sets deadlines running, moves them, meets them or takes them away, besides what must come before it.
THINGS: tuple[tuple[str, dict[str, Any]], ...] = (
    ("write_profile_part", {"key": "work", "text": "Du kan arbejde om formiddagen."}),
    ("send_profile_for_statement", {}),
    ("record_profile_statement", {"remarks": "Det passer ikke."}),
    ("record_profile_statement", {"worked_in": "Det er rettet."}),
    ("give_consent", {"scope": "health"}),
    ("request_medical_report", {"kind": "LAE125"}),
    ("request_medical_report", {"kind": "LAE145"}),
    ("receive_medical_report", {"kind": "LAE125", "summary": "Gigt", "adverse": True}),
    ("cancel_medical_request", {"reason": "Vi har fået svar på anden måde.", "request": 2}),
    ("start_hearing", {"facts": ["Du har gigt | Lægen"]}),
    ("hear_again", {"facts": ["Du har gigt | Lægen"]}),
    ("extend_hearing", {"until": "senere"}),
    ("record_hearing_response", {"text": "Jeg er uenig.", "channel": "phone"}),
    ("expire_hearing", {}),
    ("consider_hearing", {"how": "Vi har set på det."}),
    ("consider_hearing", {"how": "Vi har set på det.", "changes_something": True}),
    ("write_recommendation", {"proposal": "rejection", "lasting": "Varigt.", "substantial": "Lidt."}),
    ("submit_to_team", {}),
    ("schedule_case", {}),
    ("postpone_case", {"reason": "Formanden er syg."}),
    ("return_case", {"to": "profile", "reason": "Der er nyt."}),
    ("return_case", {"to": "hearing", "reason": "Der er nyt."}),
    ("withdraw_application", {"channel": "phone", "words": "Jeg vil ikke mere."}),
)
STEPS = st.lists(st.tuples(st.sampled_from(THINGS), st.integers(0, 25)), min_size=6, max_size=14)


@pytest.fixture(scope="module")
def people(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, quick_press: Callable[[], pytest.MonkeyPatch]
) -> Iterator[cast.Cast]:
    """One cast for all examples: each example is rolled back to here."""
    patched = quick_press()
    with django_db_blocker.unblock(), outbox.silent():
        outer = transaction.atomic()
        outer.__enter__()
        yield cast.gather()
        transaction.set_rollback(True)
        outer.__exit__(None, None, None)
    patched.undo()


@settings(max_examples=10, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(steps=STEPS, exempt=st.booleans(), closed=st.sets(st.integers(0, 200), max_size=5))
def test_what_is_stored_is_what_follows(people: cast.Cast, steps: list[Any], exempt: bool, closed: set[int]) -> None:
    with transaction.atomic():
        for after in closed:
            day = FIRST + timedelta(days=after)
            ClosingDay.objects.create(day=day, name="Lukket", known_from=FIRST)
        _live(people, steps, exempt)
        transaction.set_rollback(True)


def _live(people: cast.Cast, steps: list[Any], exempt: bool) -> None:
    """A case on which these things happen as far as the road and the law let them."""
    day = FIRST
    applied = {
        "cpr": cast.cpr_for(date(1980, 1, 1), 7), "name": "Prøve Frist", "digital_post": not exempt,
        "channel": "letter", "initiator": "citizen", "income": "dagpenge",
    }  # fmt: skip
    case = Case.objects.get(pk=_do(people, "receive_application", applied, day, None).case_id)
    _do(people, "plan_meeting", {"day": FIRST + timedelta(days=150), "starts": "9.00", "place": "Lokale 2"}, day, None)
    _do(people, "start_profile", {}, day, case)
    seen: dict[tuple[str, int], date] = {}
    for (name, what), later in steps:
        day += timedelta(days=later)
        if what.get("until") == "senere":
            what = {"until": day + timedelta(days=20)}
        _do(people, name, what, day, case)
        _look(case, seen)


def _do(people: cast.Cast, name: str, what: dict[str, Any], day: date, case: Case | None) -> Outcome:
    with clock.at(datetime.combine(day, time(9), clock.COPENHAGEN)):
        outcome = run(name, people.actor(action_named(name), "", case), what, case=case)
        outbox.drain()
    return outcome


def _look(case: Case, seen: dict[tuple[str, int], date]) -> None:
    rows = list(Deadline.objects.filter(case=case))
    case.refresh_from_db()
    assert differences(case, [typed(row) for row in events_of(case)], calendar(), rows) == ([], [], [])
    assert case.next_due == earliest(rows)
    for row in rows:
        assert row.due is not None
        before = seen.get((row.kind, row.anchor))
        assert row.waits_for != "borgeren" or before is None or row.due >= before, "a citizen's deadline never comes nearer"
        seen[row.kind, row.anchor] = row.due
