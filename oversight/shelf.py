"""The stories (prøvesager) that lie in the checkout, and which rules each of them puts to the test."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.conf import settings

from oversight.scenario.story import Expected, read

FOLDER = Path(settings.ROOT) / "scenarios"


@dataclass(frozen=True)
class Told:
    """What one story says of one rule: that it bit, that it did not, or both."""

    id: str
    title: str
    bites: bool
    rests: bool

    @property
    def words(self) -> str:
        """In Danish, as the catalogue lists it."""
        if self.bites and self.rests:
            return "virker, og er opfyldt"
        return "virker" if self.bites else "er opfyldt"


@cache
def told_of_rules() -> Mapping[str, tuple[Told, ...]]:
    """The stories of every rule, by the rule's id; read once a process."""
    found: dict[str, list[Told]] = {}
    for file in sorted(FOLDER.glob("*.yaml")):
        story = read(file)
        bites = {rule for step in story.steps for rule in (*_bitten(step.expect), *step.reasons)}
        rests = {rule for step in story.steps for rule in step.expect.not_found}
        for rule in sorted(bites | rests):
            found.setdefault(rule, []).append(Told(story.id, story.title, rule in bites, rule in rests))
    return {rule: tuple(stories) for rule, stories in found.items()}


def _bitten(expected: Expected) -> Iterator[str]:
    yield from expected.stopped_by
    yield from expected.needs_reason
    yield from expected.warned
