"""A database for one test process: a copy of a migrated one that all runs share until the migrations change."""

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
from django.core.management import call_command
from django.db import connection
from psycopg import sql

from flexcase.base.embedded import place
from flexcase.base.embedded.postgres import APP, OWNER

TEMPLATE = "test_template_"
COPY = "test_flexcase_"
#: What a migrated database follows from, besides what brings it up to date; post_migrate makes permissions from the models.
SOURCES = ("*/migrations/*.py", "*/*/migrations/*.py", "*/models.py", "*/models/*.py", "*/apps.py")
ANY_NUMBER_WILL_DO = 48151623


class Database:
    def __init__(self) -> None:
        self.template = TEMPLATE + fingerprint()
        self.name = f"{COPY}{os.getpid()}"

    def make(self) -> None:
        with _server() as server:
            # One process migrates, the others wait: the lock lives as long as the session.
            server.execute("SELECT pg_advisory_lock(%s)", [ANY_NUMBER_WILL_DO])
            names = [name for (name,) in server.execute("SELECT datname FROM pg_database")]
            for name in names:
                if _abandoned(name):
                    _drop(server, name)
            if self.template not in names:
                if not any(name.startswith(COPY) and not _abandoned(name) for name in names):
                    for name in names:  # nobody is testing, so nobody needs the older ones
                        if name.startswith(TEMPLATE):
                            _drop(server, name)
                self._migrate(server)
            server.execute("SELECT pg_advisory_unlock(%s)", [ANY_NUMBER_WILL_DO])
        self.renew()

    def _migrate(self, server: psycopg.Connection) -> None:
        unfinished = self.template + "_unfinished"
        _drop(server, unfinished)
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(unfinished)))
        _point_django_at(unfinished, OWNER)
        call_command("migrate", verbosity=0, interactive=False)
        connection.close()
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(*map(sql.Identifier, (unfinished, self.template))))

    def renew(self) -> None:
        """Throw the copy away with all that is connected to it, and take a fresh one."""
        connection.close()
        with _server() as server:
            _drop(server, self.name)
            copy = sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(*map(sql.Identifier, (self.name, self.template)))
            server.execute(copy)
            # A test's data need not outlive a power cut.
            server.execute(sql.SQL("ALTER DATABASE {} SET synchronous_commit = off").format(sql.Identifier(self.name)))
        _point_django_at(self.name, APP)

    def drop(self) -> None:
        connection.close()
        with _server() as server:
            _drop(server, self.name)


@contextmanager
def _server() -> Iterator[psycopg.Connection]:
    given = connection.settings_dict
    address = psycopg.conninfo.make_conninfo(
        host=given["HOST"], port=given["PORT"], user=OWNER, password=given["PASSWORD"] or None, dbname="postgres"
    )
    with psycopg.connect(address, autocommit=True) as server:
        yield server


def _drop(server: psycopg.Connection, name: str) -> None:
    """Drop it with all that is connected. An autovacuum worker cannot be thrown out: it is let finish."""
    statement = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
    deadline = time.monotonic() + 60
    while True:
        try:
            server.execute(statement)
            return
        except psycopg.errors.InsufficientPrivilege:
            if time.monotonic() > deadline:
                raise
            time.sleep(0.05)


def _point_django_at(name: str, role: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name
    connection.settings_dict["USER"] = role


def _abandoned(name: str) -> bool:
    """A copy whose process was killed before it could clear up."""
    process = name.removeprefix(COPY)
    if process == name or not process.isdecimal():
        return False
    try:
        os.kill(int(process), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


def fingerprint() -> str:
    """What tells one migrated database from another."""
    files = sorted(file for pattern in SOURCES for file in place.CHECKOUT.glob(pattern) if ".venv" not in file.parts)
    for pattern in ("flexcase/base/**/models.py", "flexcase/base/embedded/*.py"):
        files += sorted(place.CHECKOUT.glob(pattern))
    files.append(place.CHECKOUT / "requirements.txt")
    total = hashlib.sha256()
    for file in files:
        total.update(file.read_bytes())
    return total.hexdigest()[:12]
