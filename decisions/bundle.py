"""One PDF of a letter and its enclosures, with a bookmark each.

The letter keeps its tags, and so do enclosures that bring their own: their structure is hung below the letter's. A scan or a
photograph has no tags, and then the whole no longer claims to be PDF/UA; the letter's own pages are as readable as before.
What a foreign PDF could do on its own (scripts, launching, attachments) is left behind; filled form fields become part of
the page.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem, Pdf
from PIL import Image, ImageOps

#: A4 at 150 dots an inch, with a margin.
_PAGE, _MARGIN, _DPI = (1240, 1754), 60, 150
_HARMLESS = frozenset({Name.URI, Name.GoTo})


@dataclass(frozen=True)
class Enclosed:
    """One enclosure: its bookmark, its bytes, and what they are (empty means a PDF of our own)."""

    title: str
    content: bytes
    media_type: str = ""


def bind(letter: bytes, enclosed: Sequence[Enclosed]) -> bytes:
    """The letter with everything after it. Raises pikepdf.PdfError or OSError for an enclosure that cannot be read."""
    with Pdf.open(io.BytesIO(letter)) as whole:
        tagged = True
        with whole.open_outline() as outline:
            for item in enclosed:
                place = len(whole.pages)
                with Pdf.open(io.BytesIO(_as_pdf(item))) as part:
                    if item.media_type:
                        _tame(part)
                    tagged &= _append(whole, part)
                outline.root.append(OutlineItem(item.title, place))
        if not tagged:
            _no_longer_ua(whole)
        out = io.BytesIO()
        whole.save(out, deterministic_id=True)
    return out.getvalue()


def _as_pdf(item: Enclosed) -> bytes:
    return _photographed(item.content) if item.media_type.startswith("image/") else item.content


def _photographed(content: bytes) -> bytes:
    """An image on a page of paper, upright and no larger than the page."""
    with Image.open(io.BytesIO(content)) as image:
        picture = ImageOps.exif_transpose(image).convert("RGB")
    picture.thumbnail((_PAGE[0] - 2 * _MARGIN, _PAGE[1] - 2 * _MARGIN))
    page = Image.new("RGB", _PAGE, "white")
    page.paste(picture, ((_PAGE[0] - picture.width) // 2, _MARGIN))
    out = io.BytesIO()
    page.save(out, "PDF", resolution=_DPI)
    return out.getvalue()


def _tame(part: Pdf) -> None:
    """Form fields become part of the page, and nothing acts by itself any more."""
    if Name.AcroForm in part.Root:
        part.generate_appearance_streams()
    part.flatten_annotations()
    for page in part.pages:
        _drop(page.obj, Name.AA)
        for annotation in page.obj.get(Name.Annots, []):
            _drop(annotation, Name.AA)
            if Name.A in annotation and annotation.A.get(Name.S) not in _HARMLESS:
                _drop(annotation, Name.A)


def _drop(thing: Any, name: Name) -> None:
    if name in thing:
        del thing[name]


def _append(whole: Pdf, part: Pdf) -> bool:
    """Add the pages, and the tags if there are any. False when the pages have none."""
    first = len(whole.pages)
    whole.pages.extend(part.pages)
    added = [whole.pages[place].obj for place in range(first, len(whole.pages))]
    if Name.StructTreeRoot in part.Root and Name.StructTreeRoot in whole.Root:
        _hang_tags(whole, part.Root.StructTreeRoot, added)
        return True
    for page in added:
        _drop(page, Name.StructParents)
    return False


def _hang_tags(whole: Pdf, foreign: Any, pages: Sequence[Any]) -> None:
    """Hang the structure of added pages below ours; the numbers by which pages find their tags move up."""
    root, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(foreign)
    ours = NumberTree(root.ParentTree)
    moved = max(ours.keys(), default=-1) + 1
    for key, owner in NumberTree(theirs.ParentTree).items():
        ours[key + moved] = owner
    root.ParentTreeNextKey = max(ours.keys(), default=-1) + 1
    for page in pages:
        _renumber(page, Name.StructParents, moved)
        for annotation in page.get(Name.Annots, []):
            _renumber(annotation, Name.StructParent, moved)
    kids = _listed(theirs.K)
    for kid in kids:
        kid.P = root
    root.K = Array([*_listed(root.K), *kids])
    root.RoleMap = Dictionary({**dict(theirs.get(Name.RoleMap, {})), **dict(root.get(Name.RoleMap, {}))})


def _listed(kids: Any) -> list[Any]:
    return list(kids) if isinstance(kids, Array) else [kids]


def _renumber(thing: Any, name: Name, moved: int) -> None:
    if name in thing:
        thing[name] = int(thing[name]) + moved


def _no_longer_ua(whole: Pdf) -> None:
    """A file with untagged pages may not say that it is accessible throughout."""
    with whole.open_metadata() as told:
        if "pdfuaid:part" in told:
            del told["pdfuaid:part"]
