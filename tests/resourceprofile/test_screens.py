"""The three tabs, and forms that are filled with what the case knows."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from cases.models import User
from flexcase.base import clock
from tests.resourceprofile.story import Story

pytestmark = pytest.mark.django_db

Page = Callable[..., str]


@pytest.fixture
def story() -> Story:
    story = Story()
    story.done("start_profile")
    return story


@pytest.fixture
def page(story: Story, client: Client) -> Page:
    """The text of a page as somebody sees it on the story's day."""

    def get(address: str, by: User | None = None) -> str:
        client.force_login(by or story.worker)
        with clock.at(story.day):
            answer = client.get(f"/sager/{story.case.number}/{address}")
        assert answer.status_code == 200, answer.status_code
        return " ".join(answer.content.decode().split())

    return get


def test_the_description_links_to_each_part(story, page):
    story.done("write_profile_part", key="health", text="Kan stå op i en time.")
    text = page("?fane=beskrivelse")
    assert "Kan stå op i en time." in text
    assert "handling/write-profile-part/?key=work" in text
    assert "Beskrivelsen er ikke sendt til udtalelse." in text


def test_the_form_of_a_part_holds_its_text_and_version(story, page):
    story.done("write_profile_part", key="social", text="Bor alene.")
    story.done("write_profile_part", key="work", text="Tømrer.")
    form = page("handling/write-profile-part/?key=social")
    assert "Bor alene." in form and "Tømrer." not in form
    assert 'name="version" value="1"' in form


def test_versions_and_udtalelse_are_told(story, page):
    story.write_all()
    story.done("send_profile_for_statement")
    story.done("record_profile_statement", remarks="Jeg kan også køre bil.", channel="phone")
    story.done("complete_profile")
    story.done("write_profile_part", key="work", text="Kan køre bil.")
    text = page("?fane=beskrivelse")
    assert "Jeg kan også køre bil." in text
    assert "Bortfaldt 8. jan." in text.replace("\xa0", " ")
    assert "En del af beskrivelsen skrevet: Sociale ressourcer og udfordringer" in page("?fane=tidslinje")


def test_the_health_tab_tells_whom_we_wait_for(story, page):
    story.done("give_consent", scope="health", how="phone")
    story.done("request_medical_report", kind="LAE265", doctor="Ida Lund")
    text = page("?fane=helbred")
    assert "Venter på lægen" in text and "Ida Lund" in text
    story.done("receive_medical_report", consultation_on="2024-01-08", summary="Kroniske rygsmerter.")
    story.done("record_health_statement", question="Hvad?", answer="Ryg.", functional_loss="Løft.", author="Dan Vang")
    text = page("?fane=helbred")
    assert "Kroniske rygsmerter." in text and "Dan Vang" in text
    asked = "Lægen bedt om attest: LÆ 265"
    assert asked in page("?fane=tidslinje") and "LÆ 265" not in page("?fane=tidslinje", by=story.consultant)


def test_the_trial_tab_shows_figures_and_disagreement(story, page):
    story.done("start_work_trial", place="Planteskolen", tasks=["plantepasning"], hours=12)
    assert "I gang" in page("?fane=arbejdsproevning")
    story.done("end_work_trial", on=date(2024, 3, 1), hours=12, intensity=60, conclusion="Kan mere, end vi troede.")
    story.done("record_evidence", source="wage", hours=20, intensity=100)
    story.done("record_measure", kind="mentor", status="not_relevant", result="Borgeren kan selv.")
    text = page("?fane=arbejdsproevning")
    assert "<strong>7,2</strong>" in text
    assert "fra 7,2 til 20,0 effektive timer" in text.replace("\xa0", " ")
    assert "Borgeren kan selv." in text


def test_a_job_consultant_sees_the_trial_but_not_what_was_tried_for_health(story, page):
    story.done("record_measure", kind="behandling", result="Opereret to gange.")
    story.done("start_work_trial", place="Planteskolen", tasks=["plantepasning"], hours=12)
    text = page("?fane=arbejdsproevning", by=story.consultant)
    assert "Planteskolen" in text and "Opereret" not in text


def test_a_job_consultant_reads_what_is_needed_and_not_that_a_doctor_said_so(story, page):
    story.done("change_accommodations", accommodations=["pause hver time"], source="doctor")
    story.done("change_accommodations", accommodations=["pause hver halve time"], source="health_coordinator")
    story.done("record_evidence", source="doctor", hours=11, intensity=100, text="Efter operationen.")
    tab = "?fane=arbejdsproevning"
    assert "Lægens skøn" in page(tab) and "Læge" in page(tab) and "Sundhedskoordinator," in page(tab)
    text = page(tab, by=story.consultant).split('id="fane"')[1]
    assert "pause hver halve time" in text and "pause hver time" in text
    assert not [word for word in ("Læge", "Sundhedskoordinator", "operationen", "11,0") if word in text]


def test_the_end_of_a_trial_begins_with_the_skaanehensyn_that_are_known(story, page):
    story.done("change_accommodations", accommodations=["pause hver time"])
    story.done("start_work_trial", place="Planteskolen", tasks=["plantepasning"], hours=12)
    assert "pause hver time" in page("handling/end-work-trial/?trial=1")


def test_a_measure_form_offers_the_others_without_an_empty_box(story, page):
    form = page("handling/record-measure/?kind=mentor")
    assert 'name="others_not_relevant" value="behandling"' in form
    assert 'name="others_not_relevant" value=""' not in form
