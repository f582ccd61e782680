"""Beat reminds again and again, and is killed; each reminder comes once to each person, and one mail of it."""

from collections.abc import Iterator
from datetime import timedelta

import pytest

from flexcase.base import clock
from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.processes.postoffice import PostOffice
from tests.stack import Running, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

#: The deadline of the decision is long over.
LONG_AGO = (clock.today() - timedelta(days=300)).isoformat()
REMINDED = """SELECT count(*) FROM notice JOIN "case" ON "case".id = case_id WHERE stage = 'over' AND number = %s"""
#: The caseworker, and the leader of the unit, whom a missed decision concerns too.
TWO = ["aase@nordhavn.example", "hanne@nordhavn.example"]


def test_a_reminder_comes_once_and_so_does_its_mail(
    running: Running, post_office: PostOffice, aase: Desk, ledger: Ledger, serials: Iterator[int]
) -> None:
    post_office.taken.clear()
    cases = []
    for _ in range(2):
        cases.append(aase.register(next(serials), applied=LONG_AGO))
        until(lambda: ledger.number(REMINDED, cases[-1]) == 2, "a reminder")
        former = running.pid("beat")
        running.kill("beat")
        running.until_replaced("beat", former)
    cases.append(aase.register(next(serials), applied=LONG_AGO))
    until(lambda: ledger.number(REMINDED, cases[-1]) == 2, "a reminder after the last kill")  # so it has looked at all three
    until(lambda: all(post_office.taken.count(one) >= 3 for one in TWO), "the mails")
    assert [ledger.number(REMINDED, case) for case in cases] == [2, 2, 2]
    ledger.until_delivered(cases)
    assert sorted(post_office.taken) == sorted(TWO * 3)
