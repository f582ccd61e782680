"""Passages struck out of a paper for good: what stood there is not in the copy, neither seen nor hidden.

A struck page becomes a picture of itself with the boxes burnt in, so that its text, layers, fields and remarks are gone; the
words that stand wholly beside what is struck are laid over it anew, to be heard (`cases.papers.audible`). The pages beside
it keep their text, and nothing else: no attachment, remark, bookmark, tag or word about the file comes along, and no part of
a struck page by way of resources that pages share.
"""

from __future__ import annotations

import io
import threading
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pypdfium2
from pikepdf import Dictionary, Name, Page, Pdf, PdfError, Stream, parse_content_stream
from PIL import Image, ImageDraw

from cases.papers.audible import Word, with_words, words_beside
from cases.papers.passage import Box, Form, Passage, pattern

#: Dots an inch of a struck page, and the most dots along its longer edge, however large a page says that it is.
_DPI, _MOST_DOTS = 150, 2400
#: What may be left on a page that keeps its text.
_KEPT = {"/Type", "/Parent", "/Contents", "/Resources", "/MediaBox", "/CropBox", "/Rotate", "/UserUnit"}
#: Resources that a page names; the others hold for a page without being named.
_NAMED = (Name.XObject, Name.Font, Name.Pattern, Name.Shading, Name.ExtGState, Name.Properties)
#: What a form or a picture carries besides what it shows.
_ASIDE = (Name.Metadata, Name.PieceInfo, Name.Alternates, Name.OPI)
#: A page may say »fi« with one sign or with two.
_FORM: Form = "NFKC"
#: PDFium works on one file at a time.
_lock = threading.Lock()


class NotThere(Exception):
    """The words, or the page, are not in the paper: nothing is given rather than a copy with the passage in it."""


def texts(pdf: bytes) -> list[str]:
    """What each page says, for the choice of words to strike."""
    with _opened(pdf) as paper:
        return [_text(page)[0] for page in paper]


def unread(pdf: bytes) -> list[int]:
    """The pages on which words may stand that nobody finds: in a picture, painted as a pattern, or in signs without names."""
    with Pdf.open(io.BytesIO(pdf)) as paper:
        painted = {number for number, page in enumerate(paper.pages, 1) if _is_painted(page.obj, set())}
    with _opened(pdf) as paper:
        return [number for number, page in enumerate(paper, 1) if number in painted or _is_unnamed(page)]


def _is_painted(holder: Any, seen: set[tuple[int, int]]) -> bool:
    """Whether a page, or a form on it, has a picture or a pattern at hand."""
    resources = holder.get(Name.Resources, Dictionary())
    patterns = dict(resources.get(Name.Pattern, Dictionary())).values()
    if any(pattern.get(Name.PatternType) == 1 for pattern in patterns):
        return True
    for thing in dict(resources.get(Name.XObject, Dictionary())).values():
        if thing.get(Name.Subtype) == Name.Image:
            return True
        if thing.objgen not in seen:
            seen.add(thing.objgen)
            if _is_painted(thing, seen):
                return True
    return False


def _is_unnamed(page: Any) -> bool:
    """Whether a font on the page does not say which letters its signs are."""
    reader = page.get_textpage()
    return any(pypdfium2.raw.FPDFText_HasUnicodeMapError(reader, place) == 1 for place in range(reader.count_chars()))


def stand(page: str, words: str) -> bool:
    """Whether words stand in what a page says."""
    return bool(pattern(words, _FORM).search(page))


def picture(pdf: bytes, page: int, passages: Sequence[Passage] = ()) -> bytes:
    """A page as a PNG, with its passages black. Raises NotThere for a page that there is not."""
    with _opened(pdf) as paper:
        if not 1 <= page <= len(paper):
            raise NotThere(f"side {page}")
        image = _drawn(paper[page - 1], [one for one in passages if one.page in (0, page)]).image
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def strike(pdf: bytes, passages: Sequence[Passage]) -> bytes:
    """The copy without the passages. Raises NotThere when one of them is not in the paper."""
    pictures = _pictures(pdf, passages)
    with Pdf.open(io.BytesIO(pdf)) as source, Pdf.new() as copy:
        for number, page in enumerate(source.pages, 1):
            if number not in pictures and not _bare(page):
                pictures |= _whole(pdf, number)
            if number in pictures:
                with Pdf.open(io.BytesIO(pictures[number])) as drawn:
                    copy.pages.extend(drawn.pages)
            else:
                copy.pages.append(page)
        out = io.BytesIO()
        copy.save(out, deterministic_id=True)
    return out.getvalue()


def _pictures(pdf: bytes, passages: Sequence[Passage]) -> dict[int, bytes]:
    """Every page on which something is struck, as a page of its own with nothing but its picture."""
    drawn, found = {}, set[Passage]()
    with _opened(pdf) as paper:
        for number, page in enumerate(paper, 1):
            struck = _drawn(page, [one for one in passages if one.page in (0, number)])
            if struck.found:
                paper_of = _on_paper(struck.image, page.get_size())
                drawn[number] = with_words(paper_of, _heard(struck, passages), struck.image.size)
                found |= struck.found
    if missing := set(passages) - found:
        raise NotThere(f"{len(missing)} steder")
    return drawn


