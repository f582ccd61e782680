"""The works that ``apart.py`` has done in a process of its own: the file comes in, what was made of it goes out.

Imports nothing of ours: neither keys nor settings are where strangers' files are opened.
"""

from __future__ import annotations

import base64
import io
import json
import resource
import sys
import zipfile
from typing import Any

#: Bytes of memory and seconds of processor time.
MEMORY, SECONDS = 2 * 1024**3, 30
#: What a Word file may unfold to, and how many pieces it may have.
MOST_UNFOLDED, MOST_PIECES = 200 * 1024 * 1024, 5_000
#: Twice what a good telephone takes; unfolded some 300 MB.
MOST_PIXELS = 100_000_000
#: The longest side of a picture that is shown.
SIDE = 2_000
#: The tags of a text that somebody wrote: no links, no styles, nothing that acts.
TAGS = {
    *("p", "br", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "strong", "b", "em", "i", "u", "s", "sup", "sub"),
    *("table", "thead", "tbody", "tr", "td", "th", "blockquote", "pre", "img"),
}


def picture(content: bytes, side: int = SIDE) -> bytes:
    """A picture, upright, as a JPG no larger than ``side``."""
    from PIL import Image, ImageOps
    from pillow_heif import register_heif_opener

    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses what is more than twice that
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        shown = ImageOps.exif_transpose(image).convert("RGB")
    shown.thumbnail((side, side))
    shown.save(out, "JPEG", quality=85)
    return out.getvalue()


def word(content: bytes) -> bytes:
    """A Word file as HTML with few tags, and its pictures: JSON with ``html`` and ``pictures``."""
    import mammoth
    import nh3

    _fits(content)
    pictures: list[str] = []

    def drawn(image: Any) -> dict[str, str]:
        with image.open() as opened:
            made = _drawn(opened.read())
        if not made:
            return {"src": ""}
        pictures.append(base64.b64encode(made).decode())
        return {"src": f"letter:pictures/{len(pictures) - 1}", "alt": image.alt_text or "Billede"}

    html = mammoth.convert_to_html(io.BytesIO(content), convert_image=mammoth.images.img_element(drawn)).value
    clean = nh3.clean(
        html,
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
    from PIL import Image

    try:
        return picture(content, 1_200)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        return b""


def pages(content: bytes) -> bytes:
    """How many pages a PDF has."""
    import pypdfium2

    return str(len(pypdfium2.PdfDocument(content))).encode()


def page(content: bytes, number: int, width: int) -> bytes:
    """One page of a PDF as a picture, counted from one; no higher than three times its width."""
    import pypdfium2

    found = pypdfium2.PdfDocument(content)[number - 1]
    across, down = found.get_size()
    scale = min(width / across, 3 * width / down)
    out = io.BytesIO()
    found.render(scale=scale, may_draw_forms=True).to_pil().convert("RGB").save(out, "PNG")
    return out.getvalue()


def words(content: bytes, first: int = 3) -> bytes:
    """What is written on the first pages of a PDF; a scan has no words."""
    import pypdfium2

    document = pypdfium2.PdfDocument(content)
    found = (document[place].get_textpage().get_text_bounded() for place in range(min(first, len(document))))
    return "\n".join(found).encode()


def _bounded() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))  # it writes no file
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


if __name__ == "__main__":
    _bounded()
    work = {done.__name__: done for done in (picture, word, pages, page, words)}[sys.argv[1]]
    sys.stdout.buffer.write(work(sys.stdin.buffer.read(), **json.loads(sys.argv[2])))
