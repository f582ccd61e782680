"""The ressourceprofil of the arbejdsevnemetode: twelve elements, each with resources, barriers and development options."""

from __future__ import annotations

import json
from datetime import date

import pytest
from django.test import Client

from cases.models import Document
from cases.outcome import OutcomeKind
from flexcase.base import clock
from flexcase.law.regime import regimes
from flexcase.law.rule import Effect
from resourceprofile import sources
from resourceprofile.actions.elements import elements
from resourceprofile.facts import PartFact, ProfileFacts
from resourceprofile.models import FrozenProfile
from tests.resourceprofile.story import IN_2024, Story
from tests.resourceprofile.test_rules import TODAY, ask

OLD = "arbejdsevne-2003"
IN_2006 = date(2006, 2, 1)
EDUCATION = {"resources": "Ti års skole.", "barriers": "Ingen uddannelse.", "development": "Korte kurser."}


def texts(*keys: str) -> tuple[PartFact, ...]:
    return tuple(PartFact(key, True, TODAY) for key in keys)


# The rules


def test_an_element_is_described_by_any_of_its_fields():
    everything = [f"{key}.barriers" for key, _ in elements(regimes().named(OLD))]
    missing_one = ask("complete_profile", ProfileFacts(parts=texts(*everything[1:])), regime=OLD)
    assert missing_one["E-12"].text == "Ressourceprofilen mangler: Uddannelse."
    assert "E-12" not in ask("complete_profile", ProfileFacts(parts=texts(*everything)), regime=OLD)


def test_what_an_element_leaves_unsaid_is_reminded_of():
    found = ask("complete_profile", ProfileFacts(parts=texts("health.resources", "health.barriers")), regime=OLD)
    assert found["D-03a"].effect is Effect.WARN
    assert found["D-03a"].text == "Der står intet om udviklingsmuligheder under »Helbred«."
    whole = texts("health.resources", "health.barriers", "health.development")
    assert "D-03a" not in ask("complete_profile", ProfileFacts(parts=whole), regime=OLD)


def test_since_2013_nobody_asks_for_elements():
    parts = ProfileFacts(parts=texts("health.resources"))
    assert "D-03a" not in ask("complete_profile", parts, regime="reform-2013")


def test_there_are_twelve():
    assert len(elements(regimes().named(OLD))) == 12


# The story


@pytest.fixture
def story(db: None) -> Story:
    story = Story(applied=IN_2006)
    story.done("start_profile")
    return story


def test_an_element_is_written_in_one_go_and_read_as_one_text(story):
    story.done("write_profile_element", key="education", **EDUCATION)
    assert story.facts().written == {"education.resources", "education.barriers", "education.development"}
    assert sources.profile_sections(story.case) == (
        ("Uddannelse", "Ressourcer: Ti års skole.\n\nBarrierer: Ingen uddannelse.\n\nUdviklingsmuligheder: Korte kurser."),
    )


def test_what_is_left_out_stays_and_an_empty_text_empties(story):
    story.done("write_profile_element", key="education", **EDUCATION)
    story.done("write_profile_element", key="education", barriers="Læser langsomt.")
    assert "Ti års skole." in sources.profile_sections(story.case)[0][1]
    story.done("write_profile_element", key="education", development="")
    assert "Udviklingsmuligheder" not in sources.profile_sections(story.case)[0][1]


def test_one_field_can_be_written_alone(story):
    story.done("write_profile_part", key="network.resources", text="En søster i nærheden.")
    assert story.facts().written == {"network.resources"}
    assert "key" in story.refused("write_profile_part", key="network", text="Intet felt.")


def test_an_element_of_nothing_is_refused(story):
    assert story.refused("write_profile_element", key="education", resources="  ") == {
        "resources": ("Skriv mindst ét af de tre felter.",)
    }


def test_two_who_write_in_the_same_element_are_told_of_each_other(story):
    story.done("write_profile_element", key="education", version=0, resources="Ti års skole.")
    late = story.do("write_profile_element", key="education", version=0, resources="Ni års skole.", barriers="Ordblind.")
    assert late.kind is OutcomeKind.STALE
    assert late.theirs == {"resources": "Ti års skole.", "barriers": "", "version": "1"}


def test_a_law_without_elements_has_no_such_form(db):
    story = Story(applied=IN_2024)
    story.done("start_profile")
    assert "key" in story.refused("write_profile_element", key="education", **EDUCATION)


def test_what_is_frozen_keeps_each_field(story):
    for key, _ in elements(story.case.regime):
        story.done("write_profile_element", key=key, **EDUCATION)
    story.done("write_profile_part", key="own_view", text="Jeg vil gerne arbejde.")
    story.done("complete_profile")
    parts = {part["key"]: part for part in FrozenProfile.objects.get().parts}
    assert parts["housing.barriers"]["label"] == "Bolig og økonomi: barrierer"
    assert parts["housing.barriers"]["text"] == "Ingen uddannelse."
    sheet = json.loads(Document.objects.get(case=story.case, kind="profile").sheet)
    assert dict(sheet)["Helbred"].startswith("Ressourcer: Ti års skole.")


def test_the_tab_and_the_form_show_the_three_fields(story, client: Client):
    story.done("write_profile_element", key="health", resources="Sover godt.", barriers="Slidt ryg.")
    client.force_login(story.worker)
    with clock.at(story.day):
        tab = client.get(f"/sager/{story.case.number}/?fane=beskrivelse").content.decode()
        form = client.get(f"/sager/{story.case.number}/handling/write-profile-element/?key=health").content.decode()
    for words in ("Sover godt.", "Slidt ryg.", "Udviklingsmuligheder", "write-profile-element/?key=interests"):
        assert words in tab
    for words in ("Sover godt.", "Slidt ryg.", "Barrierer", 'name="version" value="2"'):
        assert words in form
