"""Many cases quickly: some are played through the door, the rest are copies of their rows with keys of their own."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from uuid import UUID

from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction

from cases.action import Actor
from cases.models import Case, User
from cases.runner import run
from flexcase.base import clock, outbox
from oversight.scenario import cast

TEMPLATES = 20


def fill(cases: int) -> User:
    """A unit with so many cases, and its caseworker with eighty of them."""
    people = cast.gather()
    for at in range(TEMPLATES):
        with clock.at(clock.today() - timedelta(days=at * 3)), outbox.silent():
            born = date(1960 + at, 1 + at % 12, 1 + at)
            given = {"cpr": cast.cpr_for(born, at), "name": f"Prøve Person {at}", "channel": "letter"}
            given |= {"initiator": "citizen", "income": "dagpenge"}
            assert run("receive_application", Actor.of(people.people["caseworker"]), given).done
    copy_cases(list(Case.objects.order_by("pk").values_list("pk", flat=True)[:TEMPLATES]), cases - TEMPLATES)
    mine = list(Case.objects.order_by("-number").values_list("pk", flat=True)[:60])  # sixty copies
    mine += Case.objects.exclude(number__startswith="K-").values_list("pk", flat=True)  # and what was played
    Case.objects.exclude(pk__in=mine).update(caseworker=people.people["colleague"])
    return people.people["caseworker"]


@transaction.atomic
def copy_cases(sources: Sequence[UUID], count: int) -> None:
    """So many copies of these cases, taken in turns, each with its citizen, its timeline and its deadlines."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('flexcase.run', 'bench', true)")
        cursor.execute(
            """
            CREATE TEMP TABLE wanted ON COMMIT DROP AS
            SELECT n, gen_random_uuid() AS case_id, gen_random_uuid() AS citizen_id,
                   gen_random_uuid() AS case_key, gen_random_uuid() AS citizen_key, t.id AS source
            FROM generate_series(1, %s) AS n
            JOIN (SELECT id, row_number() OVER (ORDER BY id) - 1 AS place FROM "case" WHERE id = ANY(%s)) AS t
                ON t.place = n %% %s
            """,
            [count, list(sources), len(sources)],
        )
        for key in ("case_key", "citizen_key"):
            cursor.execute(f"INSERT INTO data_key (id, wrapped, master_version) SELECT {key}, NULL, 1 FROM wanted")
        cursor.execute(
            """
            INSERT INTO citizen (id, key_id, name, born, cpr_hash, cpr_sealed, phone, email, digital_post, protected_address)
            SELECT w.citizen_id, w.citizen_key, 'Kopi ' || w.n, c.born, 'kopi-' || w.n, c.cpr_sealed, '', '', true, false
            FROM wanted w JOIN "case" k ON k.id = w.source JOIN citizen c ON c.id = k.citizen_id
            """
        )
        columns = [
            str(f.column) for f in Case._meta.concrete_fields if f.column not in {"id", "number", "key_id", "citizen_id"}
        ]
        cursor.execute(
            f"""
            INSERT INTO "case" (id, number, key_id, citizen_id, {", ".join(columns)})
            SELECT w.case_id, 'K-' || w.n, w.case_key, w.citizen_id, {", ".join(f"k.{column}" for column in columns)}
            FROM wanted w JOIN "case" k ON k.id = w.source
            """  # names of our own columns
        )
        cursor.execute(
            """
            INSERT INTO deadline (id, case_id, kind, anchor, title, due, met_on, rule, cites, words, waits_for)
            SELECT gen_random_uuid(), w.case_id, d.kind, d.anchor, d.title, d.due, d.met_on, d.rule, d.cites, d.words,
                   d.waits_for
            FROM wanted w JOIN deadline d ON d.case_id = w.source
            """
        )
        cursor.execute(
            """
            CREATE TEMP TABLE told ON COMMIT DROP AS
            SELECT w.case_id, gen_random_uuid() AS run_id, e.id AS source FROM wanted w JOIN event e ON e.case_id = w.source
            """
        )
        cursor.execute(
            """
            INSERT INTO run (id, action, case_id, actor_kind, actor_id, on_behalf_of, recorded_at)
            SELECT t.run_id, r.action, t.case_id, r.actor_kind, r.actor_id, r.on_behalf_of, r.recorded_at
            FROM told t JOIN event e ON e.id = t.source JOIN run r ON r.id = e.run_id
            """
        )
        cursor.execute(
            """
            INSERT INTO event
                (case_id, run_id, seq, kind, happened_on, recorded_at, actor_kind, actor_id, body, previous, hash)
            SELECT t.case_id, t.run_id, e.seq, e.kind, e.happened_on, e.recorded_at, e.actor_kind, e.actor_id, e.body,
                   e.previous, e.hash
            FROM told t JOIN event e ON e.id = t.source
            """
        )
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def session_of(user: User) -> str:
    """A signed-in session, as the login page would make it."""
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)
