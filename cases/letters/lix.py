"""LIX: how hard a Danish text is to read (Björnsson 1968). Letters to citizens stay at 35 or below."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
# A full stop after a number (9. november, kl. 10.30) or within an abbreviation ends no sentence.
_END = re.compile(r"(?<!\d)[.!?:]+(?=[\s»«\"”)]|$)|(?<=\d)[.!?]+(?=\s+[A-ZÆØÅ]|\s*$|\s*\n)|\n\s*\n|\n(?=\s*(?:•|\d+\.))")
LONG = 7


@dataclass(frozen=True)
class Lix:
    """The counts behind the figure, so that it can be explained."""

    words: int
    long_words: int
    sentences: int

    @property
    def value(self) -> float:
        """Words a sentence plus long words a hundred; 0 for an empty text."""
        return self.words / self.sentences + 100 * self.long_words / self.words if self.words else 0.0


def lix(text: str, spared: Callable[[str], bool] = lambda _: False) -> Lix:
    """Words, words of more than six letters, and sentences. Headings and list items count as sentences.

    ``spared`` words never count as long: terms of law that no shorter word replaces (flexcase/law/terms.py).
    """
    sentences = [words for piece in _END.split(text) if (words := _WORD.findall(piece))]
    words = [word for sentence in sentences for word in sentence]
    return Lix(len(words), sum(len(word) >= LONG and not spared(word) for word in words), len(sentences))


def long_words(text: str, spared: Callable[[str], bool], most: int = 12) -> tuple[str, ...]:
    """The long words that weigh most, the most frequent first: those that a writer can do something about."""
    found = Counter(word.lower() for word in _WORD.findall(text) if len(word) >= LONG and not spared(word))
    return tuple(word for word, _ in sorted(found.items(), key=lambda item: (-item[1] * len(item[0]), item[0]))[:most])
