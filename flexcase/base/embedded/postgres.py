"""Takes hold of the embedded PostgreSQL for as long as this process lives; the last user gone, the server stops.

`hold()` is all that settings need: it makes the cluster, the roles and the database at first use, starts the server
unless it runs, and keeps a lock that the kernel releases when the process ends, however it ends.
"""

import fcntl
import os
import re
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg
from psycopg import sql

from flexcase.base.embedded import place
from flexcase.base.embedded.place import Place

DATABASE = "flexcase"
OWNER = "flexcase_owner"
APP = "flexcase_app"
PORT = 5432
PATIENCE = 60.0
KEEPER = Path(__file__).with_name("keeper.py")

# In template1, so that every database made later, also the tests' ones, is born with them.
PRIVILEGES = f"""
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT USAGE, SELECT ON SEQUENCES TO {APP};
ALTER DEFAULT PRIVILEGES FOR ROLE {OWNER} GRANT EXECUTE ON FUNCTIONS TO {APP};
"""


class EmbeddedPostgresFailed(RuntimeError):
    """PostgreSQL could not be started; the message says why and where the log is."""


@dataclass(frozen=True)
class Held:
    """The server's address. It stays reachable while `lock`, a file handle, is open: for the life of the process."""

    socket_dir: str
    port: int
    lock: int
    data: Path

    def process_id(self) -> int:
        """The server's own process, for those who want to kill it."""
        return int((self.data / "postmaster.pid").read_text().split("\n", 1)[0])


_held: dict[Path, Held] = {}
_one_at_a_time = threading.Lock()


def hold(folder: Path | None = None) -> Held:
    """The embedded PostgreSQL of `folder` (the checkout's `var`, or FLEXCASE_VAR), running and set up."""
    folder = (folder or place.var()).resolve()
    with _one_at_a_time:
        if folder not in _held:
            _held[folder] = _take_hold(place.prepare(folder))
        return _held[folder]


def _take_hold(where: Place) -> Held:
    users = os.open(where.lock("users"), os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    fcntl.flock(users, fcntl.LOCK_SH)  # waits while a keeper that found nobody left stops its server
    held = Held(str(where.sockets), PORT, users, where.data)
    if not _answers(held):
        with _alone(where.lock("start")):
            if not _answers(held):
                _start(where, held)
                _set_up(held)
    return held


def _answers(held: Held, user: str = OWNER, database: str = DATABASE) -> bool:
    """Whether the server runs and is set up: the database is the last thing that is made."""
    try:
        psycopg.connect(_address(held, user, database), connect_timeout=5).close()
    except psycopg.OperationalError:
        return False
    return True


def _address(held: Held, user: str, database: str) -> str:
    return psycopg.conninfo.make_conninfo(host=held.socket_dir, port=held.port, user=user, dbname=database)


@contextmanager
def _alone(path: Path) -> Iterator[None]:
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def _start(where: Place, held: Held) -> None:
    """Let a keeper start the server. Where one is at it already, for a server that crashed, wait for that."""
    _check_version(where)
    deadline = time.monotonic() + PATIENCE
    while True:
        _call_keeper(where)
        if _answers(held, "postgres", "postgres"):
            return
        if time.monotonic() > deadline:
            raise EmbeddedPostgresFailed(f"The embedded PostgreSQL does not answer (more in {where.log})")
        time.sleep(0.05)


def _call_keeper(where: Place) -> None:
    command = [sys.executable, "-I", "-S", str(KEEPER), "--home", str(where.home), "--sockets", str(where.sockets)]
    command += ["--binaries", str(where.binaries)]
    if where.account:
        command += ["--account", f"{where.account[0]}:{where.account[1]}"]
    started = subprocess.run(command, cwd="/", stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if started.returncode != 0:
        last = started.stderr.strip() or _tail(where.log)
        raise EmbeddedPostgresFailed(f"The embedded PostgreSQL did not start: {last} (more in {where.log})")


def _check_version(where: Place) -> None:
    if not (where.data / "PG_VERSION").exists():
        return
    has = (where.data / "PG_VERSION").read_text().strip()
    output = subprocess.run([where.binaries / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"\d+", output)
    if found is None or found[0] != has:
        raise EmbeddedPostgresFailed(f"{where.data} was made by PostgreSQL {has}, but installed is {output.strip()}")


def _tail(log: Path) -> str:
    return log.read_text(errors="replace").strip().rsplit("\n", 1)[-1] if log.exists() else "no log was written"


def _set_up(held: Held) -> None:
    """Roles, their rights, and last the database. May be run again after a kill half-way."""
    with psycopg.connect(_address(held, "postgres", "template1"), autocommit=True) as connection:
        have = {name for (name,) in connection.execute("SELECT rolname FROM pg_roles")}
        for role, rights in ((OWNER, "LOGIN CREATEDB"), (APP, "LOGIN")):
            if role not in have:
                connection.execute(sql.SQL(f"CREATE ROLE {{}} {rights}").format(sql.Identifier(role)))
        connection.execute(PRIVILEGES)
    with psycopg.connect(_address(held, "postgres", "postgres"), autocommit=True) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [DATABASE]).fetchone() is None:
            connection.execute(sql.SQL("CREATE DATABASE {} OWNER {}").format(*map(sql.Identifier, (DATABASE, OWNER))))
