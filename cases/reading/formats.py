"""What a file is, found from its content. What its name or its sender says counts for nothing."""

from __future__ import annotations

import email.policy
import re
import zipfile
from email.parser import BytesHeaderParser
from typing import IO

import filetype

from flexcase.base.files import Content, as_file, mentions

PDF, JPG, PNG, HEIC = "application/pdf", "image/jpeg", "image/png", "image/heic"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAIL, OUTLOOK = "message/rfc822", "application/vnd.ms-outlook"
MAILS = frozenset({MAIL, OUTLOOK})

#: What may be put on a case, and the suffix under which it is given back.
SUFFIX = {PDF: "pdf", JPG: "jpg", PNG: "png", HEIC: "heic", DOCX: "docx", MAIL: "eml", OUTLOOK: "msg"}
#: What a browser shows by itself without running anything of the file's.
SHOWN_BY_BROWSER = frozenset({PDF, JPG, PNG})

_HEIF = frozenset({HEIC, "image/heif", "image/heic-sequence", "image/heif-sequence"})
#: How files of old Office and of Outlook begin, and what only those of Outlook hold.
OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_OF_OUTLOOK = "__properties_version1.0".encode("utf-16-le")
#: More than a mail's head ever is.
_HEAD = 64 * 1024
_HEADER_LINE = re.compile(rb"[!-9;-~]+:[ \t]?")


def media_type_of(content: Content) -> str:
    """One of ours, or nothing."""
    head = as_file(content).read(_HEAD)
    found = filetype.guess_mime(head) or ""
    if found in {PDF, JPG, PNG}:
        return str(found)
    if found in _HEIF:
        return HEIC
    if head[:4] == b"PK\x03\x04":
        return DOCX if _is_word(as_file(content)) else ""
    if head.startswith(OLE):
        return OUTLOOK if mentions(content, _OF_OUTLOOK) else ""
    return MAIL if not found and _is_mail(head) else ""


def _is_word(content: IO[bytes]) -> bool:
    try:
        with zipfile.ZipFile(content) as folder:
            return {"[Content_Types].xml", "word/document.xml"} <= set(folder.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return False


def _is_mail(head: bytes) -> bool:
    """A mail begins with lines of headers, and names its sender and its day."""
    if not _HEADER_LINE.match(head):
        return False
    found = BytesHeaderParser(policy=email.policy.compat32).parsebytes(head)
    return {"from", "date"} <= {name.lower() for name in found}
