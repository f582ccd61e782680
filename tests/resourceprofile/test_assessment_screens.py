"""The assessment as it is written in a browser and read on its tab: prefilled, whole, and never lost."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client

from flexcase.base import clock
from resourceprofile.sources import assessment_texts
from tests.resourceprofile.story import Story

pytestmark = pytest.mark.django_db


@pytest.fixture
def story() -> Story:
    story = Story()
    story.done("start_profile")
    story.done("receive_medical_report", kind="LAE265", existing=True, consultation_on=story.day, summary="Varige smerter.")
    return story


def ticked(page: str, name: str) -> list[str]:
    boxes = re.findall(r"<input[^>]*>", page)
    return [re.findall(r'value="(\d+)"', box)[0] for box in boxes if f'name="{name}"' in box and " checked" in box]


def test_it_is_opened_with_the_papers_that_show_it_and_read_on_its_tab(story, client: Client):
    client.force_login(story.worker)
    address = f"/sager/{story.case.number}/"
    with clock.at(story.day):
        form = client.get(f"{address}handling/write-assessment/").content.decode()
        assert ticked(form, "lasting_documents") == ["1"] and ticked(form, "substantial_documents") == []
        given: dict[str, Any] = {"version": "0", "lasting": "Lægen venter ingen bedring.", "lasting_documents": ["1"]}
        sent = client.post(
            f"{address}handling/write-assessment/", given | {"treatment_options": "no", "indicators": ["leisure"]}
        )
        assert sent.status_code == 302
        tab = client.get(f"{address}?fane=vurdering").content.decode()
    assert "Lægen venter ingen bedring." in tab and "dokument 1" in tab
    assert "Nej, der er ikke mere at prøve" in tab and "Pension er ikke undersøgt endnu." in tab


def test_what_a_browser_unticks_is_gone_and_what_a_story_leaves_out_stays(story, client: Client):
    story.done("write_assessment", lasting="Lægen venter ingen bedring.", lasting_documents=[1], indicators=["leisure"])
    client.force_login(story.worker)
    with clock.at(story.day):
        client.post(
            f"/sager/{story.case.number}/handling/write-assessment/",
            {"version": "2", "lasting": "Lægen venter ingen bedring."},
        )
    assert story.facts().answer("lasting").documents == () and story.facts().answer("indicators").chosen == ()
    story.done("write_assessment", substantial="Under halvdelen af 37 timer.")
    assert set(assessment_texts(story.case)) == {"lasting", "substantial"}


def test_a_second_writer_sees_the_first_ones_text(story):
    story.done("write_assessment", lasting="Lægen venter ingen bedring.", version=0)
    stale = story.do("write_assessment", lasting="Det er varigt nok.", version=0, by=story.leader)
    assert stale.kind == "stale" and stale.theirs["lasting"] == "Lægen venter ingen bedring."


def test_the_team_form_begins_with_what_the_assessment_says(story, client: Client):
    story.done("write_assessment", lasting="Lægen venter ingen bedring.", conflicts="Lønnen er fra før ulykken.")
    client.force_login(story.worker)
    with clock.at(story.day):
        form = client.get(f"/sager/{story.case.number}/handling/write-recommendation/").content.decode()
    assert "Lægen venter ingen bedring." in form and "Lønnen er fra før ulykken." in form
