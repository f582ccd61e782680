"""Letters wait for room on the disk. Nothing is half done meanwhile, and nothing is lost afterwards."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.processes.desk import Desk
from tests.processes.ledger import Ledger
from tests.stack import until

pytestmark = [pytest.mark.processes, pytest.mark.xdist_group("processes")]


@contextmanager
def no_room(folder: Path) -> Iterator[None]:
    """A disk smaller than a letter in the folder's place; who may not mount one puts something in the way instead."""
    folder.mkdir(exist_ok=True)
    aside = folder.with_name(f"{folder.name}-aside")
    mounted = _mount(folder)
    if not mounted:
        folder.rename(aside)
        folder.touch()
    try:
        yield
    finally:
        if mounted:
            subprocess.run(["umount", "--lazy", folder], check=True)
        else:
            folder.unlink()
            aside.rename(folder)


def _mount(folder: Path) -> bool:
    if os.geteuid() != 0 or not shutil.which("mount"):
        return False
    command = ["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", folder]
    return subprocess.run(command, check=False, stderr=subprocess.DEVNULL).returncode == 0


@pytest.mark.parametrize(
    ("place", "stands", "words"),
    [
        ("files", "queued", "venter på at blive dannet"),
        ("post", "issued", "venter på at blive sendt"),
    ],
    ids=["store", "digital-post"],
)
def test_letters_wait_for_room(aase: Desk, ledger: Ledger, serials: Iterator[int], place: str, stands: str, words: str) -> None:
    folder = getattr(ledger, place)
    with no_room(folder):
        cases = [aase.register(next(serials)) for _ in range(3)]
        until(lambda: _put_back(ledger, cases) == {(stands, "waiting")}, "all three to be put back")
        assert not [path for path in folder.rglob("*") if path.is_file() and path.suffix != ".part"]
        assert place == "post" or not list(folder.rglob("*.part"))
        page = aase.get("/beskeder/")
        assert page.count(words) == 3
        assert "Systemet prøver igen af sig selv" in page
    ledger.until_delivered(cases)
    ledger.assert_each_once(cases)
    assert words not in aase.get("/beskeder/")


def _put_back(ledger: Ledger, cases: list[str]) -> set[tuple[str, str]]:
    """Where the letters stand, and the work on them: all of it was tried, none is given up."""
    rows = ledger.ask(
        """SELECT letter.state, outbox.state, problem, attempts
           FROM letter JOIN "case" ON "case".id = case_id JOIN outbox ON subject = letter.id
           WHERE number = ANY(%s) AND outbox.state <> 'done'""",
        cases,
    )
    tried = [row for row in rows if row[1] == "waiting" and row[2] and row[3] == 0]
    return {(letter, work) for letter, work, _, _ in rows} if len(tried) == len(cases) else set()
