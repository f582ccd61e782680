"""What is done at night: files without a row removed, the heads of all chains sealed."""

from __future__ import annotations

import hashlib
from datetime import timedelta

from cases.letters.posting import stored_blobs
from cases.models import Event
from cases.papers.holding import let_go_of_old
from cases.writing import drafts
from flexcase.base import clock, files
from flexcase.base.models import Digest

#: A file younger than this may belong to an action that has not committed yet.
GRACE = timedelta(hours=1)


def sweep_files() -> int:
    """Remove files that no row names, and unfinished ones that nobody is writing now."""
    let_go_of_old()
    return files.sweep(stored_blobs(), (clock.now() - GRACE).timestamp())


def forget_typed() -> int:
    """Throw away what was typed long ago and became nothing."""
    return drafts.forget_typed()


def heads() -> list[tuple[str, int, str]]:
    """The last event of every case: case, seq, hash."""
    last = Event.objects.order_by("case", "-seq").distinct("case").values_list("case", "seq", "hash")
    return sorted((str(case), seq, head) for case, seq, head in last)


def digest_of(found: list[tuple[str, int, str]]) -> str:
    """One hash over all heads."""
    return hashlib.sha256("\n".join(f"{case} {seq} {head}" for case, seq, head in found).encode()).hexdigest()


def daily_digest() -> str:
    """Write today's digest once. Exported to another place, it finds a chain whose tail was cut off."""
    found = heads()
    digest, _ = Digest.objects.get_or_create(day=clock.today(), defaults={"heads": len(found), "hash": digest_of(found)})
    return digest.hash
