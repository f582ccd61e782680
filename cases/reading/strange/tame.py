"""PDF files that others made, before they come among ours."""

from __future__ import annotations

import io
from typing import Any

from pikepdf import Array, Dictionary, Name, PasswordError, Pdf, PdfError

_HARMLESS = frozenset({Name.URI, Name.GoTo})


def locked(content: bytes) -> bytes:
    """Something when it opens only with a code."""
    try:
        Pdf.open(io.BytesIO(content)).close()
    except PasswordError:
        return b"locked"
    except PdfError:
        return b""
    return b""


def tamed(content: bytes) -> bytes:
    """The same pages: form fields become part of them, and scripts, launching and the like are gone."""
    with Pdf.open(io.BytesIO(content)) as part:
        _tame(part)
        out = io.BytesIO()
        part.save(out, deterministic_id=True)
    return out.getvalue()


def _tame(part: Pdf) -> None:
    if Name.AcroForm in part.Root:
        part.generate_appearance_streams()
    part.flatten_annotations()
    for page in part.pages:
        drop(page.obj, Name.AA)
        for annotation in annotations_of(page.obj):
            drop(annotation, Name.AA)
            if Name.A in annotation and not _harmless(annotation.A):
                drop(annotation, Name.A)


def annotations_of(page: Any) -> list[Any]:
    """Those that are annotations; a foreign page may say anything there."""
    found = page.get(Name.Annots, Array([]))
    return [one for one in found if isinstance(one, Dictionary)] if isinstance(found, Array) else []


def _harmless(action: Any) -> bool:
    return isinstance(action, Dictionary) and action.get(Name.S) in _HARMLESS


def drop(thing: Any, name: Name) -> None:
    if name in thing:
        del thing[name]
