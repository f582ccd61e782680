"""The words of a struck page that may still be heard: an invisible layer over the picture, so that it can be read aloud.

A word comes along only when all of its letters have a place of their own, lie wholly outside everything that is struck, and
are seen there: the page looks otherwise without its text. Whatever is in doubt stays out: text that is hidden, or that lies
with a picture or with other text (a scan's own layer may be askew, and say beside the black what stands under it), signs that
cannot be told, and a name or a number that is struck in another place of the page. So the layer may say too little, and never
too much.
"""

from __future__ import annotations

import io
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from ctypes import c_double
from dataclasses import dataclass
from typing import Any

from pikepdf import Dictionary, Name, Pdf
from PIL import Image, ImageChops
from pypdfium2 import raw

from cases.papers.passage import Box

#: Dots around a letter that belong to it.
_ROOM = 2
#: How much a letter must change the page to be seen, of 255.
_SEEN = 60
#: Ways of drawing text that leave something to see.
_VISIBLE = {raw.FPDF_TEXTRENDERMODE_FILL, raw.FPDF_TEXTRENDERMODE_STROKE, raw.FPDF_TEXTRENDERMODE_FILL_STROKE}


@dataclass(frozen=True)
class Word:
    """A word, and where it and each of its letters stand on the picture, in dots: left, top, right, bottom."""

    text: str
    box: Box
    letters: Sequence[Box]

    @property
    def plain(self) -> str:
        """However it is written, and whatever mark stands at it."""
        return self.text.strip(".,;:!?()»«\"'").casefold()

    @property
    def tells(self) -> bool:
        """Whether it may be a name or a number, and not only one of the small words that stand everywhere."""
        return len(self.plain) > 3 or any(sign.isdigit() for sign in self.plain)


def words_beside(page: Any, where: Any, image: Image.Image, scale: float, struck: Sequence[Box]) -> list[Word]:
    """The words that may be heard. ``image`` is the page at this scale before anything is struck.

    Afterwards the page that is at hand has no more text to draw.
    """
    pictures = _pictures(page, where)
    if pictures is None:
        return []
    words = list(_words(page, where))
    ink = _ink(page, image, scale)
    unsaid = {word.plain for word in words if any(_touch(word.box, other) for other in struck)}
    return [
        word
        for place, word in enumerate(words)
        if word.text
        and not (word.tells and word.plain in unsaid)
        and not any(_touch(word.box, other) for other in (*struck, *pictures))
        and not any(_covers(word.box, other.box) for at, other in enumerate(words) if at != place)
        and all(_is_seen(ink, letter) for letter in word.letters)
    ]


def with_words(paper: bytes, words: Iterable[Word], size: tuple[int, int]) -> bytes:
    """A page that is a picture of ``size`` dots, with words that are heard and not seen."""
    with Pdf.open(io.BytesIO(paper)) as pdf:
        page = pdf.pages[0]
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        page.Resources.Font = Dictionary(Heard=pdf.make_indirect(font))
        page.contents_add(pdf.make_stream(b"\n".join(_drawn(words, size, page.mediabox))))
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


def _drawn(words: Iterable[Word], size: tuple[int, int], paper: Any) -> Iterator[bytes]:
    across, down = float(paper[2]) / size[0], float(paper[3]) / size[1]
    yield b"BT 3 Tr"
    for word in words:
        left, _, _, bottom = word.box
        high = max(1.0, (bottom - word.box[1]) * down)
        said = (word.text + " ").encode("cp1252").hex()
        yield f"/Heard {high:.1f} Tf 1 0 0 1 {left * across:.1f} {(size[1] - bottom) * down:.1f} Tm <{said}> Tj".encode()
    yield b"ET"


