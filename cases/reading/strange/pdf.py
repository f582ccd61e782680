"""PDF files."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import islice

import pypdfium2


def pages(content: bytes) -> bytes:
    """How many pages a PDF has."""
    return str(len(pypdfium2.PdfDocument(content))).encode()


def page(content: bytes, number: int, width: int) -> bytes:
    """One page of a PDF as a picture, counted from one; no higher than three times its width."""
    found = pypdfium2.PdfDocument(content)[number - 1]
    across, down = found.get_size()
    scale = min(width / across, 3 * width / down)
    image = found.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB")
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def words(content: bytes, first: int = 3) -> Iterator[bytes]:
    """What is written on the first pages of a PDF; a scan has no words."""
    for one in islice(pypdfium2.PdfDocument(content), first):
        yield one.get_textpage().get_text_bounded().encode(errors="ignore") + b"\n"
