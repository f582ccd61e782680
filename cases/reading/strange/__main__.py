"""Does one work within limits: ``python -I strange WORK TOLD``, the file on standard input, the answer on standard output.

TOLD is the number of an open file with what else must be known, as JSON.
"""

from __future__ import annotations

import importlib
import json
import os
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

#: Bytes of memory and seconds of processor time.
MEMORY, SECONDS = 2 * 1024**3, 30
#: Bytes of a file that it writes (a face for its letters), and of its answer: what was packed may unfold without end.
WRITTEN, ANSWERED = 1024**2, 200 * 1024**2
#: Each work, and the file here that does it.
WORKS = {
    "picture": "pictures",
    "word": "word",
    "pages": "pdf",
    "page": "pdf",
    "words": "pdf",
    "mail": "mail",
    "attachment": "mail",
    "pressed": "paper",
    "said": "struck",
    "drawn": "struck",
    "struck": "struck",
    "locked": "tame",
    "tamed": "tame",
}


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (WRITTEN, WRITTEN))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _do(name: str, told: int) -> None:
    """A work answers bytes, or pieces that are written at once: what comes before a fault is not lost."""
    sys.path[0] = str(Path(__file__).parents[3])
    work: Callable[..., bytes | Iterable[bytes]] = getattr(
        importlib.import_module(f"cases.reading.strange.{WORKS[name]}"), name
    )
    more = json.loads(os.pread(told, os.fstat(told).st_size, 0))
    answer, left = work(sys.stdin.buffer.read(), **more), ANSWERED
    for piece in [answer] if isinstance(answer, bytes) else answer:
        left -= len(piece)
        if left < 0:
            raise ValueError("the answer is longer than that of an honest file")
        sys.stdout.buffer.write(piece)
        sys.stdout.flush()


if __name__ == "__main__":
    _bounded()
    _do(sys.argv[1], int(sys.argv[2]))
