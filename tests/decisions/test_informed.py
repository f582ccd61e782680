"""P-05 and P-06 as pure functions: decided when asked, on enough, or with a written reason for less."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from cases.facts import CaseFacts, LetterFact, ReasonFact, unanswered
from cases.findings import weigh
from decisions.facts import DecisionFacts
from decisions.rules.informed import case_is_informed
from decisions.rules.refusal import refusal_is_decided
from flexcase.base.ids import new_id
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Lack
from rehab_team.facts import TeamFacts
from resourceprofile.facts import (
    ConsentFact,
    FrozenFact,
    HealthStatementFact,
    MedicalFact,
    ProfileFacts,
    RefusalFact,
    WaiverFact,
)
from resourceprofile.rules.present_basis import decided_when_asked
from tests.decisions.test_rules import ALL, CASE, GRANT, REJECTION, TODAY

ASKED = date(2026, 11, 2)
INFORMED = ProfileFacts(
    medical=(MedicalFact(1, "LAE265", "received", ASKED, ASKED, ASKED, 1),),
    waivers=(WaiverFact(1, "approved"),),
    frozen=(FrozenFact(1, ASKED, False),),
)
WAITED_FOR = MedicalFact(2, "LAE125", "requested", ASKED, None, None, None)


def dossier(
    action: str = "", *, profile: ProfileFacts | None = None, case: CaseFacts = CASE, stake: object = REJECTION
) -> Dossier:
    facts = {
        CaseFacts: case,
        ProfileFacts: profile or ProfileFacts(),
        DecisionFacts: DecisionFacts(decisions=(stake,)),  # type: ignore[arg-type]
        TeamFacts: TeamFacts(),
    }
    return Dossier("2026-0417", TODAY, regimes().named("lab-2022"), facts, {}, action)


# P-06


def said(lack: Lack | None) -> str:
    assert lack is not None
    return lack.text


def test_an_informed_case_is_decided_either_way() -> None:
    assert case_is_informed(dossier(profile=INFORMED)) is None
    assert case_is_informed(dossier(profile=INFORMED, stake=GRANT)) is None


def test_a_rejection_says_what_it_goes_without() -> None:
    text = said(case_is_informed(dossier()))
    assert "LÆ 265" in text and "arbejdsevnen prøvet i praksis" in text and "den forberedende del" in text


def test_under_the_reform_a_rejection_without_advice_on_the_health_says_why() -> None:
    asked = replace(dossier(profile=INFORMED), regime=regimes().named("reform-2026"))
    assert "sundhedsfaglig rådgivning fra sundhedskoordinatoren" in said(case_is_informed(asked))
    known = dict(asked.facts)
    known[ProfileFacts] = replace(INFORMED, statements=(HealthStatementFact(1, ASKED, "health_coordinator"),))
    assert case_is_informed(replace(asked, facts=known)) is None


def test_a_grant_leaves_to_its_own_rules_what_is_missing_but_waits_for_what_is_under_way() -> None:
    assert case_is_informed(dossier(stake=GRANT)) is None
    waiting = replace(INFORMED, medical=(*INFORMED.medical, WAITED_FOR))
    assert "Vi venter stadig på" in said(case_is_informed(dossier(stake=GRANT, profile=waiting)))


def test_what_somebody_found_unnecessary_is_not_waited_for() -> None:
    waiting = replace(INFORMED, medical=(*INFORMED.medical, WAITED_FOR), not_needed=frozenset({"medical:LAE125"}))
    assert case_is_informed(dossier(profile=waiting)) is None


def test_age_is_read_in_the_register_and_needs_no_doctor() -> None:
    assert case_is_informed(dossier(stake=replace(REJECTION, ground="age_or_benefit"))) is None


def test_a_case_that_was_taken_over_is_only_reminded() -> None:
    lack = case_is_informed(dossier(case=replace(CASE, taken_over=True)))
    assert lack is not None and lack.effect is Effect.WARN


# P-05


@pytest.mark.parametrize("action", ["request_medical_report", "start_work_trial"])
def test_collecting_more_takes_a_reason_each_time(action: str) -> None:
    asked = replace(CASE, present_basis_on=ASKED)
    first = decided_when_asked(dossier(action, case=asked))
    again = decided_when_asked(dossier(action, case=replace(asked, reasons=(ReasonFact("P-05", "x", ASKED),))))
    assert first is not None and again is not None and first.subject != again.subject
    assert decided_when_asked(dossier(action)) is None


def test_the_shorter_way_is_for_who_asked_or_would_not_let_us_collect() -> None:
    refused = ProfileFacts(refusals=(RefusalFact("health", ASKED),))
    overtaken = replace(refused, consents=(ConsentFact("health", TODAY, None),))
    way = "take_shortened_path"
    assert decided_when_asked(dossier(way, case=replace(CASE, present_basis_on=ASKED))) is None
    assert decided_when_asked(dossier(way, profile=refused)) is None
    for profile in (overtaken, ProfileFacts()):
        lack = decided_when_asked(dossier(way, profile=profile))
        assert lack is not None and lack.effect is Effect.STOP


def test_a_demand_stands_until_a_decision_answers_it() -> None:
    answer = LetterFact(new_id(), "decision_rejection", "delivered", TODAY, TODAY, TODAY)
    assert unanswered([ASKED], [replace(answer, kind="hearing")]) == ASKED
    assert unanswered([ASKED], [replace(answer, state="issued")]) == ASKED
    assert unanswered([ASKED], [answer]) is None
    assert unanswered([ASKED, date(2026, 12, 1)], [answer]) == date(2026, 12, 1)


# What gives way


def test_clarification_gives_way_to_a_demand_and_hearing_never_does() -> None:
    from cases.action import action

    asked = dossier(case=replace(CASE, present_basis_on=ASKED))
    verdict = weigh(action("send_to_approval"), "rejection", asked, {}, standing=True)
    effects = {finding.rule: finding.effect for finding in verdict.findings}
    assert effects["P-06"] is Effect.WARN
    assert effects["P-08"] is Effect.STOP
    unasked = weigh(action("send_to_approval"), "rejection", dossier(), {}, standing=True)
    assert {finding.rule: finding.effect for finding in unasked.findings}["P-06"] is Effect.REASON


# P-02


def test_a_refusal_to_open_points_onward() -> None:
    refusal = replace(REJECTION, outcome="not_opened", ground="")
    assert refusal_is_decided(dossier(stake=refusal)) is None
    silent = replace(refusal, filled=tuple(name for name in ALL if name != "next_steps"))
    assert "i stedet" in said(refusal_is_decided(dossier(stake=silent)))
