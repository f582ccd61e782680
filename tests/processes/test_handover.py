"""A hand-over begins on its day by itself. Whoever does it is killed in the middle, and every case passes once."""

import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from flexcase.base import clock
from flexcase.base.embedded import place
from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.stack import Running, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

#: What the leader does the day before.
ORDER = """
from datetime import date
from cases.act import Actor
from cases.models import User
from cases.runner import run
given = {{"leaver": "bent", "takers": ["mads", "tove"], "on": date.fromisoformat("{day}")}}
outcome = run("order_handover", Actor.of(User.objects.get(username="hanne")), given)
assert outcome.done, outcome
"""
PASSED = """
    SELECT count(*) FROM bulk_item JOIN "case" ON "case".id = case_id WHERE number = ANY(%s) AND bulk_item.state = 'done'
"""
OVER = "SELECT count(*) FROM handover WHERE state = 'over'"
WHOSE = """
    SELECT username, (SELECT count(*) FROM event WHERE case_id = "case".id AND kind = 'case_assigned')
    FROM "case" JOIN flexcase_user ON flexcase_user.id = caseworker_id WHERE number = ANY(%s)
"""
TOLD = """
    SELECT username, notice.kind, count(*) FROM notice JOIN flexcase_user ON flexcase_user.id = user_id
    WHERE notice.kind LIKE '%%hand%%' GROUP BY 1, 2 ORDER BY 1, 2
"""


def test_a_worker_killed_in_the_middle_of_a_hand_over(running: Running, ledger: Ledger, serials: Iterator[int]) -> None:
    bent = Desk(running.url, "bent")
    cases = [bent.register(next(serials)) for _ in range(8)]
    ledger.until_delivered(cases)
    with ledger.holding(cases[4]) as waited_for:
        _yesterday(running, ORDER.format(day=clock.today().isoformat()))
        until(waited_for, "a worker to come to the case that is held")
        running.kill_pool()
        before = ledger.number(PASSED, cases)
        assert 0 < before < len(cases)
    until(lambda: ledger.number(OVER), "the hand-over to be over")
    ledger.until_all_is_done()
    assert ledger.number(PASSED, cases) == len(cases)
    assert Counter(ledger.ask(WHOSE, cases)) == {("mads", 1): 4, ("tove", 1): 4}
    told = [("bent", "handover_ordered", 1), ("hanne", "handover_done", 1)]
    told += [(taker, kind, 1) for taker in ("mads", "tove") for kind in ("cases_handed_over", "handover_ordered")]
    assert ledger.ask(TOLD) == sorted(told)


def _yesterday(running: Running, what: str) -> None:
    command = [sys.executable, "manage.py", "shell", "--no-imports", "-c", what]
    environment = running.environment() | {"FLEXCASE_CLOCK_DAYS": "-1"}
    said = subprocess.run(command, cwd=place.CHECKOUT, env=environment, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
