"""A leap day, the last day of the year and the day of summer time change nothing in what the law says."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from oversight.scenario.play import Played
from oversight.scenario.story import Story
from tests.stories.moved import HARD_DAYS, moved_onto
from tests.stories.shelf import NAMES, story_named
from tests.stories.watch import Watched

#: These are about days themselves: a law's first day, a deadline that rolls, months of unlike length.
ABOUT_DAYS = {
    "attest-citizen-books",
    "attest-journal",
    "complaint-by-digital-post",
    "conversation-planned",
    "course-after-the-reform",
    "course-effort",
    "course-length",
    "filed-late",
    "law-changes-after-approval",
    "law-changes-under-way",
    "law-chosen-by-hand",
    "law-february-2026",
    "no-medical-consultant",
    "stay-twelve-months",
}
#: These are told on every hard day, the others each on one, in turn.
ROADS = {"hearing-runs-out", "reform-grant"}


def enough() -> list[str]:
    """Stories that together do everything that any story does, the one with most news first."""
    left = {name: {step.do for step in story_named(name).steps} for name in NAMES if name not in ABOUT_DAYS}
    done: set[str] = set()
    chosen = sorted(ROADS)
    for name in chosen:
        done |= left.pop(name)
    while left and (best := max(left, key=lambda name: (len(left[name] - done), name))) and left[best] - done:
        done |= left.pop(best)
        chosen.append(best)
    return chosen


def days_for(at: int, name: str) -> list[str]:
    return list(HARD_DAYS) if name in ROADS else [list(HARD_DAYS)[at % len(HARD_DAYS)]]


PAIRS = [
    pytest.param(name, day, marks=pytest.mark.xdist_group(name))
    for at, name in enumerate(enough())
    for day in days_for(at, name)
]


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
    assert story is not None, "the law lets this story be told then"
    again = replay(story)
    assert again.faults == []
    assert [said(step) for step in again.told] == [said(step) for step in seen(name).played.told]


def said(step: dict) -> tuple[str, str, list[str], list[str]]:
    """What came of a step, without its dates."""
    return step["do"], step["outcome"], [finding["rule"] for finding in step["findings"]], list(step["errors"])
