"""The embedded services live exactly as long as somebody needs them, whatever is killed."""

import email
import os
import pwd
import signal
import smtplib
import socket
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

from flexcase.base.embedded import place, status
from tests import stack
from tests.stack import Running, until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]

HOLDER = """
import sys
from pathlib import Path
from flexcase.base.embedded import postgres
held = postgres.hold(Path(sys.argv[1]))
print(held.process_id(), held.socket_dir, flush=True)
sys.stdin.read()
"""


class Holder:
    """A process that holds the embedded PostgreSQL until its standard input is closed."""

    def __init__(self, folder: Path, account: int | None = None) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-c", HOLDER, str(folder)],
            cwd=place.CHECKOUT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            user=account,
        )

    def server(self) -> int:
        assert self.process.stdout
        self.line = self.process.stdout.readline()
        assert self.line.split()[:1] and self.line.split()[0].isdecimal(), self.line + self.process.stdout.read()
        return int(self.line.split()[0])

    def connect(self, user: str = "flexcase_owner") -> psycopg.Connection:
        return psycopg.connect(host=self.line.split()[1], user=user, dbname="flexcase", autocommit=True)

    def kill(self) -> None:
        self.process.kill()
        self._bury()

    def let_go(self) -> None:
        self._bury()

    def _bury(self) -> None:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()


@pytest.fixture
def folder(clean_environment: pytest.MonkeyPatch) -> Iterator[Path]:
    with stack.folder() as made:
        yield made
        until(lambda: not _processes_of(made), "everybody to have left")


def _processes_of(folder: Path) -> list[int]:
    """Whoever names the folder on the command line and still runs."""
    found = []
    for process in Path("/proc").iterdir():
        if process.name.isdecimal() and status.alive(int(process.name)):
            try:
                command = (process / "cmdline").read_bytes()
            except (FileNotFoundError, ProcessLookupError):
                continue
            if str(folder).encode() in command:
                found.append(int(process.name))
    return found


def _keeper_of(folder: Path) -> int:
    return next(pid for pid in _processes_of(folder) if b"keeper.py" in Path(f"/proc/{pid}/cmdline").read_bytes())


def test_two_users_share_one_server_and_the_last_one_takes_it_along(folder: Path) -> None:
    first, second = Holder(folder), Holder(folder)
    assert first.server() == second.server()
    first.let_go()
    with second.connect() as connection:
        assert connection.execute("SELECT 1").fetchone() == (1,)
    server = int(second.line.split()[0])
    second.let_go()
    until(lambda: not status.alive(server), "PostgreSQL to stop")


def test_a_holder_killed_outright_leaves_no_server(folder: Path) -> None:
    holder = Holder(folder)
    server = holder.server()
    holder.kill()
    until(lambda: not status.alive(server), "PostgreSQL to stop")


def test_data_stays_when_users_come_and_go(folder: Path) -> None:
    holder = Holder(folder)
    holder.server()
    with holder.connect() as connection:
        connection.execute("CREATE TABLE kept (word text)")
        connection.execute("INSERT INTO kept VALUES ('blåbærgrød')")
    for _ in range(3):  # each comes while the keeper of the one before may just be stopping its server
        holder.kill()
        holder = Holder(folder)
        holder.server()
    with holder.connect() as connection:
        assert connection.execute("SELECT upper(word) FROM kept").fetchone() == ("BLÅBÆRGRØD",)
    holder.let_go()


@pytest.mark.parametrize("victims", [("server",), ("keeper",), ("server", "keeper")])
def test_a_killed_server_or_keeper_is_replaced_and_loses_nothing(folder: Path, victims: tuple[str, ...]) -> None:
    holder = Holder(folder)
    server = holder.server()
    with holder.connect() as connection:
        connection.execute("CREATE TABLE kept AS SELECT 1 AS number")
    processes = {"server": server, "keeper": _keeper_of(folder)}
    for name in victims:
        os.kill(processes[name], signal.SIGKILL)
    second = Holder(folder)
    assert second.server() != server
    with second.connect() as connection:
        assert connection.execute("SELECT number FROM kept").fetchone() == (1,)
    holder.let_go()
    second.let_go()


def test_a_server_that_cannot_start_is_told_in_one_sentence(folder: Path) -> None:
    holder = Holder(folder)
    holder.server()
    holder.let_go()
    until(lambda: not _processes_of(folder), "PostgreSQL to stop")
    data = next(path for path in folder.rglob("PG_VERSION") if path.parent.name == "data")
    data.write_text("12\n")
    refused = Holder(folder)
    output = refused.process.communicate()[0]
    assert "was made by PostgreSQL 12, but installed is postgres" in output.splitlines()[-1]


def test_the_application_owns_nothing_and_may_only_use_rows(folder: Path) -> None:
    holder = Holder(folder)
    holder.server()
    with holder.connect() as owner:
        owner.execute("CREATE TABLE thing (id bigint GENERATED BY DEFAULT AS IDENTITY, word text)")
    with holder.connect("flexcase_app") as app:
        app.execute("INSERT INTO thing (word) VALUES ('x')")
        app.execute("DELETE FROM thing")
        for forbidden in ("TRUNCATE thing", "DROP TABLE thing", "CREATE TABLE other ()", "ALTER TABLE thing ADD y int"):
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                app.execute(forbidden)
    holder.let_go()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can try both")
def test_root_hides_its_data_from_others_and_others_need_no_root(folder: Path) -> None:
    holder = Holder(folder)
    server = holder.server()
    assert Path(f"/proc/{server}").stat().st_uid == pwd.getpwnam("nobody").pw_uid
    assert (folder / "postgres").stat().st_mode & 0o7 == 0
    holder.let_go()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has a folder that others cannot reach")
