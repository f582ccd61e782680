"""The plain text of a letter in reading order, for scenarios, tests and search."""

import re
from html.parser import HTMLParser

from cases.letters.glyphs import BREAK

_BLOCKS = frozenset(("div", "h1", "h2", "h3", "header", "li", "main", "ol", "p", "section", "table", "tr", "ul"))
_SPACES = re.compile(r"[^\S\n]+")


class _Reader(HTMLParser):
    """Collects what a reader hears: blocks as lines, list items with their mark, table cells apart."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.lists: list[int | None] = []
        self.silent = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "head":
            self.silent += 1
        elif tag in ("ul", "ol"):
            self.lists.append(0 if tag == "ol" else None)
        if tag in _BLOCKS:
            self.out.append("\n\n")
        if tag == "li" and self.lists:
            number = self.lists[-1]
            self.lists[-1] = number if number is None else number + 1
            self.out.append("• " if number is None else f"{number + 1}. ")
        elif tag == "br":
            self.out.append("\n")
        elif tag in ("td", "th"):
            self.out.append(" | ")

    def handle_endtag(self, tag: str) -> None:
        if tag == "head":
            self.silent -= 1
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        if tag in _BLOCKS:
            self.out.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.out.append(_SPACES.sub(" ", data.replace("\n", " ").replace(BREAK, "")))


def text_of(html: str) -> str:
    """The text of a page: paragraphs parted by a blank line, plain spaces only."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    blocks = (_SPACES.sub(" ", block).strip() for block in "".join(reader.out).split("\n\n"))
    text = "\n\n".join(re.sub(r" *\n *", "\n", block).removeprefix("| ") for block in blocks if block)
    return re.sub(r"^((?:•|\d+\.))\n\n", r"\1 ", text, flags=re.MULTILINE)
