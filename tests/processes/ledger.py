"""What database and folders say of letters and mails, asked past the application."""

from collections.abc import Sequence
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

    def ask(self, question: str, *given: object) -> list[tuple[Any, ...]]:
        address = psycopg.conninfo.make_conninfo(host=str(self.sockets), port=PORT, user=APP, dbname=DATABASE)
        with psycopg.connect(address, connect_timeout=30) as connection:
            return connection.execute(question, given).fetchall()  # type: ignore[arg-type]

    def number(self, question: str, *given: object) -> int:
        ((found,),) = self.ask(question, *given)
        return int(found)

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