def test_a_checkout_that_others_cannot_reach_keeps_its_data_elsewhere(folder: Path) -> None:
    closed = folder / "closed"
    closed.mkdir(mode=0o700)
    where = place.prepare(closed)
    assert where.home.parent == place.ELSEWHERE
    holder = Holder(closed)
    holder.server()
    assert where.data.exists()
    holder.let_go()
    until(lambda: not _processes_of(where.home), "PostgreSQL to stop")
    subprocess.run(["rm", "-rf", where.home], check=True)


def test_binaries_copied_for_an_account_that_cannot_reach_them_still_run(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(place, "ELSEWHERE", folder / "elsewhere")
    for program in ("postgres", "initdb"):
        copied = place._copy(place._wheel()) / "pginstall" / "bin" / program
        assert copied.is_relative_to(folder)
        said = subprocess.run([copied, "--version"], capture_output=True, text=True, check=True, env={})
        assert "PostgreSQL" in said.stdout


def test_a_deep_checkout_has_a_short_socket(folder: Path) -> None:
    deep = folder / ("æble-" * 12) / ("pære-" * 8)
    where = place.prepare(deep)
    assert len(str(where.sockets)) <= place.LONGEST_SOCKET_FOLDER
    where.sockets.rmdir()


def test_the_mail_catcher_keeps_whole_messages(folder: Path) -> None:
    listener = socket.create_server(("127.0.0.1", 0))
    options = ("--folder", str(folder / "mail"), "--listener", str(listener.fileno()))
    catcher = subprocess.Popen(
        [sys.executable, "-m", "flexcase.base.embedded.mailcatcher", *options],
        cwd=place.CHECKOUT,
        pass_fds=[listener.fileno()],
    )
    with smtplib.SMTP(*listener.getsockname(), timeout=30) as smtp:
        smtp.sendmail("a@nordhavn.example", ["b@nordhavn.example"], b"Subject: Kvittering\n\nHej")
    listener.close()
    (kept,) = (folder / "mail").glob("*.eml")
    assert email.message_from_bytes(kept.read_bytes())["Subject"] == "Kvittering"
    catcher.terminate()
    assert catcher.wait(30) == 0


# -- the stack


@pytest.fixture(scope="module")
def whole_stack() -> Iterator[Running]:
    """One for all that leave it running; those that end it start their own."""
    with pytest.MonkeyPatch.context() as patch:
        for name in list(os.environ):
            if name.startswith(("FLEXCASE_", "CELERY_", "DATABASE_URL", "PYTEST_")):
                patch.delenv(name)
        with stack.running("--no-demo") as running:
            yield running


def _web_answers(running: Running) -> bool:
    try:
        with urllib.request.urlopen(running.url(), timeout=10) as answer:
            return answer.status == 200
    except urllib.error.HTTPError as answer:
        answer.close()
        return answer.code < 500
    except OSError:
        return False


@pytest.mark.parametrize("name", ["web", "worker", "beat", "valkey", "mail", "postgres"])
def test_a_part_that_is_killed_comes_back(whole_stack: Running, name: str) -> None:
    former = whole_stack.pid(name)
    whole_stack.kill(name)
    whole_stack.until_replaced(name, former)
    until(lambda: _web_answers(whole_stack), "the web server to answer again")


def test_a_second_stack_in_the_same_folder_is_told_so(whole_stack: Running) -> None:
    said = _refusal("--var", str(whole_stack.folder))
    assert "runs already" in said
    assert whole_stack.status.address in said


def test_a_taken_port_is_told_before_anything_is_started(folder: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        said = _refusal("--var", str(folder), "--port", str(port))
    assert f"Port {port} is not to be had" in said
    assert not (folder / "postgres").exists()


def _refusal(*options: str) -> str:
    command = [sys.executable, "-m", "flexcase.base.embedded.stack", *options]
    refused = subprocess.run(command, cwd=place.CHECKOUT, capture_output=True, text=True, check=False)
    assert refused.returncode == 1
    assert len(refused.stderr.splitlines()) == 1, refused.stderr
    return refused.stderr


@pytest.fixture(scope="module")
def same_home() -> Iterator[Path]:
    """For stacks that are started one after the other where the one before has left its data."""
    with stack.folder() as made:
        yield made


def test_a_command_in_a_fresh_checkout_makes_its_own_tables(same_home: Path, clean_environment: pytest.MonkeyPatch) -> None:
    """Every stack of these tests stands on the tables that such a command made."""
    assert stack.borrow_database(same_home) == "0 sager, 0 forskelle\n"


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT, signal.SIGTERM])
def test_nobody_is_left_when_the_stack_ends_and_it_starts_again(
    same_home: Path, clean_environment: pytest.MonkeyPatch, how: signal.Signals
) -> None:
    running = stack.start(same_home, "--no-demo")
    assert _web_answers(running)
    everybody = {pid for parent in running.status.processes.values() for pid in (parent, *_children(parent))}
    assert len(everybody) > len(running.status.processes)  # gunicorn's and Celery's children are among them
    running.process.send_signal(how)
    assert running.process.wait(60) == (-signal.SIGKILL if how == signal.SIGKILL else 0)
    until(lambda: not any(map(status.alive, everybody)), "every process to end")
    assert how == signal.SIGKILL or status.read(same_home) is None


def _children(parent: int) -> list[int]:
    return [int(pid) for pid in Path(f"/proc/{parent}/task/{parent}/children").read_text().split()]
