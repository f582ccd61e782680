"""What database and folders say of letters and mails, asked past the application."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

from flexcase.base.embedded import place
from flexcase.base.embedded.postgres import APP, DATABASE, PORT
from tests.stack import until

RECEIPTS = """
    SELECT number, letter.state, delivery.id::text, delivery.state, blob::text,
           (SELECT count(*) FROM event WHERE case_id = "case".id AND kind = 'letter_rendered'),
           (SELECT count(*) FROM event WHERE case_id = "case".id AND kind = 'letter_delivered')
    FROM letter JOIN "case" ON "case".id = case_id LEFT JOIN delivery ON letter_id = letter.id
    WHERE letter.kind = 'receipt' AND number = ANY(%s) ORDER BY number
"""


class Ledger:
    def __init__(self, folder: Path) -> None:
        self.post, self.files = folder / "digital-post", folder / "files"
        self.sockets = place.prepare(folder).sockets

    def _connect(self) -> psycopg.Connection:
        address = psycopg.conninfo.make_conninfo(host=str(self.sockets), port=PORT, user=APP, dbname=DATABASE)
        return psycopg.connect(address, connect_timeout=30)

    def ask(self, question: str, *given: object) -> list[tuple[Any, ...]]:
        with self._connect() as connection:
            return connection.execute(question, given).fetchall()  # type: ignore[arg-type]

    @contextmanager
    def holding(self, case: str) -> Iterator[Callable[[], bool]]:
        """Whoever wants to change the case waits meanwhile. Yields how to ask whether anybody does."""
        with self._connect() as connection:
            assert connection.execute('SELECT 1 FROM "case" WHERE number = %s FOR NO KEY UPDATE', [case]).fetchone()
            waiting = "SELECT count(*) FROM pg_stat_activity WHERE %s = ANY(pg_blocking_pids(pid))"
            yield lambda: bool(self.number(waiting, connection.info.backend_pid))

    def number(self, question: str, *given: object) -> int:
        ((found,),) = self.ask(question, *given)
        return int(found)

    def until_all_is_done(self) -> None:
        """Nothing that was to happen later is left."""
        until(lambda: self.number("SELECT count(*) FROM outbox WHERE state <> 'done'") == 0, "all later work to be done")

    def until_delivered(self, cases: Sequence[str]) -> None:
        def delivered() -> bool:
            try:
                rows = self.ask(RECEIPTS, list(cases))
            except psycopg.OperationalError:  # PostgreSQL was killed and is not back yet
                return False
            return len(rows) >= len(cases) and all(row[1] == "delivered" for row in rows)

        until(delivered, f"the receipts of {', '.join(cases)}")

    def assert_each_once(self, cases: Sequence[str]) -> None:
        """One receipt a case: rendered once, delivered once, one file of it, and nothing half written beside it."""
        rows = self.ask(RECEIPTS, list(cases))
        assert [row[0] for row in rows] == sorted(cases)
        for number, letter, delivery, fate, blob, rendered, delivered in rows:
            assert (letter, fate, rendered, delivered) == ("delivered", "sent", 1, 1), number
            assert (self.post / f"{delivery}.pdf").read_bytes().startswith(b"%PDF"), number
            assert (self.files / blob.replace("-", "")[-2:] / blob.replace("-", "")).exists(), number
        deliveries = self.number("SELECT count(*) FROM delivery WHERE state = 'sent'")
        assert len(list(self.post.iterdir())) == deliveries
