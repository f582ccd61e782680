"""What a letter must contain (DESIGN section 7): a typed, frozen description, and what it still lacks.

A letter knows nothing of databases or paper. It is written down as a snapshot, read back exactly, and rendered by
`cases.letters.render`. An empty mandatory part is a finding with a name, never a crash.
"""

import dataclasses
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any, ClassVar, TypeVar, dataclass_transform

from cases.letters.parts import Envelope
from cases.letters.piece import Missing, find_missing, must, piece
from cases.letters.snapshot import check_type, decode, encode


@piece
class Letter:
    """The base of every letter.

    `kind` and `version` choose the template `templates/letters/<kind>/v<version>.html`; old versions are kept.
    `layout` is the version of the paper itself. `title` is the name on the desk, `subject` the reader's headline.
    """

    kind: ClassVar[str]
    version: ClassVar[int] = 1
    layout: ClassVar[int] = 1
    title: ClassVar[str]

    envelope: Envelope = must("Afsender og modtager")

    @property
    def subject(self) -> str:
        """The headline: what the letter says, in the reader's words. Also the title of the PDF."""
        return self.title

    @property
    def template(self) -> str:
        return f"letters/{self.kind}/v{self.version}.html"

    @property
    def base_template(self) -> str:
        return f"letters/base/v{self.layout}.html"

    def missing(self) -> tuple[Missing, ...]:
        """The mandatory parts that are empty; none when the letter may be sent to approval."""
        return (*find_missing(self), *self.also_missing())

    def also_missing(self) -> Iterator[Missing]:
        """What is mandatory only in some letters of the kind; a concrete letter says when."""
        yield from ()

    def to_snapshot(self) -> dict[str, Any]:
        """Every field as JSON-safe values. Kind and version are kept beside it."""
        snapshot: dict[str, Any] = encode(self, type(self), self.kind)
        return snapshot

    def fingerprint(self) -> str:
        """SHA-256 over kind, version and snapshot: the same letter has the same fingerprint."""
        content = [self.kind, self.version, self.layout, self.to_snapshot()]
        return hashlib.sha256(json.dumps(content, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


L = TypeVar("L", bound=type[Letter])

_registry: dict[str, dict[int, type[Letter]]] = {}


class UnknownLetterError(LookupError):
    """No letter of that kind and version is registered."""


@dataclass_transform(frozen_default=True, kw_only_default=True, field_specifiers=(must, dataclasses.field))
def letter(cls: L) -> L:
    """Makes a concrete letter of a class and registers it under its kind and version."""
    made = piece(cls)
    check_type(made)
    versions = _registry.setdefault(made.kind, {})
    other = versions.setdefault(made.version, made)
    if other is not made and other.__qualname__ != made.__qualname__:
        raise ValueError(f"{made.kind} v{made.version} is registered twice: {other} and {made}")
    versions[made.version] = made
    return made


def get(kind: str, version: int | None = None) -> type[Letter]:
    """The class of a kind of letter; the newest version when none is named."""
    versions = _registry.get(kind, {})
    found = versions.get(version if version is not None else max(versions, default=0))
    if found is None:
        raise UnknownLetterError(f"{kind} v{version}" if version else kind)
    return found


def registered() -> tuple[type[Letter], ...]:
    """Every letter that has been registered, by kind and version."""
    return tuple(_registry[kind][version] for kind in sorted(_registry) for version in sorted(_registry[kind]))


def from_snapshot(kind: str, version: int, snapshot: Mapping[str, Any]) -> Letter:
    """The letter that `to_snapshot` wrote down."""
    read: Letter = decode(snapshot, get(kind, version), kind)
    return read
