"""Photographs."""

from __future__ import annotations

import io

from PIL import Image, ImageOps
from pillow_heif import register_heif_opener

from cases.reading.strange.bounds import MOST_PIXELS

#: The longest side of a picture that is shown.
SIDE = 2_000


def picture(content: bytes, side: int = SIDE) -> bytes:
    """A picture, upright, as a JPG no larger than ``side``."""
    register_heif_opener()
    Image.MAX_IMAGE_PIXELS = MOST_PIXELS // 2  # Pillow refuses what is more than twice that
    out = io.BytesIO()
    with Image.open(io.BytesIO(content)) as image:
        shown = ImageOps.exif_transpose(image).convert("RGB")
    shown.thumbnail((side, side))
    shown.save(out, "JPEG", quality=85)
    return out.getvalue()
