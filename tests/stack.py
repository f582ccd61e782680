"""The very stack of `script/server`, in a folder of its own, for tests that drive a browser or kill parts of it."""

import fcntl
import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urljoin

from flexcase.base.embedded import assets, place, status
from tests.database import fingerprint

PATIENCE = 120.0


def until(condition: Callable[[], object], what: str, patience: float = PATIENCE) -> None:
    """Wait for a condition, never for a length of time."""
    deadline = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < deadline, f"waited {patience:.0f} s in vain for: {what}"
        time.sleep(0.02)


@contextmanager
def folder() -> Iterator[Path]:
    """A short path that root's unprivileged PostgreSQL reaches too; pytest's own are long and closed."""
    made = Path(tempfile.mkdtemp(prefix="flexcase-", dir="/tmp"))
    made.chmod(0o755)
    yield made
    shutil.rmtree(made, ignore_errors=True)


@dataclass
class Running:
    folder: Path
    process: "subprocess.Popen[bytes]"
    output: Path

    @property
    def status(self) -> status.Status:
        told = status.read(self.folder)
        assert told is not None, self.output.read_text()
        return told

    def url(self, path: str = "") -> str:
        return urljoin(self.status.address, path)

    def pid(self, name: str) -> int:
        return self.status.processes[name]

    def kill(self, name: str) -> None:
        """kill -9 of one part; the stack starts it again (PostgreSQL's keeper does for the database)."""
        os.kill(self.pid(name), signal.SIGKILL)

    def kill_pool(self) -> None:
        """kill -9 of the processes that do the worker's tasks; the worker starts others."""
        worker = self.pid("worker")
        with suppress(FileNotFoundError, ProcessLookupError):
            for pid in Path(f"/proc/{worker}/task/{worker}/children").read_text().split():
                os.kill(int(pid), signal.SIGKILL)

    def until_replaced(self, name: str, former: int) -> None:
        until(lambda: self.status.processes.get(name, former) != former, f"{name} to be started again")

    def environment(self) -> dict[str, str]:
        """For `manage.py` commands on the same data."""
        return {**os.environ, "FLEXCASE_VAR": str(self.folder)}


def start(home: Path, *options: str, environment: Mapping[str, str] | None = None) -> Running:
    """Start the stack and wait until the web server answers."""
    borrow_static_files(home)
    output = home / "output.txt"
    with output.open("wb") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "flexcase.base.embedded.stack", "--var", str(home), "--port", "0", *options],
            cwd=place.CHECKOUT,
            env={**os.environ, **(environment or {})},
            stdin=subprocess.DEVNULL,
            stdout=out,
            stderr=out,
        )

    def ready() -> bool:
        assert process.poll() is None, output.read_text()
        told = status.read(home)
        return told is not None and told.process == process.pid and told.ready

    try:
        until(ready, "the stack")
    except AssertionError:
        stop(process)
        raise
    return Running(home, process, output)


def borrow_database(home: Path) -> str:
    """A copy of a cluster that was made once, for that takes half a minute: by the first command in a fresh checkout.

    Answers what that command said.
    """
    kept = Path(tempfile.gettempdir()) / f"flexcase-cluster-{os.geteuid()}-{fingerprint()}"
    said = kept / "said.txt"
    with kept.with_suffix(".lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not said.exists():
            for older in kept.parent.glob(f"flexcase-cluster-{os.geteuid()}-*/"):
                shutil.rmtree(older)
            kept.mkdir(mode=0o755)
            command = [sys.executable, "manage.py", "deadlines", "--check"]
            own = {**os.environ, "FLEXCASE_VAR": str(kept)}
            told = subprocess.run(command, cwd=place.CHECKOUT, env=own, capture_output=True, text=True, check=False)
            assert told.returncode == 0, told.stderr
            until(lambda: not (kept / "postgres" / "data" / "postmaster.pid").exists(), "the cluster to be laid down")
            said.write_text(told.stdout)
    if not (home / "postgres").exists():
        subprocess.run(["cp", "--archive", kept / "postgres", home / "postgres"], check=True)
    return said.read_text()


@contextmanager
def running(*options: str, environment: Mapping[str, str] | None = None) -> Iterator[Running]:
    with folder() as home:
        borrow_database(home)
        stack = start(home, *options, environment=environment)
        try:
            yield stack
        finally:
            stop(stack.process)


def stop(process: "subprocess.Popen[bytes]") -> None:
    process.terminate()
    try:
        process.wait(30)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()


def borrow_static_files(home: Path) -> None:
    """Collecting them takes seconds, so stacks of tests share those of the checkout."""
    ours = place.CHECKOUT / "var"
    ours.mkdir(exist_ok=True)
    with (ours / "static.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assets.collect(ours, {**os.environ, "FLEXCASE_VAR": str(ours)})
    if not (home / "static").exists():
        (home / "static").symlink_to(ours / "static")
        shutil.copy(ours / "static.stamp", home / "static.stamp")
