"""What becomes of work whose worker died while it could not be told whether it was done, and what people can do then."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

import pytest
from django.test import Client
from django.urls import reverse

from cases.act import Actor
from cases.letters import channels
from cases.letters.channels import Receipt
from cases.models import Case, Delivery, Letter, Notice
from cases.runner import run
from flexcase.base import clock, outbox
from flexcase.base.models import OutboxItem, OutboxState
from oversight.scenario import cast
from tests.processes.test_at_once import application

pytestmark = pytest.mark.django_db


class Killed(BaseException):
    """The worker's end, at this very line."""


class Courier:
    """Takes a letter along each time it is asked: whoever asks twice sends twice."""

    name, idempotent = "digital_post", False
    killed = True

    def __init__(self) -> None:
        self.taken: list[UUID] = []

    def send(self, delivery: UUID, letter: Letter) -> Receipt:
        self.taken.append(delivery)
        if self.killed:
            raise Killed
        return Receipt(clock.today(), clock.today(), "bud")


@pytest.fixture
def courier(monkeypatch: pytest.MonkeyPatch, settings: Any) -> Courier:
    settings.OUTBOX_CLAIM_LASTS = clock.now() - clock.now()
    courier = Courier()
    monkeypatch.setitem(channels._channels, courier.name, courier)
    return courier


@pytest.fixture
def case() -> Iterator[Case]:
    with outbox.silent():
        people = cast.gather().people
        people["caseworker"].email = "aase@nordhavn.example"
        people["caseworker"].save()
        outcome = run("receive_application", Actor.of(people["caseworker"]), application(1))
        yield Case.objects.select_related("caseworker").get(pk=outcome.case_id)


def test_a_letter_of_unknown_fate_is_sent_again_only_when_somebody_says_so(case: Case, courier: Courier) -> None:
    with pytest.raises(Killed):
        outbox.drain()
    outbox.drain()
    outbox.drain()
    delivery = Delivery.objects.get()
    assert (courier.taken, delivery.state) == ([delivery.pk], Delivery.State.UNCERTAIN)
    assert Notice.objects.get().kind == "delivery_uncertain"

    client = Client()
    client.force_login(case.caseworker)  # type: ignore[arg-type]
    assert "Det er uvist, om brevet »Kvittering for ansøgning« blev sendt." in client.get(reverse("notices")).content.decode()
    courier.killed = False
    item = OutboxItem.objects.get(state=OutboxState.UNCERTAIN)
    for _ in range(2):  # pressed twice; the second answer comes too late to count
        client.post(reverse("settle", args=[item.pk]), {"again": ""})
    outbox.drain()
    delivery.refresh_from_db()
    assert (courier.taken, delivery.state) == ([delivery.pk] * 2, Delivery.State.SENT)
    assert "Ikke afsluttet" not in client.get(reverse("notices")).content.decode()


def test_what_somebody_has_looked_into_can_be_let_be(case: Case, courier: Courier) -> None:
    with pytest.raises(Killed):
        outbox.drain()
    outbox.drain()
    item = OutboxItem.objects.get(state=OutboxState.UNCERTAIN)
    client = Client()
    client.force_login(case.caseworker)  # type: ignore[arg-type]
    client.post(reverse("settle", args=[item.pk]), {"let_be": ""})
    outbox.drain()
    assert len(courier.taken) == 1
    assert "Ikke afsluttet" not in client.get(reverse("notices")).content.decode()
    item.refresh_from_db()
    assert item.problem  # what was uncertain stays on record


def test_work_that_kills_every_worker_is_given_up_and_shown(case: Case, monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    settings.OUTBOX_CLAIM_LASTS = clock.now() - clock.now()

    def dies(_item: OutboxItem) -> None:
        raise Killed

    monkeypatch.setitem(outbox._handlers, "letter.render", dies)
    for _ in range(outbox.MOST_ATTEMPTS):
        with pytest.raises(Killed):
            outbox.drain()
    outbox.drain()
    assert OutboxItem.objects.get().state == OutboxState.FAILED
    client = Client()
    client.force_login(case.caseworker)  # type: ignore[arg-type]
    assert "kunne ikke dannes" in client.get(reverse("notices")).content.decode()


def test_a_colleague_can_neither_see_nor_answer_it(case: Case, courier: Courier) -> None:
    with pytest.raises(Killed):
        outbox.drain()
    outbox.drain()
    item = OutboxItem.objects.get(state=OutboxState.UNCERTAIN)
    client = Client()
    client.force_login(cast.gather().people["colleague"])  # a caseworker answers for the own cases
    assert "Ikke afsluttet" not in client.get(reverse("notices")).content.decode()
    assert client.post(reverse("settle", args=[item.pk]), {"again": ""}).status_code == 404
    item.refresh_from_db()
    assert item.state == OutboxState.UNCERTAIN
