"""Files of Word."""

from __future__ import annotations

import base64
import io
import json
import zipfile
from typing import Any

import mammoth
import nh3
from PIL import Image

from cases.reading.strange.bounds import MOST_PICTURES, MOST_PIECES, MOST_UNFOLDED, TAGS, readable
from cases.reading.strange.pictures import picture


def word(content: bytes, drawn: bool = True) -> bytes:
    """A Word file as HTML with few tags, and its pictures if they are wanted: JSON with ``html`` and ``pictures``."""
    _fits(content)
    pictures: list[str] = []

    def draw(image: Any) -> dict[str, str]:
        if len(pictures) == MOST_PICTURES:
            raise ValueError("the file has more pictures than an honest one")
        with image.open() as opened:
            made = _drawn(opened.read()) if drawn else b""
        if not made:
            return {"src": "", "alt": "[billede, der ikke kan vises]"}
        pictures.append(base64.b64encode(made).decode())
        return {"src": f"letter:pictures/{len(pictures) - 1}", "alt": image.alt_text or "Billede"}

    html = mammoth.convert_to_html(io.BytesIO(content), convert_image=mammoth.images.img_element(draw)).value
    clean = nh3.clean(
        readable(html),
        tags=TAGS,
        attributes={"img": {"src", "alt"}, "td": {"colspan", "rowspan"}, "th": {"colspan", "rowspan"}},
        url_schemes={"letter"},
    )
    return json.dumps({"html": clean, "pictures": pictures}).encode()


def _fits(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as folder:
        pieces = folder.infolist()
    if len(pieces) > MOST_PIECES or sum(piece.file_size for piece in pieces) > MOST_UNFOLDED:
        raise ValueError("the file unfolds to more than an honest one does")


def _drawn(content: bytes) -> bytes:
    """A picture in a text; nothing for a drawing that cannot be shown."""
    try:
        return picture(content, 1_200)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""
