"""Channels of delivery. Each gives proof of when the citizen is held to have received the letter.

``FileDigitalPost`` writes files and is named for what it is: the adapter to the real Digital Post comes later and keeps
this interface.
"""

from __future__ import annotations

import fcntl
import os
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import ClassVar, Protocol
from uuid import UUID

from django.conf import settings

from cases.models import Letter
from cases.projection import received
from flexcase.base import clock


@dataclass(frozen=True)
class Receipt:
    """Proof of a sending: when it was sent, from when it counts as received, and by what this can be shown."""

    sent_on: date
    received_on: date
    proof: str


class Closed(Exception):
    """The channel took nothing (the post office is closed, its disk is full): try again later."""


class Channel(Protocol):
    """A way to the citizen. ``idempotent``: sending the same delivery twice delivers once."""

    name: ClassVar[str]
    idempotent: ClassVar[bool]

    def send(self, delivery: UUID, letter: Letter) -> Receipt:
        """Send the letter's bytes and return the proof. Raises Closed when nothing was sent."""


class FileDigitalPost:
    """Stands in for Digital Post: writes the letter into a folder. The file's name is the delivery, so twice is once."""

    name: ClassVar[str] = "digital_post"
    idempotent: ClassVar[bool] = True

    def send(self, delivery: UUID, letter: Letter) -> Receipt:
        content = letter.pdf()
        try:
            _write_once(Path(settings.DIGITAL_POST_DIR) / f"{delivery}.pdf", content)
        except OSError as problem:
            raise Closed(str(problem)) from problem
        sent_on = letter.issued_on or clock.today()
        return Receipt(sent_on, received(self.name, sent_on).day, f"fil:{delivery}")


def _write_once(path: Path, content: bytes) -> None:
    """Write a file whole or not at all. Of two writers the second waits; one that was killed leaves nothing in the way."""
    path.parent.mkdir(parents=True, exist_ok=True)
    unfinished = path.with_suffix(".part")
    with unfinished.open("ab") as out:
        fcntl.flock(out, fcntl.LOCK_EX)
        if path.exists():  # another writer was faster; what is open here may be the finished file itself
            if not os.path.samestat(os.fstat(out.fileno()), path.stat()):
                unfinished.unlink(missing_ok=True)
            return
        out.truncate(0)
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
        unfinished.replace(path)


class Paper:
    """An ordinary letter: printed and posted. Received after so many working days from the sending date."""

    name: ClassVar[str] = "paper"
    idempotent: ClassVar[bool] = True

    def send(self, delivery: UUID, letter: Letter) -> Receipt:
        sent_on = letter.issued_on or clock.today()
        return Receipt(sent_on, received(self.name, sent_on).day, f"afsendt:{sent_on.isoformat()}")


_channels: dict[str, Channel] = {channel.name: channel for channel in (FileDigitalPost(), Paper())}


def channel_named(name: str) -> Channel:
    """Raises KeyError for a channel that this installation does not have."""
    return _channels[name]
