"""Uploaded files: looked at, measured and stored before any action names them. What they claim to be counts for nothing."""

from __future__ import annotations

import io
from dataclasses import dataclass
from uuid import UUID

import filetype
import pikepdf
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from PIL import Image

from flexcase.base import files
from flexcase.base.crypto import DataKey

#: What may be put on a case. The kind is found from the content.
ALLOWED = {"application/pdf": "PDF", "image/jpeg": "JPG", "image/png": "PNG"}
#: Twice what a good telephone takes; unfolded some 300 MB.
MOST_PIXELS = 100_000_000


@dataclass(frozen=True)
class StoredFile:
    """A file in the store that no row names yet."""

    blob: UUID
    media_type: str
    size: int
    sha256: str


def store(key: DataKey, content: bytes) -> StoredFile:
    """Check and store. Raises ValidationError with a Danish sentence."""
    if not content:
        raise ValidationError("Filen er tom. Vælg en anden fil.")
    if len(content) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(f"Filen er for stor. Den må højst fylde {settings.UPLOAD_MAX_BYTES // 1024 // 1024} MB.")
    found = filetype.guess_mime(content)
    if found not in ALLOWED:
        raise ValidationError("Filen skal være en PDF, JPG eller PNG. Gem den som PDF, og vælg den igen.")
    if found.startswith("image/") and _too_large(content):
        raise ValidationError("Billedet har for mange punkter. Gem det mindre, og vælg det igen.")
    if _locked(content):
        raise ValidationError("PDF-filen er låst med en kode. Gem den uden kode, og vælg den igen.")
    try:
        blob = files.store(key, content)
    except files.DiskFull as full:
        raise ValidationError("Filen kunne ikke gemmes lige nu. Prøv igen om lidt; teksten er der endnu.") from full
    return StoredFile(blob, found, len(content), files.sha256(content))


def _locked(content: bytes) -> bool:
    """Whether a PDF opens only with a code. It would stand in the way of every letter that encloses the case's papers."""
    if b"/Encrypt" not in content:
        return False
    try:
        pikepdf.open(io.BytesIO(content)).close()
    except pikepdf.PasswordError:
        return True
    except pikepdf.PdfError:
        return False  # no PDF that can be opened: it is kept as it came
    return False


def _too_large(content: bytes) -> bool:
    """Whether a picture of few bytes would unfold to more than a worker can hold. Only its head is read."""
    try:
        with Image.open(io.BytesIO(content)) as picture:
            return picture.width * picture.height > MOST_PIXELS
    except Image.DecompressionBombError:
        return True
    except OSError:
        return False  # no picture that can be opened: it is kept as it came, and unfolds to nothing


def store_upload(key: DataKey, upload: UploadedFile) -> StoredFile:
    """The same for a file from a browser."""
    if (upload.size or 0) > settings.UPLOAD_MAX_BYTES:
        raise ValidationError(f"Filen er for stor. Den må højst fylde {settings.UPLOAD_MAX_BYTES // 1024 // 1024} MB.")
    return store(key, upload.read())
