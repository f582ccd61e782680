"""Uploaded files: looked at, measured and stored before any action names them. What they claim to be counts for nothing."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import IO
from uuid import UUID

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from cases.reading import formats, mail
from cases.reading.apart import Late, Misshapen, apart
from cases.reading.strange.bounds import MOST_LONG, MOST_PIXELS
from flexcase.base import files, virus
from flexcase.base.crypto import DataKey
from flexcase.base.files import Content, as_file

_log = logging.getLogger("flexcase.uploads")
#: What may be put on a case, in words for whoever chooses a file.
TAKEN = f"PDF, Word, JPG, PNG, HEIC eller en mail. Højst {settings.UPLOAD_MAX_BYTES // 1024 // 1024} MB."

_NO_ROOM = "Filen kunne ikke gemmes lige nu. Prøv igen om lidt; teksten er der endnu."


@dataclass(frozen=True)
class StoredFile:
    """A file in the store that no row names yet."""

    blob: UUID
    media_type: str
    size: int
    sha256: str


def store(key: DataKey, content: Content) -> StoredFile:
    """Check and store. Raises ValidationError with a Danish sentence."""
    if not as_file(content).read(1):
        raise ValidationError("Filen er tom. Vælg en anden fil.")
    _within_limit(files.size_of(content))
    try:
        virus.examine(content)
    except virus.Infected as known:
        _log.warning("a file was refused: %s", known)
        raise ValidationError("Filen rummer en virus og er ikke gemt. Bed afsenderen om en ny.") from known
    except virus.NotExamined as unknown:
        _log.error("clamd did not examine a file: %s", unknown)
        raise ValidationError("Filen kunne ikke undersøges for virus lige nu og er ikke gemt. Prøv igen om lidt.") from unknown
    found = formats.media_type_of(content)
    if problem := _unfit(content, found):
        raise ValidationError(problem)
    try:
        blob = files.store(key, content)
    except files.DiskFull as full:
        raise ValidationError(_NO_ROOM) from full
    return StoredFile(blob, found, files.size_of(content), files.sha256(content))


def _within_limit(size: int) -> None:
    if size > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(_too_many_bytes())


def _too_many_bytes() -> str:
    most = settings.UPLOAD_MAX_BYTES // 1024 // 1024
    return f"Filen er for stor. Den må højst fylde {most} MB. Gem den mindre, eller del den i flere filer."


def told_to_browsers() -> dict[str, str]:
    """How much a file may fill, and what is said of a larger one: so that upload.js need not send it to hear so."""
    return {"data-upload-most": str(settings.UPLOAD_MAX_BYTES), "data-upload-too-large": _too_many_bytes()}


def _unfit(content: Content, found: str) -> str:
    """Why it cannot be put on a case, in a sentence that says what to do."""
    if not found and as_file(content).read(8) == formats.OLE:
        return "Filen er en gammel Office-fil. Gem den som PDF eller DOCX, og vælg den igen."
    if not found:
        return "Filen skal være PDF, Word (DOCX), JPG, PNG, HEIC eller en mail (EML, MSG). Gem den som PDF, og vælg den igen."
    if found in {formats.JPG, formats.PNG} and _too_large(content):
        return "Billedet har for mange punkter. Gem det mindre, og vælg det igen."
    try:
        if found == formats.PDF and _locked(content):
            return "PDF-filen er låst med en kode. Gem den uden kode, og vælg den igen."
        if found in _OPENED:
            _open(content, found)
    except Late:
        return "Filen nåede ikke at blive undersøgt. Vælg den igen. Sker det igen, så gem den som PDF først."
    except Misshapen:
        return f"{_OPENED.get(found, 'PDF-filen')} kan ikke åbnes. Gem filen som PDF, og vælg den igen."
    return ""


#: What must be opened to be shown, so it is tried at once: nobody else can say later what stood in it.
_OPENED = {formats.HEIC: "HEIC-billedet", formats.DOCX: "Word-filen", **dict.fromkeys(formats.MAILS, "Mailen")}


def _open(content: Content, found: str) -> None:
    if found in formats.MAILS:
        mail.read(content)
    else:
        apart("word" if found == formats.DOCX else "picture", content)


def _locked(content: Content) -> bool:
    """Whether a PDF opens only with a code. It would stand in the way of every letter that encloses the case's papers.

    One that cannot be opened at all is kept as it came.
    """
    return files.mentions(content, b"/Encrypt") and bool(apart("locked", content))


def _too_large(content: Content) -> bool:
    """Whether a picture of few bytes would unfold to more than a worker can hold. Only its head is read."""
    try:
        with Image.open(as_file(content)) as picture:
            return picture.width * picture.height > MOST_PIXELS or max(picture.size) > MOST_LONG
    except (Image.DecompressionBombError, ValueError):
        return True  # or the words in its head would unfold so
    except OSError:
        return False  # no picture that can be opened: it is kept as it came, and unfolds to nothing


def sent(upload: UploadedFile) -> IO[bytes]:
    """A file from a browser. Raises ValidationError when it, or all that came with it, is too large to be kept."""
    _within_limit(upload.size or 0)
    if getattr(upload, "no_room", False):
        raise ValidationError(_NO_ROOM)
    if getattr(upload, "left_out", False):
        most = settings.UPLOAD_TOTAL_BYTES // 1024 // 1024
        raise ValidationError(f"Der blev sendt mere end {most} MB på én gang, og filen kom ikke med. Vælg den igen.")
    assert upload.file is not None
    return upload.file
