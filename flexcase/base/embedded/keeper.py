"""The keeper starts PostgreSQL, waits until nobody uses it any more, stops it and leaves.

Run by path in a Python that knows only the standard library, so that it starts in milliseconds. The caller waits for
the first process, which ends when the server answers; the keeper itself goes on in a session of its own, so that Ctrl-C
in one terminal does not take the server from a user in another.

Three locks tell all there is to know, and the kernel releases them however a process ends:
  users.lock   shared by every user; the keeper waits to have it alone
  keeper.lock  held by the keeper for as long as it lives
  server.lock  handed on to PostgreSQL and its children: while it is held, one of them is alive
"""

import argparse
import ctypes
import fcntl
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from types import FrameType
from typing import NoReturn

PATIENCE = 60.0
STOP_AFTER = 60.0
CRASHES_IN_A_ROW = 5
PR_SET_PDEATHSIG = 1
libc = ctypes.CDLL(None)


class ServerDied(Exception):
    """The server ended by itself while the keeper waited for its users to go."""


class Keeper:
    def __init__(self, home: Path, sockets: Path, binaries: Path, account: tuple[int, int] | None) -> None:
        self.home, self.sockets, self.binaries, self.account = home, sockets, binaries, account
        self.data = home / "data"
        self.server: subprocess.Popen[bytes] | None = None

    # -- starting

    def run(self, program: str, *arguments: str, keep: tuple[int, ...] = ()) -> "subprocess.Popen[bytes]":
        """Start a program of PostgreSQL as its own account, tied to the keeper's life."""
        keeper = os.getpid()

        def tie() -> None:
            libc.prctl(PR_SET_PDEATHSIG, int(signal.SIGINT), 0, 0, 0)
            if os.getppid() != keeper:
                os._exit(1)

        uid, gid = self.account or (None, None)
        return subprocess.Popen(
            [str(self.binaries / program), *arguments],
            cwd="/",
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C"},
            stdin=subprocess.DEVNULL,
            pass_fds=keep,
            start_new_session=True,
            user=uid,
            group=gid,
            extra_groups=[] if self.account else None,
            preexec_fn=tie,  # safe: the keeper has one thread
        )

    def create(self) -> None:
        """A new cluster, made beside its place and moved there whole: a half-made one is never taken for a cluster."""
        nest = self.home / "new"
        shutil.rmtree(nest, ignore_errors=True)
        nest.mkdir(mode=0o700)
        if self.account:
            os.chown(nest, *self.account)
        made = self.run(
            *("initdb", "--pgdata", str(nest), "--username", "postgres", "--auth-local=trust", "--auth-host=reject"),
            *("--encoding=UTF8", "--locale=C", "--lc-ctype=C.UTF-8", "--locale-provider=builtin"),
            *("--builtin-locale=C.UTF-8", "--no-instructions"),
        ).wait()
        if made != 0:
            raise SystemExit(f"initdb failed with {made}")
        nest.rename(self.data)

    def start(self) -> None:
        server_lock = take(self.home / "server.lock")
        assert server_lock is not None
        # Nobody of an earlier server is left, so its pid files are stale, whoever has that number today.
        for stale in (self.data / "postmaster.pid", *self.sockets.glob(".s.PGSQL.*")):
            stale.unlink(missing_ok=True)
        self.server = self.run(
            *("postgres", "-D", str(self.data), "-c", f"unix_socket_directories={self.sockets}"),
            *("-c", "listen_addresses=", "-c", "unix_socket_permissions=0700", "-c", "max_connections=200"),
            *("-c", "shared_buffers=128MB", "-c", "jit=off", "-c", "log_timezone=UTC", "-c", "timezone=UTC"),
            *("-c", "log_line_prefix=%m [%p] %d ", "-c", "log_checkpoints=off"),
            keep=(server_lock,),
        )
        os.close(server_lock)
        deadline = time.monotonic() + PATIENCE
        while not self.ready():
            if self.server.poll() is not None:
                raise ServerDied(f"postgres ended with {self.server.returncode}")
            if time.monotonic() > deadline:
                raise ServerDied(f"postgres was not ready after {PATIENCE:.0f} s")
            time.sleep(0.005)

    def ready(self) -> bool:
        try:
            lines = (self.data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) >= 8 and lines[7].strip() == "ready"

    # -- waiting and stopping

    def wait_for_users_to_go(self) -> None:
        """Blocks until this process alone has the users' lock; a dying server interrupts the wait."""
        signal.signal(signal.SIGCHLD, self._on_child)
        if self.server is not None and self.server.poll() is not None:
            raise ServerDied(f"postgres ended with {self.server.returncode}")
        try:
            take(self.home / "users.lock")
        finally:
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)

    def _on_child(self, _signum: int, _frame: FrameType | None) -> None:
        if self.server is not None and self.server.poll() is not None:
            raise ServerDied(f"postgres ended with {self.server.returncode}")

    def stop(self) -> None:
        """Fast shutdown: sessions are ended, everything is on disk."""
        if self.server is None or self.server.poll() is not None:
            return
        self.server.send_signal(signal.SIGINT)
        try:
            self.server.wait(STOP_AFTER)
        except subprocess.TimeoutExpired:
            self.server.send_signal(signal.SIGQUIT)
            self.server.wait()

    def keep(self) -> None:
        """Wait for the users to go; meanwhile start a server that crashed once more, unless it keeps crashing."""
        crashes, since = 0, time.monotonic()
        while True:
            try:
                if self.server is None or self.server.poll() is not None:
                    self.start()
                self.wait_for_users_to_go()
                return
            except ServerDied as died:
                crashes = 1 if time.monotonic() - since > 60 else crashes + 1
                since = time.monotonic()
                say(f"{died}; started again")
                if crashes > CRASHES_IN_A_ROW:
                    raise SystemExit("postgres keeps ending: giving up") from died
                time.sleep(0.1 * crashes)


