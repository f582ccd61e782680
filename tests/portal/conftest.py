"""Birgitte and her case, seen from her telephone: every step is taken through the one door, on the days of the story."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.utils.html import strip_tags

from cases.act import Actor
from cases.models import Case, Citizen, Role, Unit, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock, outbox

APPLIED = date(2026, 8, 3)
HEARD = date(2026, 11, 16)
MONDAY = date(2026, 11, 23)
CPR = "720679-1234"
#: The law of these days demands nothing of a description but its parts.
PARTS = ("goals", "work", "social", "health", "earlier_efforts", "own_view")
REASONS = dict.fromkeys(("P-07", "E-09", "E-08"), "Se notatet i sagen.")


@pytest.fixture(autouse=True)
def quick(weasyprint_at_rest: None) -> None:
    """These stories are about what is decided and told, not about paper."""


class Phone(Client):
    """A browser that reads as people do: words without tags, spaces as spaces."""

    def words(self, path: str, **query: str) -> str:
        answer = self.get(path, query, follow=True)
        assert answer.status_code == 200, (path, answer.status_code)
        return words_of(answer.content)


def words_of(content: bytes) -> str:
    return " ".join(unescape(strip_tags(content.decode())).replace("\xa0", " ").split())


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Enhed Nord")


@pytest.fixture
def aase(unit: Unit) -> User:
    return User.objects.create(
        username="aase", first_name="Åse", last_name="Kjær", role=Role.CASEWORKER, unit=unit, phone="00 55 10 20"
    )


@pytest.fixture
def do(aase: User) -> Callable[..., Outcome]:
    """Perform an action on a day as the caseworker, and let the worker finish what follows."""

    def perform(action: str, case: Case | None, day: date, /, **given: Any) -> Outcome:
        with clock.at(day):
            outcome = run(action, Actor.of(aase), given, case=case, reasons=REASONS)
            assert outcome.done, (action, outcome)
            outbox.drain()
        return outcome

    return perform


@pytest.fixture
def case(do: Callable[..., Outcome]) -> Case:
    """Birgitte has applied, and the municipality is describing her situation."""
    person = {"cpr": CPR, "name": "Birgitte Ørsted Madsen", "address": "Strandgade 0\n0000 Nordhavn"}
    how = {"channel": "letter", "initiator": "citizen", "income": "sygedagpenge"}
    outcome = do("receive_application", None, APPLIED, **person, **how)
    found = Case.objects.get(pk=outcome.case_id)
    do("start_profile", found, date(2026, 8, 10))
    return found


@pytest.fixture
def birgitte(case: Case) -> User:
    return citizen_user(case.citizen, "birgitte")


def citizen_user(citizen: Citizen, username: str) -> User:
    return User.objects.create(username=username, role=Role.CITIZEN, citizen=citizen, first_name=citizen.first_name)


@pytest.fixture
def phone(birgitte: User) -> Iterator[Phone]:
    """Birgitte's telephone, on Monday 23 November 2026."""
    browser = Phone()
    browser.force_login(birgitte)
    with clock.at(MONDAY):
        yield browser


@contextmanager
def signed_in(user: User, day: date = MONDAY) -> Iterator[Phone]:
    browser = Phone()
    browser.force_login(user)
    with clock.at(day):
        yield browser


@pytest.fixture
def described(case: Case, do: Callable[..., Outcome]) -> Case:
    """The description has been sent to Birgitte for her remarks."""
    for key in PARTS:
        do("write_profile_part", case, date(2026, 11, 9), key=key, text=f"Det her er om {key}.")
    do("send_profile_for_statement", case, MONDAY, answer_by=date(2026, 12, 7))
    return case


@pytest.fixture
def heard(case: Case, do: Callable[..., Outcome]) -> Case:
    """The hearing has been sent: answers by Monday 30 November."""
    for key in PARTS:
        do("write_profile_part", case, date(2026, 11, 9), key=key, text=f"Det her er om {key}.")
    do("complete_profile", case, HEARD)
    do(
        "start_hearing",
        case,
        HEARD,
        considering="Vi overvejer at give dig afslag på fleksjob.",
        response_due=date(2026, 11, 30),
        facts=["Du kan løfte 5 kg | Arbejdsprøvning 2"],
    )
    return Case.objects.get(pk=case.pk)
