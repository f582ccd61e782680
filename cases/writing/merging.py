"""Two texts that were written at the same time: what is new in each, and the two put together so that neither is lost."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

#: A word with the space after it; and a sentence, which ends with its full stop or with its line.
_WORD = re.compile(r"\S+\s*|\s+")
_SENTENCE = re.compile(r"[^\n]*?(?:[.!?:]+[^\S\n]+|\n+|$)")


@dataclass(frozen=True)
class Piece:
    """Some words in a row; ``new`` when the other text does not have them."""

    text: str
    new: bool


@dataclass(frozen=True)
class Merged:
    """The two in one. ``clean``: they changed different places; otherwise both stand after each other where they met."""

    text: str
    clean: bool


def pieces(text: str, before: str) -> tuple[Piece, ...]:
    """The text in pieces, with what ``before`` does not have marked."""
    words, old = _WORD.findall(text), _WORD.findall(before)
    found = []
    for same, first, last in _runs([word.strip() for word in old], [word.strip() for word in words]):
        if first < last:
            found.append(Piece("".join(words[first:last]), not same))
    return tuple(found)


def _runs(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[bool, int, int]]:
    """The new sequence from end to end, as runs that the old one has or has not."""
    for kind, _, _, first, last in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        yield kind == "equal", first, last


def merged(before: str | None, theirs: str, mine: str, joint: str = " ") -> Merged:
    """Both changes put into one text, sentence by sentence; what they share stands in for an unknown ``before``.

    ``joint`` stands between two sentences where nobody put anything: a new line in a list.
    """
    a, b = _sentences(theirs), _sentences(mine)
    base = _shared(a, b) if before is None else _sentences(before)
    text, clean = "", True
    for start, end, in_theirs, in_mine in _regions(base, a, b):
        old = base[start:end]
        if in_theirs == in_mine or in_mine == old:
            chosen = in_theirs
        elif in_theirs == old:
            chosen = in_mine
        else:
            chosen, clean = [*in_theirs, *(line for line in in_mine if line not in in_theirs)], False
        text = _joined(text, chosen, joint)
    return Merged(text.strip(), clean)


def _sentences(text: str) -> list[str]:
    return [one for one in _SENTENCE.findall(text.replace("\r\n", "\n").strip()) if one]


def _joined(text: str, sentences: Sequence[str], joint: str) -> str:
    """Sentences after each other; one that ended its text gets its joint when another follows."""
    for one in sentences:
        text += one if not text or text[-1].isspace() else joint + one
    return text


def _shared(a: Sequence[str], b: Sequence[str]) -> list[str]:
    blocks = SequenceMatcher(None, _bare(a), _bare(b), autojunk=False).get_matching_blocks()
    return [one for block in blocks for one in a[block.a : block.a + block.size]]


def _bare(sentences: Sequence[str]) -> list[str]:
    return [one.strip() for one in sentences]


def _regions(base: Sequence[str], a: Sequence[str], b: Sequence[str]) -> Iterator[tuple[int, int, list[str], list[str]]]:
    """Base from end to end in regions: from, to, what each of the two has there. Regions that both kept stand alone."""
    in_a, in_b = _kept(base, a), _kept(base, b)
    at = at_a = at_b = 0
    for here in [*(index for index in range(len(base)) if index in in_a and index in in_b), len(base)]:
        to_a, to_b = in_a.get(here, len(a)), in_b.get(here, len(b))
        if (at, at_a, at_b) != (here, to_a, to_b):
            yield at, here, list(a[at_a:to_a]), list(b[at_b:to_b])
        if here < len(base):
            widest = max((base[here], a[to_a], b[to_b]), key=len)  # with the new line, if any of them has one there
            yield here, here + 1, [widest], [widest]
        at, at_a, at_b = here + 1, to_a + 1, to_b + 1


def _kept(base: Sequence[str], other: Sequence[str]) -> dict[int, int]:
    """Where each sentence of the base that was kept stands in the other text."""
    blocks = SequenceMatcher(None, _bare(base), _bare(other), autojunk=False).get_matching_blocks()
    return {block.a + step: block.b + step for block in blocks for step in range(block.size)}
