"""Which characters the printed faces can draw, and what becomes of the rest.

A glyph that the packaged face lacks would be taken from whatever face a machine happens to have, or drawn as an empty
box that PDF/UA forbids. So text is made printable first; the snapshot keeps the words as they were written.
"""

import dataclasses
import re
import unicodedata
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

FONT_DIR = Path(__file__).resolve().parents[2] / "node_modules/dkfds/dist/fonts/IBMPlexSans/complete/ttf"
FACES = {"regular": FONT_DIR / "IBMPlexSans-Regular.ttf", "semibold": FONT_DIR / "IBMPlexSans-SemiBold.ttf"}
INSTEAD = "[tegn, der ikke kan vises]"

_NEWLINES = re.compile(r"\r\n?|[\v\f\x1c-\x1e\x85\u2028\u2029]")
# Spaces and hyphens that only say where a line may not break.
_FIXED = str.maketrans({"\u2007": "\N{NO-BREAK SPACE}", "\u202f": "\N{NO-BREAK SPACE}", "\u2010": "-", "\u2011": "-"})
# No Danish word is that long, but a web address is; and laying out an unbreakable word costs the square of its length.
_LONG_WORD = re.compile(r"\S{31,}")
BREAK = "\N{ZERO WIDTH SPACE}"
_RUN = re.compile("\0[\0\\s]*\0|\0")


def faces() -> dict[str, Path]:
    """The packaged faces by name; their absence is told in words, for it is a matter of setting up."""
    for path in FACES.values():
        if not path.is_file():
            raise FileNotFoundError(f"{path}: the faces of the letters are installed by script/bootstrap")
    return FACES


@cache
def repertoire() -> frozenset[str]:
    """The characters that every packaged face can draw."""
    from fontTools.ttLib import TTFont  # slow to import

    sets = []
    for path in faces().values():
        with TTFont(path, lazy=True) as face:
            sets.append(set(face.getBestCmap()))
    signs = map(chr, set.intersection(*sets))
    return frozenset(sign for sign in signs if unicodedata.category(sign) not in ("Cf", "Mn", "Me"))


def printable(text: str) -> str:
    """The text as it can be printed: control and joining characters fall away, unknown ones are named as such."""
    known = repertoire()
    if not known.issuperset(text):
        text = _drawable(unicodedata.normalize("NFC", _NEWLINES.sub("\n", text).replace("\0", "")).translate(_FIXED))
    return _LONG_WORD.sub(_breakable, text)


def _drawable(text: str) -> str:
    known = repertoire()
    signs = []
    for sign in text:
        if sign in known or sign == "\n":
            signs.append(sign)
        elif sign.isspace():
            signs.append(" ")
        elif unicodedata.category(sign) not in ("Cc", "Cf", "Mn", "Me"):
            plain = unicodedata.normalize("NFKC", sign)
            signs.append(plain if known.issuperset(plain) else "\0")
    return _RUN.sub(INSTEAD, "".join(signs))


def _breakable(word: re.Match[str]) -> str:
    return BREAK.join(word[0][start : start + 30] for start in range(0, len(word[0]), 30))


def printable_piece(value: Any) -> Any:
    """A letter, or any piece of one, with printable text throughout."""
    if type(value) is str:
        return printable(value)
    if isinstance(value, tuple):
        return tuple(printable_piece(item) for item in value)
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        changes = {field.name: printable_piece(getattr(value, field.name)) for field in dataclasses.fields(value)}
        return dataclasses.replace(value, **changes)
    return value


def unprintable(value: Any) -> Iterator[str]:
    """The characters of a letter that cannot be drawn, so that the desk can say so before anything is sent."""
    if type(value) is str:
        yield from (sign for sign in value if printable(sign) == INSTEAD)
    elif isinstance(value, tuple):
        for item in value:
            yield from unprintable(item)
    elif dataclasses.is_dataclass(value) and not isinstance(value, type):
        for field in dataclasses.fields(value):
            yield from unprintable(getattr(value, field.name))
