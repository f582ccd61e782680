"""Encrypted files beside the database: written whole before any row names them; what no row names is swept away."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from pathlib import Path
from uuid import UUID

from django.conf import settings

from flexcase.base.crypto import DataKey, seal, unseal
from flexcase.base.ids import new_id


class FileMissing(Exception):
    """The row names a file that is not there."""


class DiskFull(Exception):
    """The file could not be written; nothing names it, nothing is half done."""


def _path(blob: UUID) -> Path:
    name = blob.hex
    return Path(settings.FILES_DIR) / name[-2:] / name


def store(key: DataKey, content: bytes) -> UUID:
    """Write a file under a random name and return it. Raises DiskFull."""
    blob = new_id()
    path = _path(blob)
    unfinished = path.with_suffix(".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with unfinished.open("wb") as out:
            out.write(seal(key, "file", blob, content))
            out.flush()
            os.fsync(out.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise DiskFull(str(error)) from error
    return blob


def load(key: DataKey, blob: UUID) -> bytes:
    """Read a file. Raises FileMissing, or Unreadable when it was changed."""
    try:
        sealed = _path(blob).read_bytes()
    except FileNotFoundError as error:
        raise FileMissing(str(blob)) from error
    return unseal(key, "file", blob, sealed)


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


def sha256(content: bytes) -> str:
    """The fingerprint by which preview, approval and issue are known to be the same bytes."""
    return hashlib.sha256(content).hexdigest()
