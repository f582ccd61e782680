"""Whatever is killed, whenever: no letter is lost and none is made, stored or sent twice."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.stack import Running, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

DELIVERED = """
    SELECT count(*) FROM letter JOIN "case" ON "case".id = case_id WHERE letter.state = 'delivered' AND number = ANY(%s)
"""


@pytest.mark.parametrize("victim", ["worker", "beat", "valkey", "web", "postgres"])
def test_applications_around_a_kill_each_get_their_receipt_once(
    running: Running, aase: Desk, ledger: Ledger, serials: Iterator[int], victim: str
) -> None:
    former = running.pid(victim)
    cases = [aase.register(next(serials)), aase.register(next(serials))]
    running.kill(victim)
    cases.append(aase.register(next(serials)))
    running.until_replaced(victim, former)
    cases.append(aase.register(next(serials)))
    ledger.until_delivered(cases)
    ledger.assert_each_once(cases)


def test_workers_killed_over_and_over_in_the_middle_of_their_letters(
    running: Running, aase: Desk, ledger: Ledger, serials: Iterator[int]
) -> None:
    worker = running.pid("worker")
    os.killpg(worker, signal.SIGSTOP)  # so that letters pile up
    cases = [aase.register(next(serials)) for _ in range(10)]
    os.killpg(worker, signal.SIGCONT)
    for _ in range(4):
        before = ledger.number(DELIVERED, cases)
        until(lambda: ledger.number("SELECT count(*) FROM outbox WHERE state = 'claimed'"), "somebody to be at work")
        running.kill_pool()
        until(lambda passed=before: ledger.number(DELIVERED, cases) > passed, "a letter to get through")
    os.kill(worker, signal.SIGKILL)
    ledger.until_delivered(cases)
    ledger.assert_each_once(cases)
