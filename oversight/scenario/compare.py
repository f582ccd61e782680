"""What becomes of a story under another law: each step that goes otherwise, what is found anew or no more, and the letters."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from oversight.scenario.play import play
from oversight.scenario.story import Story


@dataclass(frozen=True)
class Changed:
    """A step that goes otherwise. What is found is told as ``M-06 (stop): …``, what cannot be taken in as ``felt: …``."""

    step: str
    before: str
    after: str
    anew: tuple[str, ...]
    no_more: tuple[str, ...]


@dataclass(frozen=True)
class Difference:
    """One story under two laws."""

    id: str
    before: str
    after: str
    steps: tuple[Changed, ...]
    letters_anew: tuple[str, ...]
    letters_no_more: tuple[str, ...]

    def lines(self, law: str) -> Iterator[str]:
        """As the terminal shows it."""
        yield f"{self.id}: {self.before or '–'} → {self.after or '–'} under {law}"
        for step in self.steps:
            yield f"  {step.step}: {step.before}" + (f" → {step.after}" if step.after != step.before else "")
            yield from (f"    + {said}" for said in step.anew)
            yield from (f"    - {said}" for said in step.no_more)
        yield from (f"  + brevet {kind}" for kind in self.letters_anew)
        yield from (f"  - brevet {kind}" for kind in self.letters_no_more)
        if not self.steps and not self.letters_anew and not self.letters_no_more:
            yield "  ingen forskel"


def compare(story: Story, law: str) -> Difference:
    """Play a story under its own laws, and then with one law on every day of it."""
    usual, other = play(story), play(_without_own_law(story, law), under=law)
    steps = [_step(before, after) for before, after in zip(usual.told, other.told, strict=False)]
    anew, no_more = _apart(usual.letters_made, other.letters_made)
    return Difference(story.id, usual.state, other.state, tuple(step for step in steps if step), anew, no_more)


def _without_own_law(story: Story, law: str) -> Story:
    """A case that was taken over under a law of its own follows the other one too."""
    steps = [replace(step, given={**step.given, "regime": law}) if "regime" in step.given else step for step in story.steps]
    return replace(story, steps=tuple(steps))


def _step(before: dict[str, Any], after: dict[str, Any]) -> Changed | None:
    anew, no_more = _apart(_said(before), _said(after))
    if before["outcome"] == after["outcome"] and not anew and not no_more:
        return None
    return Changed(f"{before['date']} {before['do']}", before["outcome"], after["outcome"], anew, no_more)


def _said(step: dict[str, Any]) -> list[str]:
    found = [f"{one['rule']} ({one['effect']}): {one['text']}" for one in step["findings"]]
    return found + [f"{name or 'skemaet'}: {text}" for name, texts in step["errors"].items() for text in texts]


def _apart(before: list[str], after: list[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """What only the second holds, and what only the first holds."""
    one, other = Counter(before), Counter(after)
    return tuple((other - one).elements()), tuple((one - other).elements())


def as_json(found: Difference) -> dict[str, Any]:
    """What ``--json`` prints of it."""
    return {
        "id": found.id,
        "state": [found.before, found.after],
        "steps": [vars(step) for step in found.steps],
        "letters": {"anew": found.letters_anew, "no_more": found.letters_no_more},
    }
