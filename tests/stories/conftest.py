"""Each story is played once for all tests that look at it; the press is at rest wherever no letter is looked at."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import pytest
from pytest_django import DjangoDbBlocker

from cases.letters import press
from oversight.scenario.play import Played, play
from oversight.scenario.story import Story
from tests.stories.shelf import story_named
from tests.stories.watch import Watched, watched


@pytest.fixture(scope="session")
def quick_press(one_page: bytes) -> Callable[[], pytest.MonkeyPatch]:
    """One real page for every letter and sheet: what a story's rules and dates come to does not hang on the print."""

    def patch() -> pytest.MonkeyPatch:
        patched = pytest.MonkeyPatch()
        patched.setattr(press, "press", lambda *given: one_page)
        return patched

    return patch


@pytest.fixture(scope="session")
def seen(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, quick_press: Callable[[], pytest.MonkeyPatch]
) -> Callable[[str], Watched]:
    """A story by its name, played under watch."""

    @cache
    def see(name: str) -> Watched:
        patched = quick_press()
        try:
            with django_db_blocker.unblock():
                return watched(story_named(name))
        finally:
            patched.undo()

    return see


@pytest.fixture
def replay(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, quick_press: Callable[[], pytest.MonkeyPatch]
) -> Callable[[Story], Played]:
    """Play a story that has been changed."""

    def again(story: Story) -> Played:
        patched = quick_press()
        try:
            with django_db_blocker.unblock():
                return play(story)
        finally:
            patched.undo()

    return again
