"""A broker that does not answer costs time, and nobody waits for it in front of a browser."""

import os
import signal
from collections.abc import Iterator

import pytest

from tests.processes.desk import Desk, application
from tests.processes.ledger import Ledger
from tests.stack import Running

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]


def test_a_silent_broker_keeps_nobody_waiting_and_loses_nothing(
    running: Running, aase: Desk, ledger: Ledger, serials: Iterator[int]
) -> None:
    broker = running.pid("valkey")
    os.kill(broker, signal.SIGSTOP)
    try:
        # Each is answered at the first try, within the desk's patience.
        answers = [aase.post("/sager/ny/", **application(next(serials))) for _ in range(3)]
        assert [status for status, _ in answers] == [302, 302, 302]
        cases = [where.strip("/").split("/")[-1] for _, where in answers]
        waiting = """SELECT count(*) FROM letter JOIN "case" ON "case".id = case_id JOIN outbox ON subject = letter.id
                     WHERE number = ANY(%s) AND letter.state = 'queued' AND outbox.state = 'waiting'"""
        assert ledger.number(waiting, cases) == 3
    finally:
        os.kill(broker, signal.SIGCONT)
    ledger.until_delivered(cases)
    ledger.assert_each_once(cases)
