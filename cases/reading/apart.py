"""A stranger's bytes are opened in a process of its own, with limits of time and memory, and without any of our secrets.

What goes wrong there (a bomb, an endless loop, a crash of a library) ends that process and nothing else.
"""

from __future__ import annotations

import io
import json
import subprocess
import sys
from pathlib import Path
from typing import IO, Any

from flexcase.base.files import Content

_WORK = Path(__file__).with_name("strange")
#: Seconds; the child also has a limit of its own on processor time and memory.
_PATIENCE = 60


class Misshapen(ValueError):
    """The file cannot be read: torn, not what it seems, or made to do harm. ``so_far`` is what was made before the fault."""

    def __init__(self, fault: str, so_far: bytes = b"") -> None:
        super().__init__(fault)
        self.so_far = so_far


def apart(work: str, content: Content, **told: Any) -> bytes:
    """Do one of the works of ``strange``. Raises Misshapen."""
    command = [sys.executable, "-I", str(_WORK), work, json.dumps(told)]
    try:
        done = _done(command, content)
    except subprocess.TimeoutExpired as late:
        raise Misshapen(f"{work}: not done within {_PATIENCE} s", late.stdout or b"") from late
    if done.returncode != 0:
        raise Misshapen(f"{work}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}", done.stdout)
    return done.stdout


def _done(command: list[str], content: Content) -> subprocess.CompletedProcess[bytes]:
    """A file on the disk goes in by itself, so that a large one is never in our memory."""

    def run(**given: Any) -> subprocess.CompletedProcess[bytes]:
        return subprocess.run(command, capture_output=True, timeout=_PATIENCE, env={}, cwd="/", check=False, **given)

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
