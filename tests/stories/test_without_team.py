"""A case of 2006, when no team was asked: what the desk and the citizen see of the step that is not there."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from html import unescape
from pathlib import Path

import pytest
from django.test import Client

from cases.action import action
from cases.casepage.shown import steps
from cases.dossier import load
from cases.models import Case, User
from flexcase.base import clock
from flexcase.law import regime
from oversight.scenario.play import Played, play
from oversight.scenario.story import Ending, Story, read
from portal.road import steps as steps_of_the_citizen
from tests.stories.shelf import story_named

DAY = date(2006, 4, 22)


@pytest.fixture
def heard(db: None, quick_press: Callable[[], pytest.MonkeyPatch]) -> Iterator[Case]:
    """A case of 2006 that has been heard and can be decided."""
    patched = quick_press()
    story = story_named("arbejdsevne-2003-grant")
    last = next(at for at, step in enumerate(story.steps) if step.do == "consider_hearing")
    assert play(replace(story, steps=story.steps[: last + 1], expect=Ending()), keep=True).faults == []
    yield Case.objects.select_related("citizen", "unit").get()
    patched.undo()


def test_the_page_says_that_there_is_no_team_and_what_comes_next(heard: Case, client: Client):
    client.force_login(User.objects.get(username="caseworker"))
    with clock.at(DAY):
        page = unescape(client.get(f"/sager/{heard.number}/").content.decode())
    assert "intet team" in page
    assert "handling/decide-directly/" in page
    assert "handling/submit-to-team/" not in page
    assert {step["label"]: step["status"] for step in steps(heard, {})}["Visitationsteam"] == "skipped"


def test_the_citizen_is_told_of_no_meeting(heard: Case):
    with clock.at(DAY):
        told = [step.label for step in steps_of_the_citizen(heard, load([heard])[heard.pk])]
    assert "Et møde om din sag" not in told
    assert "Du får vores afgørelse" in told


def test_every_action_of_the_team_is_hidden_where_there_is_none(heard: Case):
    known = load([heard])[heard.pk]
    for name in ("submit_to_team", "write_recommendation"):
        assert not action(name).offered(heard, known), name
    assert action("decide_directly").offered(heard, known)


@contextmanager
def answered(tmp_path: Path, key: str, value: str) -> Iterator[None]:
    """The municipality's lawyer has answered an open question of the law."""
    before = regime._extra_folders, regime._answers
    answers = tmp_path / "answers.toml"
    answers.write_text(
        f'[{key}]\nvalue = {value}\nconfirmed_by = "Prøve Jurist"\nconfirmed_on = 2026-06-15\n', encoding="utf-8"
    )
    regime.configure([], answers)
    yield
    regime.configure(*before)


def test_a_municipality_that_keeps_no_team_decides_without_one(tmp_path: Path, replay: Callable[[Story], Played]):
    """Law D2 with mandate none: the same case as with a team, without the meeting."""
    with answered(tmp_path, "team_mandate", '"none"'):
        assert replay(read(Path(__file__).parent / "reform-without-team.yaml")).faults == []


def test_a_rejection_need_not_wait_for_the_team_when_the_lawyer_says_so(tmp_path: Path, replay: Callable[[Story], Played]):
    """K13: by default V-02 stops a rejection too; answered with no for a law, it stops a grant there and nothing else."""
    story = read(Path(__file__).parent / "rejected-past-the-team.yaml")
    with answered(tmp_path, "lab-2022.rejection_before_team", "false"):
        assert replay(story).faults == []
    assert any("V-02" in fault for fault in replay(story).faults), "our own answer lets no rejection past the team"
