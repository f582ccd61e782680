"""A stranger's bytes are opened in a process of its own, with limits of time and memory, and without any of our secrets.

What goes wrong there (a bomb, an endless loop, a crash of a library) ends that process and nothing else.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

_WORK = Path(__file__).with_name("strange.py")
#: Seconds; the child also has a limit of its own on processor time and memory.
_PATIENCE = 60


class Misshapen(ValueError):
    """The file cannot be read: torn, not what it seems, or made to do harm."""


def apart(work: str, content: bytes, **told: Any) -> bytes:
    """Do one of the works of ``strange.py``. Raises Misshapen."""
    command = [sys.executable, "-I", str(_WORK), work, json.dumps(told)]
    try:
        done = subprocess.run(command, input=content, capture_output=True, timeout=_PATIENCE, env={}, cwd="/", check=False)
    except subprocess.TimeoutExpired as late:
        raise Misshapen(f"{work}: not done within {_PATIENCE} s") from late
    if done.returncode != 0:
        raise Misshapen(f"{work}: {done.stderr.decode(errors='replace').strip().splitlines()[-1:]}")
    return done.stdout
