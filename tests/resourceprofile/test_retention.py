"""Staying at one's workplace (LAB § 119): what stops, what exempts, and what the page and the letter say."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from cases.facts import CaseFacts
from flexcase.base import clock
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Finding, book
from resourceprofile.export import about
from resourceprofile.facts import EvidenceFact, ProfileFacts, WaiverFact
from resourceprofile.retention_facts import (
    AgreementFact,
    AttemptFact,
    EmploymentFact,
    ExemptionFact,
    RetentionFacts,
    WorkplaceFact,
)
from resourceprofile.rules.retention import twelve_months_full
from tests.resourceprofile.story import Story

TODAY = date(2024, 6, 3)
EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
HURT_THERE = WorkplaceFact(hired_normally=True, lost_capacity_there=True, social_chapter="yes", given_up_on=None)
WAGE = EvidenceFact(1, "wage", TODAY, Decimal(15), Decimal(50), Decimal(37))
#: Somebody of whom everything is demanded, and who has it all.
WHOLE = RetentionFacts(
    stays=True,
    workplace=HURT_THERE,
    employments=(EmploymentFact(1, "social_chapter", date(2023, 6, 4), None),),
    agreements=(AgreementFact(1, "agreement", functions=True, accommodations=True, assessment=False),),
    attempts=(AttemptFact(1, TODAY),),
)


def ask(
    facts: RetentionFacts,
    *,
    regime: str = "lab-2022",
    born: date = date(1980, 1, 1),
    outcome: str = "grant",
    action: str = "send_to_approval",
    today: date = TODAY,
    **profile: Any,
) -> dict[str, Finding]:
    known = ProfileFacts(retention=facts, **({"evidence": (WAGE,)} | profile))
    dossier = Dossier("2024-0001", today, regimes().named(regime), {CaseFacts: replace(EMPTY, born=born), ProfileFacts: known})
    before = replace(dossier, action=action)
    own = [rule for rule in book.guarding(action, outcome, dossier.regime, with_input=True) if rule.id.startswith("F-")]
    return {found.rule: found for rule in own if (found := rule.ask(before))}


def test_who_has_everything_is_not_held_up():
    assert ask(WHOLE) == {}


def test_nothing_is_asked_of_who_does_not_want_to_stay_or_is_refused():
    assert ask(RetentionFacts()) == {}
    assert ask(RetentionFacts(stays=True), outcome="rejection") == {}
    assert set(ask(RetentionFacts(stays=True))) == {"F-01", "F-04", "F-06"}


def test_the_law_before_2013_knows_none_of_it():
    assert ask(RetentionFacts(stays=True), regime="arbejdsevne-2006", evidence=()) == {}


@pytest.mark.parametrize(("started", "full"), [(date(2023, 6, 4), True), (date(2023, 6, 5), False)])
def test_twelve_months_to_the_day(started, full):
    found = ask(replace(WHOLE, employments=(EmploymentFact(1, "special", started, None),)))
    assert ("F-01" not in found) == full
    if not full:
        assert found["F-01"].text.startswith("Borgeren har kun haft 365 dage")


def test_ordinary_terms_and_what_lies_ahead_do_not_count():
    ordinary = EmploymentFact(1, "ordinary", date(2010, 1, 1), None)
    ahead = EmploymentFact(2, "special", date(2024, 7, 1), None)
    assert "F-01" in ask(replace(WHOLE, employments=(ordinary, ahead)))


def test_time_in_fleksjob_is_named_when_it_is_what_fills_the_year():
    fleksjob = EmploymentFact(1, "fleksjob", date(2022, 6, 1), date(2023, 5, 31))
    half = EmploymentFact(2, "social_chapter", date(2023, 6, 1), date(2023, 12, 31))
    found = ask(replace(WHOLE, employments=(fleksjob, half)))
    assert {"F-01", "F-07"} <= set(found)
    # Without the fleksjob the year is short all the same: only F-01 speaks.
    assert "F-07" not in ask(replace(WHOLE, employments=(half,)))
    assert twelve_months_full(replace(WHOLE, employments=(fleksjob, half)), TODAY) is None


def test_six_years_or_less_exempt_since_2020_and_not_from_the_ordinary_conditions():
    nothing = RetentionFacts(stays=True, workplace=HURT_THERE)
    old = {"born": date(1963, 6, 3), "today": date(2025, 6, 3)}
    assert set(ask(nothing, **old, evidence=())) == {"F-02", "F-10"}
    assert ask(nothing, **old)["F-02"].effect is Effect.WARN
    assert "F-01" in ask(nothing, born=date(1963, 6, 4), today=date(2025, 6, 3))
    assert "F-01" in ask(nothing, regime="reform-2013", born=date(1953, 6, 1), today=date(2018, 6, 1))


def test_an_exemption_needs_its_medical_document():
    nothing = RetentionFacts(stays=True, workplace=HURT_THERE)
    exempt = replace(nothing, exemption=ExemptionFact(1, document=True))
    assert ask(exempt) == {}
    bare = replace(nothing, exemption=ExemptionFact(1, document=False))
    assert {"F-01", "F-03"} <= set(ask(bare))
    assert set(ask(bare, action="exempt_from_twelve_months")) == {"F-03"}


@pytest.mark.parametrize(
    ("agreement", "found"),
    [
        (AgreementFact(1, "agreement", functions=False, accommodations=True, assessment=False), {"F-04"}),
        (AgreementFact(1, "agreement", functions=True, accommodations=False, assessment=False), {"F-04"}),
        (AgreementFact(1, "other", functions=True, accommodations=True, assessment=False), {"F-05"}),
        (AgreementFact(1, "other", functions=True, accommodations=True, assessment=True), set()),
    ],
)
def test_the_agreement_has_two_parts_and_no_form(agreement, found):
    assert set(ask(replace(WHOLE, agreements=(agreement,)))) == found


def test_no_social_chapter_exempts_nobody():
    place = replace(HURT_THERE, social_chapter="no")
    assert set(ask(replace(WHOLE, workplace=place))) == {"F-08"}
    tried = (EmploymentFact(1, "special", date(2023, 6, 4), None),)
    assert ask(replace(WHOLE, workplace=place, employments=tried)) == {}


@pytest.mark.parametrize("changes", [{"hired_normally": False}, {"lost_capacity_there": False}])
def test_a_job_of_the_effort_is_no_former_workplace(changes):
    found = ask(RetentionFacts(stays=True, workplace=replace(HURT_THERE, **changes)))
    assert set(found) == {"F-09"}
    assert found["F-09"].effect is Effect.REASON


def test_the_ordinary_conditions_are_shown_by_figures_or_a_waived_trial():
    assert set(ask(WHOLE, evidence=())) == {"F-10"}
    assert ask(WHOLE, evidence=(), waivers=(WaiverFact(1, "approved"),)) == {}


@pytest.fixture
def story(db: None) -> Story:
    story = Story()
    story.done("start_profile")
    return story


PLACE = {"workplace": "Prøve Optik", "hired_normally": "yes", "lost_capacity_there": "yes", "social_chapter": "no"}


def page(client: Client, story: Story) -> str:
    client.force_login(story.worker)
    with clock.at(story.day):
        answer = client.get(f"/sager/{story.case.number}/?fane=arbejdsplads")
    assert answer.status_code == 200
    return " ".join(answer.content.decode().replace("\xa0", " ").split())


def test_the_tab_is_there_for_who_wants_to_stay(story, client):
    assert "fane=arbejdsplads" not in page(client, story)
    story.done("record_wish_for_workplace", where="same", words="Jeg vil gerne blive på arbejdet.")
    assert "Borgeren vil blive på sin arbejdsplads, men den er ikke beskrevet endnu." in page(client, story)
    story.done("describe_workplace", **PLACE)
    story.done("record_employment", terms="special", starts_on="2.1.2023", ends_on="1.1.2024")
    story.done(
        "record_retention_agreement", form="agreement", dated="2.1.2023", functions=["slibning"], accommodations=["pauser"]
    )
    story.done("record_retention_attempt", tried="Kortere dage og andre opgaver.")
    text = page(client, story)
    assert "Prøve Optik" in text and "slibning" in text and "Kortere dage og andre opgaver." in text
    assert "De 12 måneder var fulde 1. jan." in text
    told = about(story.case)
    assert told["egen arbejdsplads"][0]["navn"] == "Prøve Optik"
    assert told["arbejdsgiverens forsøg"][0]["forsøg"] == "Kortere dage og andre opgaver."


def test_contradictions_are_refused_at_their_field(story):
    story.done("describe_workplace", **PLACE)
    assert "starts_on" in story.refused("record_employment", terms="special", starts_on="1.1.1960")
    assert "ends_on" in story.refused("record_employment", terms="special", starts_on="1.1.2023", ends_on="1.1.2025")
    assert "dated" in story.refused("record_retention_agreement", form="agreement", dated="1.2.2024")
    assert "tried" in story.refused("record_retention_attempt", tried="....................")
    assert "document" in story.refused(
        "exempt_from_twelve_months", acute="Faldt ned fra et stillads.", futile="Rygsøjlen er brækket.", document=7
    )
    assert "" in story.refused("withdraw_exemption", reason="Det var en fejl.")


def test_a_job_consultant_sees_the_workplace_and_not_why_somebody_is_exempt(story, client):
    story.done("describe_workplace", **PLACE)
    story.done("receive_medical_report", kind="LAE125", existing=True, summary="Lammelse.", known_to_citizen=True)
    story.done("exempt_from_twelve_months", acute="Lammet efter en ulykke i maj.", futile="Ingen hensyn kan ændre lammelsen.")
    assert "Lammet efter en ulykke i maj." in page(client, story)
    client.force_login(story.consultant)
    with clock.at(story.day):
        text = client.get(f"/sager/{story.case.number}/?fane=arbejdsplads").content.decode()
    assert "Prøve Optik" in text and "Lammet" not in text
