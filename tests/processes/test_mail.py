"""A mail of which nobody can know whether it went is shown to people, and not sent again unless one of them says so."""

from collections.abc import Iterator

import pytest

from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.processes.postoffice import PostOffice
from tests.stack import Running, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

HANNE = "hanne@nordhavn.example"
DOUBT = "Det er uvist, om mailen til Hanne om en ny besked blev sendt."


def test_a_worker_killed_between_mail_and_answer(
    running: Running, post_office: PostOffice, aase: Desk, ledger: Ledger, serials: Iterator[int]
) -> None:
    doubtful, later = aase.register(next(serials)), aase.register(next(serials))
    post_office.taken.clear()
    post_office.silent.set()
    assert aase.act(doubtful, "declare-conflict") == 302  # of which the leader hears by mail
    until(lambda: HANNE in post_office.taken, "the mail server to have the mail")
    running.kill("worker")
    until(lambda: _states(ledger) == {"uncertain"}, "the mail to count as uncertain")
    post_office.silent.clear()

    assert aase.act(later, "declare-conflict") == 302
    until(lambda: _states(ledger) == {"uncertain", "done"}, "a later mail to go")
    assert post_office.taken == [HANNE, HANNE]  # one for each case

    hanne = Desk(running.url, "hanne")
    page = hanne.get("/beskeder/")
    assert DOUBT in page
    assert doubtful in page
    assert DOUBT not in Desk(running.url, "sofie").get("/beskeder/")
    overview = Desk(running.url, "admin").get("/beskeder/")
    assert DOUBT in overview
    assert doubtful not in overview  # an administrator sees no case

    (item,) = (str(found) for (found,) in ledger.ask("SELECT id FROM outbox WHERE state = 'uncertain'"))
    hanne.post(f"/beskeder/uvist/{item}/", again="")
    until(lambda: _states(ledger) == {"done"}, "the mail to be sent once more")
    assert post_office.taken == [HANNE] * 3
    assert DOUBT not in hanne.get("/beskeder/")


def _states(ledger: Ledger) -> set[str]:
    rows = ledger.ask(
        """SELECT outbox.state FROM outbox JOIN notice ON notice.id = subject
           WHERE outbox.kind = 'notice.mail' AND notice.kind = 'conflict_declared'"""
    )
    return {state for (state,) in rows}
