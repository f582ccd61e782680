"""Encrypted files beside the database: written whole before any row names them; what no row names is swept away."""

from __future__ import annotations

import hashlib
import io
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO
from uuid import UUID

from django.conf import settings

from flexcase.base.crypto import DataKey, sealing, unsealing
from flexcase.base.ids import new_id

#: A file at hand, or one that lies on the disk because it may be large.
Content = bytes | IO[bytes]
#: What is no larger than this is kept in memory.
SMALL = 1024 * 1024


class FileMissing(Exception):
    """The row names a file that is not there."""


class DiskFull(Exception):
    """The file could not be written; nothing names it, nothing is half done."""


def _path(blob: UUID) -> Path:
    name = blob.hex
    return Path(settings.FILES_DIR) / name[-2:] / name


def as_file(content: Content) -> IO[bytes]:
    """The content from its beginning."""
    if isinstance(content, bytes):
        return io.BytesIO(content)
    content.seek(0)
    return content


def size_of(content: Content) -> int:
    """How many bytes it has."""
    return len(content) if isinstance(content, bytes) else content.seek(0, os.SEEK_END)


def mentions(content: Content, sign: bytes) -> bool:
    """Whether these bytes stand anywhere, also across two pieces."""
    source, before = as_file(content), b""
    while piece := source.read(SMALL):
        if sign in before + piece:
            return True
        before = piece[-len(sign) :]
    return False


class Unnamed(tempfile.SpooledTemporaryFile[bytes]):
    """A file that nobody else can open. It is gone when it is closed, when nobody holds it, and when we are killed."""

    def __init__(self) -> None:
        super().__init__(max_size=SMALL)

    def __del__(self) -> None:
        self.close()


def store(key: DataKey, content: Content) -> UUID:
    """Write a file under a random name and return it. Raises DiskFull."""
    blob = new_id()
    path = _path(blob)
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as out:
            out.writelines(sealing(key, "file", blob, as_file(content)))
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise DiskFull(str(error)) from error
    return blob


def load(key: DataKey, blob: UUID) -> bytes:
    """Read a file. Raises FileMissing, or Unreadable when it was changed."""
    with opened(key, blob) as content:
        return content.read()


def opened(key: DataKey, blob: UUID) -> IO[bytes]:
    """The same, but as a file: what is large never lies in memory as a whole."""
    content = Unnamed()
    try:
        with _path(blob).open("rb") as sealed:
            for piece in unsealing(key, "file", blob, sealed, os.fstat(sealed.fileno()).st_size):
                content.write(piece)
    except FileNotFoundError as error:
        raise FileMissing(str(blob)) from error
    content.seek(0)
    return content


def remove(blob: UUID) -> None:
    """Delete a file; one that is gone already is fine."""
    _path(blob).unlink(missing_ok=True)


def names() -> set[UUID]:
    """Every finished file in the store."""
    return {UUID(path.name) for path in Path(settings.FILES_DIR).glob("??/*") if path.suffix == ""}


def sweep(named: set[UUID], older_than: float) -> int:
    """Remove files that nothing names, and what a killed writer left unfinished. ``older_than``: seconds since 1970.

    A younger file may belong to an action that has not committed yet.
    """
    removed = 0
    for path in Path(settings.FILES_DIR).glob("??/*"):
        if path.suffix or UUID(path.name) not in named:
            with suppress(FileNotFoundError):  # finished, or swept by another
                if path.stat().st_mtime < older_than:
                    path.unlink()
                    removed += 1
    return removed


def sha256(content: Content) -> str:
    """The fingerprint by which preview, approval and issue are known to be the same bytes."""
    return hashlib.file_digest(as_file(content), "sha256").hexdigest()  # type: ignore[arg-type]  # the stub of IO has no readinto
