"""Does one work within limits: ``python -I strange WORK JSON``, the file on standard input, the answer on standard output."""

from __future__ import annotations

import importlib
import json
import resource
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

#: Bytes of memory and seconds of processor time.
MEMORY, SECONDS = 2 * 1024**3, 30
#: Each work, and the file here that does it.
WORKS = {
    "picture": "pictures",
    "word": "word",
    "pages": "pdf",
    "page": "pdf",
    "words": "pdf",
    "mail": "mail",
    "attachment": "mail",
}


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _do(name: str, told: str) -> None:
    """A work answers bytes, or pieces that are written at once: what comes before a fault is not lost."""
    sys.path[0] = str(Path(__file__).parents[3])
    work: Callable[..., bytes | Iterable[bytes]] = getattr(
        importlib.import_module(f"cases.reading.strange.{WORKS[name]}"), name
    )
    answer = work(sys.stdin.buffer.read(), **json.loads(told))
    for piece in [answer] if isinstance(answer, bytes) else answer:
        sys.stdout.buffer.write(piece)
        sys.stdout.flush()


if __name__ == "__main__":
    _bounded()
    _do(*sys.argv[1:])
