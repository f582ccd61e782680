"""A stranger's bytes are opened in a process of its own, with limits of time and memory, and without any of our secrets.

What goes wrong there (a bomb, an endless loop, a crash of a library) ends that process and nothing else. Where a person waits,
all that is done apart for them must come to an end soon (`within`).
"""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import IO, Any

from flexcase.base.files import Content

_WORK = Path(__file__).with_name("strange")
#: Seconds; the child also has a limit of its own on processor time and memory.
_PATIENCE = 60
#: When whoever waits must have an answer, on the clock that only counts; None where nobody waits.
_due: ContextVar[float | None] = ContextVar("due", default=None)


class Misshapen(ValueError):
    """The file cannot be read: torn, not what it seems, or made to do harm. ``so_far`` is what was made before the fault."""

    def __init__(self, fault: str, so_far: bytes = b"") -> None:
        super().__init__(fault)
        self.so_far = so_far


class Late(Misshapen):
    """There was no time to read the file, or it takes longer than a person can wait: others may have the patience."""


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """All that is done apart in here is waited for so long, and no longer."""
    due = time.monotonic() + seconds
    before = _due.get()
    token = _due.set(due if before is None else min(before, due))
    try:
        yield
    finally:
        _due.reset(token)


def apart(work: str, content: Content, **told: Any) -> bytes:
    """Do one of the works of ``strange``. Raises Misshapen, or Late."""
    patience = _patience()
    if patience <= 0:
        raise Late(f"{work}: not begun")
    try:
        done = _done(work, content, told, patience)
    except subprocess.TimeoutExpired as late:
        raise Late(f"{work}: not done within {patience:.0f} s", late.stdout or b"") from late
    except OSError as problem:  # no room for it, on the disk or in memory
        raise Late(f"{work}: not begun") from problem
    if done.returncode != 0:
        raise Misshapen(f"{work}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}", done.stdout)
    return done.stdout


def _patience() -> float:
    due = _due.get()
    return _PATIENCE if due is None else min(_PATIENCE, due - time.monotonic())


def _done(work: str, content: Content, told: dict[str, Any], patience: float) -> subprocess.CompletedProcess[bytes]:
    """A file on the disk goes in by itself, so that a large one is never in our memory.

    What is told with it may be words that are struck, so it stands in no list of processes and in no file with a name.
    """
    with os.fdopen(os.memfd_create("told"), "wb") as beside, tempfile.TemporaryDirectory() as scratch:
        beside.write(json.dumps(told).encode())
        beside.flush()

        def run(**given: Any) -> subprocess.CompletedProcess[bytes]:
            return subprocess.run(
                [sys.executable, "-I", str(_WORK), work, str(beside.fileno())],
                capture_output=True,
                timeout=patience,
                env={"TMPDIR": scratch},
                cwd="/",
                pass_fds=[beside.fileno()],
                check=False,
                **given,
            )

        if isinstance(content, io.BytesIO):
            content = content.getvalue()
        if isinstance(content, bytes):
            return run(input=content)
        with _anew(content) as beginning:
            return run(stdin=beginning)


def _anew(content: IO[bytes]) -> IO[bytes]:
    """The same file from its beginning, with a place of its own to read from."""
    content.flush()
    return Path(f"/proc/self/fd/{content.fileno()}").open("rb")