def _words(page: Any, where: Any) -> Iterator[Word]:
    """Every run of signs between blanks, with the place of all of them. Without text where it is in doubt what it says."""
    reader = page.get_textpage()
    text, boxes, sure = "", list[Box](), True
    for place in range(reader.count_chars() + 1):
        sign = chr(raw.FPDFText_GetUnicode(reader, place)) if place < reader.count_chars() else " "
        if sign.isspace() or sign == "\0":
            if boxes:
                yield Word(text if sure else "", _around(boxes), boxes)
            text, boxes, sure = "", [], True
            continue
        box = _box(reader, place, where)
        if box is None:
            sure = False
            continue
        boxes.append(box)
        text += unicodedata.normalize("NFKC", sign)
        sure = sure and _is_drawn(reader, place) and _can_be_said(text)


def _box(reader: Any, place: int, where: Any) -> Box | None:
    """The room of one sign on the picture; None for one that takes no room."""
    left, right, bottom, top = (c_double() for _ in range(4))
    if not raw.FPDFText_GetCharBox(reader, place, left, right, bottom, top):
        return None
    if left.value >= right.value or bottom.value >= top.value:
        return None
    x, y = zip(where.to_bitmap(left.value, bottom.value), where.to_bitmap(right.value, top.value), strict=True)
    return (min(x) - _ROOM, min(y) - _ROOM, max(x) + _ROOM, max(y) + _ROOM)


def _is_drawn(reader: Any, place: int) -> bool:
    """Whether the sign is drawn so that it shows, and its font says which sign it is."""
    drawn = raw.FPDFText_GetTextObject(reader, place)
    return (
        bool(drawn)
        and raw.FPDFTextObj_GetTextRenderMode(drawn) in _VISIBLE
        and not raw.FPDFText_HasUnicodeMapError(reader, place)
    )


def _can_be_said(text: str) -> bool:
    """Letters, digits and marks of our alphabet; no sign that is not seen."""
    try:
        text.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return text.isprintable() and "\xad" not in text


def _pictures(page: Any, where: Any) -> list[Box] | None:
    """Where pictures lie on the page. None when one lies within something else, so that its place is not known."""
    found = []
    for thing in page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE]):
        if thing.level > 0:
            return None
        left, bottom, right, top = thing.get_bounds()
        x, y = zip(where.to_bitmap(left, bottom), where.to_bitmap(right, top), strict=True)
        found.append((min(x), min(y), max(x), max(y)))
    return found


def _ink(page: Any, image: Image.Image, scale: float) -> Image.Image:
    """What the text alone draws: nothing where it is white on white, covered, clipped away or on a hidden layer."""
    for text in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT]):
        raw.FPDFTextObj_SetTextRenderMode(text, raw.FPDF_TEXTRENDERMODE_INVISIBLE)
    without = page.render(scale=scale).to_pil().convert("RGB")
    return ImageChops.difference(image, without).convert("L").point(lambda change: 255 * (change >= _SEEN))


def _is_seen(ink: Image.Image, letter: Box) -> bool:
    """Whether half of a letter shows, and not only what looks out under something that covers it."""
    left, top, right, bottom = (round(letter[at] + (_ROOM if at < 2 else -_ROOM)) for at in range(4))
    shows = ink.crop((left, top, max(right, left + 1), max(bottom, top + 1))).getbbox()
    return shows is not None and 2 * (shows[3] - shows[1]) >= bottom - top and 2 * (shows[2] - shows[0]) >= right - left


def _around(boxes: Sequence[Box]) -> Box:
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return (min(lefts), min(tops), max(rights), max(bottoms))


def _shared(one: Box, other: Box) -> float:
    """The room that two boxes share."""
    wide = min(one[2], other[2]) - max(one[0], other[0])
    high = min(one[3], other[3]) - max(one[1], other[1])
    return max(0.0, wide) * max(0.0, high)


def _touch(one: Box, other: Box) -> bool:
    """Whether they meet, at an edge too."""
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]


def _covers(one: Box, other: Box) -> bool:
    """Whether a third of the smaller one lies in both: two texts on one place, of which only one is read."""
    smaller = min((box[2] - box[0]) * (box[3] - box[1]) for box in (one, other))
    return _shared(one, other) * 3 > smaller