def _whole(pdf: bytes, number: int) -> dict[int, bytes]:
    """A page whose parts cannot be told from those of other pages is given as its picture."""
    with _opened(pdf) as paper:
        page = paper[number - 1]
        return {number: _on_paper(_drawn(page, ()).image, page.get_size())}


@dataclass(frozen=True)
class _Struck:
    """A page's picture, black where passages stood; the passages that were found, and the words beside them."""

    image: Image.Image
    found: frozenset[Passage]
    beside: Sequence[Word]


def _heard(struck: _Struck, passages: Sequence[Passage]) -> Sequence[Word]:
    """The words beside. None at all, should a passage be put together by them."""
    said = " ".join(word.text for word in struck.beside)
    return [] if any(passage.words and stand(said, passage.words) for passage in passages) else struck.beside


def _drawn(page: Any, passages: Sequence[Passage]) -> _Struck:
    """The page as it is given."""
    scale = min(_DPI / 72, _MOST_DOTS / max(page.get_size()))
    bitmap = page.render(scale=scale)
    image = bitmap.to_pil().convert("RGB")
    where = bitmap.get_posconv(page)
    boxes = [(passage, box) for passage in passages for box in _boxes(page, passage, image.size, where)]
    beside = words_beside(page, where, image, scale, [box for _, box in boxes]) if boxes else []
    pencil = ImageDraw.Draw(image)
    for _, box in boxes:
        pencil.rectangle(box, fill="black")
    return _Struck(image, frozenset(passage for passage, _ in boxes), beside)


def _boxes(page: Any, passage: Passage, size: tuple[int, int], where: Any) -> Iterator[Box]:
    """Where a passage stands on the picture, in dots."""
    width, height = size
    if passage.words:
        yield from _words(page, passage.words, where)
    elif passage.box is not None:
        left, top, wide, high = passage.box
        yield (left * width / 100, top * height / 100, (left + wide) * width / 100, (top + high) * height / 100)
    else:
        yield (0, 0, width, height)


def _words(page: Any, words: str, where: Any) -> Iterator[Box]:
    """The lines on which the words stand, a little larger than the letters: nothing may look out above or below."""
    text, places = _text(page)
    reader = page.get_textpage()
    for found in pattern(words, _FORM).finditer(text):
        first, last = places[found.start()], places[found.end() - 1]
        for number in range(reader.count_rects(first, last - first + 1)):
            left, bottom, right, top = reader.get_rect(number)
            x, y = zip(where.to_bitmap(left, bottom), where.to_bitmap(right, top), strict=True)
            room = max(2, (max(y) - min(y)) // 6)
            yield (min(x) - 2, min(y) - room, max(x) + 2, max(y) + room)


def _text(page: Any) -> tuple[str, list[int]]:
    """What a page says, and for each sign the place of its letter on the page: a ligature is several signs."""
    reader = page.get_textpage()
    signs, places = [], []
    for place in range(reader.count_chars()):
        letter = pypdfium2.raw.FPDFText_GetUnicode(reader, place)
        for sign in unicodedata.normalize(_FORM, chr(letter) if letter else ""):
            signs.append(sign)
            places.append(place)
    return "".join(signs), places


def _on_paper(image: Image.Image, size: tuple[float, float]) -> bytes:
    """A page of the given size in points with a picture on it."""
    out = io.BytesIO()
    image.save(out, "PDF", resolution=72 * image.width / size[0], quality=85)
    return out.getvalue()


def _bare(page: Page) -> bool:
    """Leave a page nothing but what it shows. False when its content cannot be read, so that nobody can tell."""
    for key in set(page.obj.keys()) - _KEPT:
        del page.obj[key]
    try:
        return _own(page.obj, page)
    except (PdfError, TypeError, ValueError):
        return False


def _own(holder: Any, content: Any) -> bool:
    """Keep the resources that the content names, and of them what is shown.

    False when a form draws with the resources of its page, and when words may lie behind what is drawn.
    """
    steps = parse_content_stream(content)
    used = {str(part) for step in steps for part in step.operands if isinstance(part, Name)}
    kept = Dictionary(dict(holder.get(Name.Resources, Dictionary())))
    for kind in _NAMED:
        if kind in kept:
            kept[kind] = Dictionary({name: thing for name, thing in kept[kind].items() if name in used})
    holder.Resources = kept
    drawn = [thing for thing in dict(kept.get(Name.XObject, Dictionary())).values() if isinstance(thing, Stream)]
    for thing in drawn:
        for name in set(_ASIDE) & set(thing.keys()):
            del thing[name]
    forms = [thing for thing in drawn if thing.get(Name.Subtype) == Name.Form]
    return not any(_is_aside(step, kept) for step in steps) and all(
        Name.Resources in form and _own(form, form) for form in forms
    )


def _is_aside(step: Any, resources: Any) -> bool:
    """Whether marked content says more than it shows (»Alt«, »E«), or lies on a layer that may be switched off."""
    if str(step.operator) not in {"BDC", "DP"}:
        return False
    tag, told = step.operands
    if isinstance(told, Name):
        told = resources.get(Name.Properties, Dictionary()).get(told, Dictionary())
    return tag == Name.OC or Name.Alt in told or Name.E in told


@contextmanager
def _opened(pdf: bytes) -> Iterator[Any]:
    """A paper in PDFium, which one thread uses at a time. Raises PdfiumError for what is no PDF."""
    with _lock, pypdfium2.PdfDocument(pdf) as paper:
        yield paper
