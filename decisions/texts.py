"""The blocks of a decision: what is written by hand, under which heading, and for which outcome."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from cases.letters.piece import is_blank
from flexcase.law.regime import Regime
from flexcase.law.vocabulary import ACCOUNTS


@dataclass(frozen=True)
class Block:
    """One text of the draft. ``lines`` is a list, one item a line; ``only`` names the outcome that it belongs to."""

    name: str
    lines: bool = False
    only: str = ""

    def belongs_to(self, outcome: str, regime: Regime) -> bool:
        """Whether a draft with the outcome has it; a redegørelse only where the regime asks for it (D-03b)."""
        return self.only in ("", outcome) and (self.name not in ACCOUNTS or self.name in regime.accounts)


BLOCKS = (
    Block("decision"),
    Block("main_considerations"),
    Block("facts", lines=True),
    *(Block(name, only="grant") for name in ACCOUNTS),
    Block("own_words_answer"),
    Block("conflicts"),
    Block("needs", lines=True, only="grant"),
    Block("job_types", lines=True, only="grant"),
    Block("pension", only="rejection"),
    Block("team_why"),
    Block("next_steps"),
)
NAMES = tuple(block.name for block in BLOCKS)

#: What stands between a fact and its source on a line.
SOURCE_MARK = "|"


def empty() -> dict[str, Any]:
    """A draft without a word."""
    return {block.name: [] if block.lines else "" for block in BLOCKS}


def filled(texts: Mapping[str, Any]) -> list[str]:
    """Names of the blocks that say something. A lone full stop says nothing."""
    return [block.name for block in BLOCKS if not is_blank(as_value(texts.get(block.name, "")))]


def as_value(text: Any) -> Any:
    """A list as the letters know it."""
    return tuple(text) if isinstance(text, list) else text


def as_text(text: Any) -> str:
    """A block as it stands in a text field: a list one item a line."""
    return "\n".join(text) if isinstance(text, list | tuple) else str(text)


def parted(line: str) -> tuple[str, str]:
    """A line »fact | source« as the fact and its source."""
    fact, _, source = line.partition(SOURCE_MARK)
    return fact.strip(), source.strip()


def joined(fact: str, source: str) -> str:
    """The same the other way round; a line takes at most 300 signs."""
    line = f"{fact} {SOURCE_MARK} {source}" if source else fact
    return line[:300]