def take(path: Path, wait: bool = True) -> int | None:
    """Open a lock file and have it alone; without waiting, `None` when somebody else has it."""
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(handle)
        return None
    return handle


def say(what: str) -> None:
    sys.stderr.write(f"keeper: {what}\n")
    sys.stderr.flush()


def leave(signum: int, _frame: FrameType | None) -> NoReturn:
    raise SystemExit(f"told to stop by signal {signum}")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--home", type=Path, required=True)
    parser.add_argument("--sockets", type=Path, required=True)
    parser.add_argument("--binaries", type=Path, required=True)
    parser.add_argument("--account", help="uid:gid to drop to")
    given = parser.parse_args()
    uid_gid = given.account.split(":") if given.account else None
    account = (int(uid_gid[0]), int(uid_gid[1])) if uid_gid else None
    keeper = Keeper(given.home, given.sockets, given.binaries, account)

    listener, teller = os.pipe()
    if os.fork() > 0:  # the caller's process: ends as soon as the keeper says that the server is ready
        os.close(teller)
        os._exit(0 if os.read(listener, 1) else 1)
    os.close(listener)
    os.setsid()
    log = os.open(given.home / "postgres.log", os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
    for stream in (1, 2):
        os.dup2(log, stream)
    for stop in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(stop, leave)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        if take(given.home / "keeper.lock", wait=False) is None:  # that keeper is starting a crashed server again
            os.write(teller, b"1")
            return
        if not (keeper.data / "PG_VERSION").exists():
            keeper.create()
        keeper.start()
        os.write(teller, b"1")
        os.close(teller)
        keeper.keep()
    except ServerDied as died:  # at the very first start: the caller is told by the closed pipe
        raise SystemExit(str(died)) from died
    finally:
        keeper.stop()


if __name__ == "__main__":
    main()
