"""A leap day, the last day of the year and the day of summer time change nothing in what the law says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oversight.scenario.play import Played
from oversight.scenario.story import Story
from tests.stories.moved import HARD_DAYS, moved_onto
from tests.stories.shelf import NAMES, story_named
from tests.stories.watch import Watched

#: What the law ties to its own days, the change of law itself, can be told on no other.
TIED = {"law-changes-under-way", "law-changes-after-approval"}
#: These are told on every hard day, the others each on one, in turn.
ROADS = {"hearing-runs-out", "reform-grant"}


def days_for(name: str) -> list[str]:
    return list(HARD_DAYS) if name in ROADS else [list(HARD_DAYS)[NAMES.index(name) % len(HARD_DAYS)]]


PAIRS = [pytest.param(name, day, marks=pytest.mark.xdist_group(name)) for name in NAMES for day in days_for(name)]


def told_on(name: str, day: str) -> Story | None:
    """The story on a hard day; on the next one where its law and its people's ages do not let it be told on the first."""
    days = list(HARD_DAYS)
    turn = days.index(day)
    others = [] if name in ROADS else days[turn + 1 :] + days[:turn]
    stories = (moved_onto(story_named(name), HARD_DAYS[one]) for one in (day, *others))
    return next((story for story in stories if story is not None), None)


@pytest.mark.parametrize(("name", "day"), PAIRS)
def test_the_same_comes_of_every_step(
    seen: Callable[[str], Watched], replay: Callable[[Story], Played], name: str, day: str
) -> None:
    story = told_on(name, day)
    if name in TIED:
        assert story is None
        return
    assert story is not None, "the law lets this story be told then"
    again = replay(story)
    assert again.faults == []
    assert [said(step) for step in again.told] == [said(step) for step in seen(name).played.told]


def said(step: dict) -> tuple[str, str, list[str], list[str]]:
    """What came of a step, without its dates."""
    return step["do"], step["outcome"], [finding["rule"] for finding in step["findings"]], list(step["errors"])
