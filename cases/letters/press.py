"""The press: WeasyPrint with its styles and faces kept for the whole process, closed to the world.

Keeping them halves the time of a letter and stops the memory from growing. There is one press a process: it is made at
the first letter, left to the parent by a forked child, and used by one thread at a time.
"""

import atexit
import logging
import os
import threading
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from weasyprint import CSS, HTML
from weasyprint.text.fonts import FontConfiguration
from weasyprint.urls import URLFetcher, URLFetcherResponse

from cases.letters.finish import finish
from cases.letters.glyphs import faces

HOME = "letter:"

_lock = threading.Lock()
logging.getLogger("fontTools").setLevel(logging.WARNING)


class RefusedError(Exception):
    """A letter asked for something outside the packaged faces and styles."""


class ClosedFetcher(URLFetcher):
    """Answers the packaged faces and the pictures that it was given, and nothing else: no file, no network, no data: URL."""

    def __init__(self, pictures: Mapping[str, bytes] = MappingProxyType({})) -> None:
        super().__init__(timeout=0, allowed_protocols=(), allow_redirects=False)
        self.pictures = pictures
        self.refused: list[str] = []

    def fetch(self, url: str, headers: Any = None) -> URLFetcherResponse:
        picture = self.pictures.get(url.removeprefix(f"{HOME}pictures/")) if url.startswith(f"{HOME}pictures/") else None
        if picture is not None:
            return URLFetcherResponse(url, picture, {"Content-Type": "image/jpeg"})
        path = faces().get(url.removeprefix(f"{HOME}faces/")) if url.startswith(f"{HOME}faces/") else None
        if path is None:
            self.refused.append(url)
            raise RefusedError(f"letters fetch nothing from outside: {url[:200]}")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": "font/ttf"})


@cache
def _fonts() -> FontConfiguration:
    return FontConfiguration()


@cache
def _styles(sheet: Path) -> CSS:
    """A style sheet with its faces, read once."""
    return CSS(string=sheet.read_text(encoding="utf-8"), font_config=_fonts(), url_fetcher=ClosedFetcher(), base_url=HOME)


def _leave_to_parent() -> None:
    """A forked child makes its own press, and must not remove the parent's faces when it ends."""
    global _lock
    _lock = threading.Lock()
    if _fonts.cache_info().currsize:
        _fonts()._folder = None
    _put_away()


def _put_away() -> None:
    """The faces must be let go before the interpreter unloads Pango, or the process ends with a crash."""
    _styles.cache_clear()
    _fonts.cache_clear()


os.register_at_fork(after_in_child=_leave_to_parent)
atexit.register(_put_away)


def press(html: str, sheet: Path, identifier: bytes, pictures: Mapping[str, bytes] = MappingProxyType({})) -> bytes:
    """The page as a tagged PDF. The same page and identifier give the same bytes. ``pictures``: JPGs by name."""
    fetcher = ClosedFetcher(pictures)
    with _lock:
        page = HTML(string=html, base_url=HOME, url_fetcher=fetcher, media_type="print")
        pdf: bytes = page.write_pdf(
            stylesheets=[_styles(sheet)],
            font_config=_fonts(),
            pdf_variant="pdf/ua-1",
            pdf_identifier=identifier.hex().encode(),
            finisher=finish,
        )
    if fetcher.refused:
        raise RefusedError(f"the letter asked for {', '.join(fetcher.refused)}")
    return pdf
