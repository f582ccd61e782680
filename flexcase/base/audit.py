"""A chain of hashes: what is changed, cut out or cut off can be named afterwards."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

GENESIS = "0" * 64


@dataclass(frozen=True)
class Link:
    """One entry as it lies in the table."""

    seq: int
    body: str
    previous: str
    hash: str


def canonical(facts: Mapping[str, Any]) -> str:
    """The one spelling of an entry that is hashed and stored."""
    return json.dumps(facts, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def link_hash(previous: str, body: str) -> str:
    """The hash of an entry, bound to the one before."""
    return hashlib.sha256(f"{previous}\n{body}".encode()).hexdigest()


def broken(links: Iterable[Link]) -> str | None:
    """The first thing that is wrong with a chain, in words; None when it is whole."""
    previous, expected = GENESIS, 1
    for link in links:
        if link.seq != expected:
            return f"hændelse {expected} mangler"
        if link.previous != previous:
            return f"hændelse {link.seq} hænger ikke sammen med den forrige"
        if link_hash(previous, link.body) != link.hash:
            return f"hændelse {link.seq} er ændret"
        previous, expected = link.hash, expected + 1
    return None
