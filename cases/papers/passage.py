"""A passage of a paper, and how its words are found however they are broken into lines."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

Box = tuple[float, float, float, float]
Form = Literal["NFC", "NFKC"]

#: What stands in a text where a passage was.
STRUCK = "[streget over]"
#: What a line break may have put into a word.
_HYPHENATED = "(?:[\\u00ad\\u0002\\ufffe]\\s*|-\\s+)?"


@dataclass(frozen=True)
class Passage:
    """What is struck: words wherever they stand, a box, or a whole page.

    ``page`` counts from one; 0 means every page. ``box`` is left, top, width and height in hundredths of the page.
    """

    page: int = 0
    words: str = ""
    box: Box | None = None

    @property
    def where(self) -> str:
        """The place, without what stands there."""
        if not self.page:
            return "Alle steder, hvor de samme ord står"
        return f"Side {self.page}" if self.words or self.box else f"Hele side {self.page}"


def without(text: str, passages: Iterable[Passage]) -> str:
    """A text in which the words of the passages stand no more."""
    for passage in passages:
        if passage.words:
            text = pattern(passage.words).sub(STRUCK, unicodedata.normalize("NFC", text))
    return text


def says(text: str, words: str) -> bool:
    """Whether words stand in a text, as ``without`` finds them."""
    return bool(pattern(words).search(unicodedata.normalize("NFC", text)))


def pattern(words: str, form: Form = "NFC") -> re.Pattern[str]:
    """What finds the words in a text of that Unicode form, large or small, on one line or several."""
    pieces = unicodedata.normalize(form, words).split()
    return re.compile(r"\s+".join(_HYPHENATED.join(map(re.escape, piece)) for piece in pieces), re.IGNORECASE)
