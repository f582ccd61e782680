"""Every story on the shelf comes true, and on the way nothing is promised that is not kept, nothing left, nothing leaked."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from flexcase.law.rule import book
from tests.stories.secrets import NAMED_COLUMNS, about_health
from tests.stories.shelf import EACH, NAMES, story_named
from tests.stories.watch import Watched

Seen = Callable[[str], Watched]


@pytest.mark.parametrize("name", EACH)
def test_the_story_comes_true(seen: Seen, name: str) -> None:
    assert seen(name).played.faults == []


@pytest.mark.parametrize("name", EACH)
def test_what_is_said_beforehand_is_what_comes(seen: Seen, name: str) -> None:
    assert seen(name).previews == []


@pytest.mark.parametrize("name", EACH)
def test_trying_a_step_leaves_no_row(seen: Seen, name: str) -> None:
    assert seen(name).rows_left == []


@pytest.mark.parametrize("name", EACH)
def test_deadlines_follow_from_the_events_after_every_step(seen: Seen, name: str) -> None:
    assert seen(name).deadlines == []


@pytest.mark.parametrize("name", EACH)
def test_a_thief_of_the_database_reads_nothing_of_the_citizen(seen: Seen, name: str) -> None:
    readable, story = seen(name).in_the_open, story_named(name)
    assert set(readable) <= set(NAMED_COLUMNS)
    assert readable["citizen.name"] == {story.citizen["name"]}
    assert readable.get("search_text.words", set()) & about_health(story) == set()


def test_every_rule_is_told_to_speak_in_one_story_and_to_keep_silent_in_another() -> None:
    """P-13 speaks only of a law whose folder lacks the klagevejledning, and such a folder is not read at all."""
    expected = [step.expect for name in NAMES for step in story_named(name).steps]
    spoken = {rule for one in expected for rule in (*one.stopped_by, *one.needs_reason, *one.warned)}
    silent = {rule for one in expected for rule in one.not_found}
    everything = {rule.id for rule in book}
    assert everything - spoken == {"P-13"}
    assert everything - silent == set()


def test_every_story_says_why_it_is_told() -> None:
    assert [name for name in NAMES if not story_named(name).why] == []
    assert [name for name in NAMES if story_named(name).id != name] == []
