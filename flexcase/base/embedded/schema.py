"""Brings the embedded database's tables up to date before a command that reads them: a fresh checkout has none.

A stamp beside the data says which migrations it has seen, so that an ordinary command pays for reading a few file names.
With DATABASE_URL, or in a database of its own (FLEXCASE_DB_NAME), whoever named it migrates it.
"""

import fcntl
import hashlib
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

from flexcase.base.embedded import place, postgres
from flexcase.base.embedded.postgres import Held

#: Commands that work on code and files only, or on a database that they make or migrate themselves.
NEEDS_NO_TABLES = frozenset(
    {"migrate", "makemigrations", "showmigrations", "sqlmigrate", "check", "collectstatic", "help", "version", "diffsettings"}
)


def bring_up_to_date(command: str) -> None:
    """Migrate the checkout's own database when a command needs tables that it does not have yet."""
    if command in NEEDS_NO_TABLES or command.startswith("-") or {"DATABASE_URL", "FLEXCASE_DB_NAME"} & os.environ.keys():
        return
    migrate_once(postgres.hold(), _migrate)


def migrate_once(held: Held, migrate: Callable[[], None]) -> None:
    """Call ``migrate`` unless the database has every migration of this checkout; two who begin at once take turns."""
    if _is_current(held):
        return
    with _stamp(held).with_suffix(".lock").open("w") as alone:
        fcntl.flock(alone, fcntl.LOCK_EX)  # another command may be at it already
        if not _is_current(held):
            migrate()
            _stamp(held).write_text(_fingerprint())


def _is_current(held: Held) -> bool:
    return _stamp(held).exists() and _stamp(held).read_text() == _fingerprint()


def _stamp(held: Held) -> Path:
    return held.data.with_name("schema.stamp")


def _fingerprint() -> str:
    """Follows our own migrations by name, and third parties' by the lock file."""
    files = [file for depth in ("*", "*/*") for file in place.CHECKOUT.glob(f"{depth}/migrations/0*.py")]
    names = sorted(str(file.relative_to(place.CHECKOUT)) for file in files)
    return hashlib.sha256("\n".join([*names, (place.CHECKOUT / "requirements.txt").read_text()]).encode()).hexdigest()


def _migrate() -> None:
    """As the owner of the tables, in a process of its own. Ends this one in words when it fails."""
    command = [sys.executable, "manage.py", "migrate", "--verbosity=0"]
    environment = os.environ | {"FLEXCASE_DB_ROLE": "owner"}
    if subprocess.run(command, cwd=place.CHECKOUT, env=environment, stdin=subprocess.DEVNULL, check=False).returncode:
        sys.exit("The tables of the embedded database could not be made; see above.")
