"""Every form of every action, fed with what it cannot take: a clear Danish sentence, nothing lost, nothing half done."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from django import forms
from django.test import Client

from cases.access import STAFF
from cases.act import Actor
from cases.action import Action, Target, actions
from cases.inputs import Uncut
from cases.models import Case, Event, Role, User
from cases.road import CASE_ROAD
from cases.runner import run
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from oversight.scenario import cast
from portal.forms import HearingAnswer

DAY = date(2026, 9, 1)
SCRIPT = "<script>alert(1)</script>{{ 7|add:7 }}{% load x %}"
#: What is put into every visible field at once.
FEEDS = {
    "nothing": "",
    "blanks": "   \t ",
    "too much": "å" * 25_000,
    "script": SCRIPT,
    "no text": "a\x00b",
    "not a number": "abc",
    "over every limit": "100000",
    "below every limit": "-1",
    "not finite": "NaN",
    "exponent": "1e999",
    "future": "31.12.2126",
    "before birth": "1.1.1890",
    "no such day": "31.2.2026",
}
#: What could get past a form and hurt what lies behind it: these are sent to the page itself.
SENT = ("too much", "script", "no text", "over every limit", "future")
UNWANTED = ("Ugyldig", "ugyldig", "påkrævet", "Påkrævet", "venligst", "Traceback", "Dette felt", "Enter a")
DESK = [
    action
    for action in actions()
    if action.target is Target.CASE and {Role.CASEWORKER, Role.TEAM_LEADER} & action.roles and STAFF & action.relations
]


def test_no_browser_cuts_off_what_is_pasted() -> None:
    """An attribute maxlength would: the end of a long text is gone, and nobody has said so."""
    fields = [(action.name, name, field) for action in actions() for name, field in action.inputs.base_fields.items()]
    fields += [("Min sag", name, field) for name, field in HearingAnswer.base_fields.items()]
    texts = [(form, name, field) for form, name, field in fields if isinstance(field, Uncut)]
    assert len(texts) > 100
    assert [f"{form}.{name}" for form, name, field in texts if "maxlength" in field.widget.attrs] == []


@pytest.fixture
def people(db: None) -> cast.Cast:
    return cast.gather()


def case_for(action: Action, people: cast.Cast, serial: int) -> Case:
    state = next(state for state in CASE_ROAD.states if action.open_in(state))
    with clock.at(DAY):
        given = {"cpr": cast.cpr_for(date(1980, 1, 1), serial), "name": "Prøve Person", "state": state}
        outcome = run("take_over_case", Actor.of(people.people["caseworker"]), given)
    assert outcome.done, outcome
    return Case.objects.get(pk=outcome.case_id)


def doer(action: Action, people: cast.Cast) -> User:
    return people.people["caseworker" if Role.CASEWORKER in action.roles else "team_leader"]


def fed(action: Action, feed: str) -> dict[str, Any]:
    fields = action.form(None).fields
    return {name: feed for name, field in fields.items() if not isinstance(field, forms.BooleanField)}


@pytest.mark.parametrize("action", DESK, ids=lambda action: action.name)
def test_whatever_is_typed_the_form_says_what_to_write(action: Action) -> None:
    wrong = []
    for what, feed in FEEDS.items():
        form = action.form(fed(action, feed))
        said = "" if form.is_valid() else str(form.errors)
        wrong += [f"{what}: the form says {word}" for word in UNWANTED if word in said]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("action", DESK, ids=lambda action: action.name)
def test_whatever_is_sent_the_page_answers(people: cast.Cast, action: Action) -> None:
    case = case_for(action, people, 1)
    client = Client()
    client.force_login(doer(action, people))
    path = f"/sager/{case.number}/handling/{action.slug}/"
    wrong = []
    with clock.at(DAY):
        for what, feed in ((what, FEEDS[what]) for what in SENT):
            before = (Run.objects.count(), Event.objects.filter(case=case).count())
            answer = client.post(path, fed(action, feed) | {"run": str(new_id())})
            page = answer.content.decode()
            if answer.status_code not in {302, 404, 409, 422}:
                wrong.append(f"{what}: status {answer.status_code}")
            if answer.status_code in {409, 422}:
                after = (Run.objects.count(), Event.objects.filter(case=case).count())
                wrong += [f"{what}: something was half done"] if after != before else []
                wrong += [f"{what}: the page says {word}" for word in UNWANTED if word in page]
                wrong += [f"{what}: the script is alive"] if "<script>alert(1)" in page else []
    assert not wrong, "\n".join(wrong)


def test_hours_and_intensity_know_their_limits_and_keep_the_text(people: cast.Cast) -> None:
    action = next(action for action in DESK if action.name == "record_evidence")
    case = case_for(action, people, 2)
    client = Client()
    client.force_login(people.people["caseworker"])
    typed = {"source": "wage", "hours": "37,5", "intensity": "101", "text": "Set på arbejdspladsen", "run": str(new_id())}
    with clock.at(DAY):
        answer = client.post(f"/sager/{case.number}/handling/record-evidence/", typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    for words in ("højst 37 timer om ugen", "højst være 100 procent", 'value="37,5"', 'value="101"', "Set på arbejdspladsen"):
        assert words in page
