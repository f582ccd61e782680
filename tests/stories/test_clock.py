"""A leap day, the last day of the year and the day of summer time change nothing in what the law says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oversight.scenario.play import Played
from oversight.scenario.story import Story
from tests.stories.moved import HARD_DAYS, moved_onto
from tests.stories.shelf import NAMES, story_named
from tests.stories.watch import Watched

#: What the law ties to its own days: the change of law itself, and a birthday that a leap year moves.
TIED = {
    "law-changes-under-way": set(HARD_DAYS),
    "law-changes-after-approval": set(HARD_DAYS),
    "pension-age": {"29 February"},
    "under-eighteen": {"29 February"},
}
#: These are told on every hard day, the others each on one, in turn.
ROADS = {"hearing-runs-out", "complaint-by-paper", "reform-grant"}


def days_for(name: str) -> list[str]:
    return list(HARD_DAYS) if name in ROADS else [list(HARD_DAYS)[NAMES.index(name) % len(HARD_DAYS)]]


PAIRS = [pytest.param(name, day, marks=pytest.mark.xdist_group(name)) for name in NAMES for day in days_for(name)]


@pytest.mark.parametrize(("name", "day"), PAIRS)
def test_the_same_comes_of_every_step(
    seen: Callable[[str], Watched], replay: Callable[[Story], Played], name: str, day: str
) -> None:
    story = moved_onto(story_named(name), HARD_DAYS[day])
    if day in TIED.get(name, ()):
        assert story is None
        return
    assert story is not None, "the law lets this story be told then"
    again = replay(story)
    assert again.faults == []
    assert [said(step) for step in again.told] == [said(step) for step in seen(name).played.told]


def said(step: dict) -> tuple[str, str, list[str], list[str]]:
    """What came of a step, without its dates."""
    return step["do"], step["outcome"], [finding["rule"] for finding in step["findings"]], list(step["errors"])
