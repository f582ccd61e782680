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
from typing import IO, Any

from pikepdf import Array, Dictionary, Name, NumberTree, OutlineItem, PasswordError, Pdf, PdfError
from PIL import Image

from cases.reading import formats
from cases.reading.apart import Late, apart
from cases.reading.copy import MOST_BEHIND, as_pdf
from cases.reading.strange.tame import annotations_of, drop
from flexcase.base.files import Content, Unnamed, as_file

#: More tags than any honest file has; a number beyond would leave no room for those of the next enclosure.
_MOST_TAGS = 10_000_000
#: What a foreign file that is locked, torn or made to harm raises, here and in the libraries that read it.
_MISSHAPEN = (
    PdfError,
    PasswordError,
    Image.DecompressionBombError,
    ArithmeticError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    SyntaxError,
    TypeError,
    ValueError,
)


class Unbindable(Exception):
    """Raised for an enclosure that cannot be read; trying again will not help. ``place`` counts from nought.

    ``late``: it could not be read as soon as whoever waits must have an answer.
    """

    def __init__(self, place: int, *, late: bool = False) -> None:
        super().__init__(place)
        self.place, self.late = place, late


@dataclass(frozen=True)
class Enclosed:
    """One enclosure: its bookmark, its bytes, and what they are (empty means a PDF of our own). Of a mail so many files
    are laid out behind it."""

    title: str
    content: Content
    media_type: str = ""
    room: int = MOST_BEHIND


def bind(letter: bytes, enclosed: Sequence[Enclosed]) -> bytes:
    """The letter with everything after it. Raises Unbindable for an enclosure that cannot be read."""
    with bound(letter, enclosed) as out:
        return out.read()


def bound(letter: Content, enclosed: Sequence[Enclosed]) -> IO[bytes]:
    """The same as a file, for what may be large."""
    with Pdf.open(as_file(letter)) as whole:
        tagged = True
        with whole.open_outline() as outline:
            for place, item in enumerate(enclosed):
                first = len(whole.pages)
                try:
                    tagged &= _add(whole, item)
                except _MISSHAPEN as problem:
                    raise Unbindable(place, late=isinstance(problem, Late)) from problem
                outline.root.append(OutlineItem(item.title, first))
        if not tagged:
            _no_longer_ua(whole)
        out = Unnamed()
        whole.save(out, deterministic_id=True)
    out.seek(0)
    return out


def can_be_bound(item: Enclosed) -> bool:
    """Whether a file can be read as pages."""
    with Pdf.new() as trial:
        try:
            _add(trial, item)
        except _MISSHAPEN:
            return False
    return True


def page_count(item: Enclosed) -> int:
    """How many pages a file fills when it is bound."""
    with Pdf.new() as trial:
        _add(trial, item)
        return len(trial.pages)


def plain(item: Enclosed) -> bytes:
    """The pages of a file as a PDF that does nothing by itself. Raises Unbindable when it cannot be read."""
    try:
        return _pages(item)
    except _MISSHAPEN as problem:
        raise Unbindable(0, late=isinstance(problem, Late)) from problem


def _pages(item: Enclosed) -> bytes:
    pdf = as_pdf(item.content, item.media_type, item.room)
    return apart("tamed", pdf) if item.media_type == formats.PDF else as_file(pdf).read()


def _add(whole: Pdf, item: Enclosed) -> bool:
    """Add one enclosure. False when its pages have no tags."""
    with Pdf.open(io.BytesIO(_pages(item))) as part:
        return _append(whole, part)


def _append(whole: Pdf, part: Pdf) -> bool:
    """Add the pages, and the tags if there are any that hold. False when the pages have none."""
    tagged = Name.StructTreeRoot in part.Root and Name.StructTreeRoot in whole.Root and _tags_hold(part)
    first = len(whole.pages)
    whole.pages.extend(part.pages)
    added = [whole.pages[place].obj for place in range(first, len(whole.pages))]
    if tagged:
        _hang_tags(whole, part.Root.StructTreeRoot, added)
        return all(Name.StructParents in page for page in added)
    for page in added:
        drop(page, Name.StructParents)
    return False


def _tags_hold(part: Pdf) -> bool:
    """Whether the tags can be hung below ours: tried on an empty file, since a half-hung structure cannot be taken down."""
    with Pdf.new() as trial:
        trial.pages.extend(part.pages)
        trial.Root.StructTreeRoot = Dictionary(K=Array([]), ParentTree=Dictionary(Nums=Array([])))
        try:
            _hang_tags(trial, part.Root.StructTreeRoot, [page.obj for page in trial.pages])
        except _MISSHAPEN:
            return False
    return True


def _hang_tags(whole: Pdf, foreign: Any, pages: Sequence[Any]) -> None:
    """Hang the structure of added pages below ours; the numbers by which pages find their tags move up."""
    root, theirs = whole.Root.StructTreeRoot, whole.copy_foreign(foreign)
    ours, added = NumberTree(root.ParentTree), NumberTree(theirs.ParentTree)
    if max(added.keys(), default=0) > _MOST_TAGS:
        raise ValueError("no file has so many tags")
    moved = max(ours.keys(), default=-1) + 1
    for key, owner in added.items():
        ours[key + moved] = owner
    root.ParentTreeNextKey = max(ours.keys(), default=-1) + 1
    for page in pages:
        _renumber(page, Name.StructParents, moved)
        for annotation in annotations_of(page):
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
