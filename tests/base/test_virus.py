"""A real ClamAV daemon with one signature of its own: the EICAR string is found wherever it hides, and nothing is guessed."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytest_django import Settings

from flexcase.base import virus
from tests.cases.papers import word
from tests.stack import folder, until

CLAMD = shutil.which("clamd", path="/usr/sbin:/usr/local/sbin:/usr/bin")
#: In two halves, so that no scanner takes this file away.
EICAR = rb"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"


@pytest.fixture(scope="module")
def daemon() -> Iterator[Path]:
    """clamd on a socket of its own, with a database of one signature: the big one comes from the network."""
    if CLAMD is None:
        pytest.skip("clamd cannot be found: the package clamav-daemon is not installed")
    with folder() as place:
        signatures = place / "signatures"
        signatures.mkdir()
        (signatures / "eicar.ndb").write_text(f"Eicar-Test-Signature:0:*:{EICAR.hex()}\n")
        settings = place / "clamd.conf"
        settings.write_text(
            f"DatabaseDirectory {signatures}\nLocalSocket {place}/clamd\nForeground yes\nStreamMaxLength 1M\n"
            f"TemporaryDirectory {place}\nLogFile {place}/log\n"
        )
        process = subprocess.Popen([CLAMD, f"--config-file={settings}"], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            until(lambda: (place / "clamd").exists() or process.poll() is not None, "clamd listens")
            yield place / "clamd"
        finally:
            process.terminate()
            process.wait()


@pytest.fixture
def configured(daemon: Path, settings: Settings) -> None:
    settings.CLAMD = str(daemon)


@pytest.mark.usefixtures("configured")
def test_a_clean_file_passes() -> None:
    virus.examine(b"%PDF-1.7 en attest")
    virus.examine(word("En udtalelse"))


@pytest.mark.usefixtures("configured")
@pytest.mark.parametrize("content", [EICAR, word("Hej", **{"media/x.bin": EICAR})], ids=["by itself", "packed in a Word file"])
def test_a_virus_is_found(content: bytes) -> None:
    with pytest.raises(virus.Infected, match="Eicar"):
        virus.examine(content)


@pytest.mark.usefixtures("configured")
def test_what_the_daemon_will_not_look_at_is_not_taken_in() -> None:
    with pytest.raises(virus.NotExamined):
        virus.examine(b"a" * (2 * 1024 * 1024))


def test_while_the_daemon_is_away_nothing_is_taken_in(settings: Settings, tmp_path: Path) -> None:
    settings.CLAMD = str(tmp_path / "nobody")
    with pytest.raises(virus.NotExamined):
        virus.examine(b"%PDF-1.7")


def test_where_none_is_configured_nothing_is_asked(settings: Settings) -> None:
    settings.CLAMD = ""
    virus.examine(EICAR)
