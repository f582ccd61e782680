"""The law of hearing and decision as pure functions on hand-made facts: each stops, and each lets through."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

import pytest

from cases.facts import CaseFacts, DocumentFact
from decisions.facts import DecisionFact, DecisionFacts, HearingFact
from decisions.rules import decision as rules
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect
from rehab_team.facts import TeamFacts
from resourceprofile.facts import ProfileFacts, StatementRoundFact

TODAY = date(2026, 11, 23)
BEFORE, AFTER = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
LEADER = UUID(int=1)

#: A case of which nothing is known but what a test says.
EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
CASE = replace(EMPTY, state="decision")
HEARING = HearingFact(1, "considered", BEFORE, BEFORE, BEFORE, BEFORE, no_remarks=False, considered=True, enclosures=(1,))
ALL = (
    "decision",
    "main_considerations",
    "facts",
    "own_words_answer",
    "needs",
    "job_types",
    "pension",
    "team_why",
    "next_steps",
)
GRANT = DecisionFact(1, "draft", "grant", "", False, False, ALL, True, UUID(int=2), None, None, None, None)
REJECTION = replace(GRANT, outcome="rejection", ground="not_lasting")


def paper(no: int = 1, **fields: Any) -> DocumentFact:
    known = {"kind": "medical", "dated": BEFORE, "received_on": BEFORE, "adverse": True, "known_to_citizen": False}
    return DocumentFact(no=no, health=True, **(known | fields))


def dossier(
    law: str = "lab-2022",
    *,
    papers: tuple[DocumentFact, ...] = (),
    team: TeamFacts | None = None,
    rounds: tuple[StatementRoundFact, ...] = (),
    **facts: Any,
) -> Dossier:
    known = {
        CaseFacts: replace(CASE, documents=papers),
        DecisionFacts: DecisionFacts(**facts),
        TeamFacts: team or TeamFacts(),
        ProfileFacts: ProfileFacts(udtalelse=rounds),
    }
    return Dossier("2026-0417", TODAY, regimes().named(law), known)


# P-08, P-09, P-10: heard before decided


def test_unknown_adverse_facts_must_be_heard():
    lack = rules.citizen_is_heard(dossier(papers=(paper(3),)))
    assert lack is not None and lack.effect is None
    assert lack.text == "Dokument 3 er væsentligt og til ugunst, og borgeren kender det ikke. Send det i partshøring."


@pytest.mark.parametrize("quiet", [paper(adverse=False), paper(known_to_citizen=True)])
def test_without_unknown_adverse_facts_it_only_reminds(quiet):
    lack = rules.citizen_is_heard(dossier(papers=(quiet,)))
    assert lack is not None and lack.effect is Effect.WARN
    assert rules.citizen_is_heard(dossier(papers=(quiet,), nothing_adverse_on=BEFORE)) is None


def test_saying_that_nothing_is_adverse_does_not_make_it_so():
    lack = rules.citizen_is_heard(dossier(papers=(paper(),), nothing_adverse_on=BEFORE))
    assert lack is not None and lack.effect is None


def test_remarks_are_considered_and_answered():
    waiting = replace(HEARING, state="answered", considered=False)
    assert rules.citizen_is_heard(dossier(hearings=(waiting,), decisions=(GRANT,))).effect is None
    assert rules.citizen_is_heard(dossier(hearings=(waiting,))).effect is Effect.WARN, "the team may meet meanwhile"
    silent = replace(GRANT, filled=("facts",))
    assert "svarer ikke" in rules.citizen_is_heard(dossier(hearings=(HEARING,), decisions=(silent,))).text
    assert rules.citizen_is_heard(dossier(hearings=(HEARING,), decisions=(GRANT,))) is None
    nothing_said = replace(HEARING, no_remarks=True)
    assert rules.citizen_is_heard(dossier(hearings=(nothing_said,), decisions=(silent,))) is None


def test_remarks_on_the_description_are_answered_too():
    silent = replace(GRANT, filled=("facts",))
    said = StatementRoundFact(1, BEFORE, BEFORE, BEFORE, worked_in=False, remarks=True)
    lack = rules.citizen_is_heard(dossier(rounds=(said,), decisions=(silent,), nothing_adverse_on=BEFORE))
    assert "om beskrivelsen" in lack.text
    assert rules.citizen_is_heard(dossier(rounds=(said,), decisions=(GRANT,), nothing_adverse_on=BEFORE)) is None
    worked_in = replace(said, worked_in=True)
    assert rules.citizen_is_heard(dossier(rounds=(worked_in,), decisions=(silent,), nothing_adverse_on=BEFORE)) is None


def test_a_grant_from_before_the_application_wants_a_reason():
    early, later = replace(GRANT, effective_from=BEFORE), replace(GRANT, effective_from=AFTER)
    known = dossier(decisions=(early,))
    known.facts[CaseFacts] = replace(CASE, received_on=TODAY)  # type: ignore[index]
    lack = rules.grant_names_needs_and_jobs(known)
    assert lack.effect is Effect.REASON and lack.subject == "effective_from"
    known.facts[DecisionFacts] = DecisionFacts(decisions=(later,))  # type: ignore[index]
    assert rules.grant_names_needs_and_jobs(known) is None


@pytest.mark.parametrize(("due", "stops"), [(BEFORE, False), (TODAY, True), (AFTER, True)])
def test_the_last_day_belongs_to_the_citizen(due, stops):
    running = replace(HEARING, state="sent", answered_on=None, considered=False, response_due=due)
    assert (rules.hearing_has_run(dossier(hearings=(running,))) is not None) is stops


def test_fuldt_medhold_need_not_wait_for_the_hearing():
    running = replace(HEARING, state="sent", answered_on=None, considered=False, response_due=AFTER)
    for met, stops in ((True, False), (False, True)):
        known = dossier(hearings=(running,), decisions=(replace(GRANT, fully_met=met),))
        assert (rules.hearing_has_run(replace(known, action="send_to_approval")) is not None) is stops


def test_an_answer_ends_the_waiting():
    assert rules.hearing_has_run(dossier(hearings=(replace(HEARING, state="answered", response_due=AFTER),))) is None


def test_a_letter_that_never_came_hears_nobody():
    lost = replace(HEARING, state="expired", received_on=None, answered_on=None, considered=False)
    assert "ikke bevist" in rules.hearing_has_run(dossier(hearings=(lost,))).text
    assert rules.hearing_has_run(dossier(hearings=(replace(lost, received_on=BEFORE),))) is None
    assert rules.hearing_has_run(dossier(hearings=(replace(lost, answered_on=BEFORE),))) is None, "an answer proves it too"


def test_what_came_after_the_hearing_needs_another():
    assert rules.new_facts_are_heard(dossier(papers=(paper(1),), hearings=(HEARING,))) is None
    lack = rules.new_facts_are_heard(dossier(papers=(paper(1), paper(2)), hearings=(HEARING,)))
    assert lack is not None and "Dokument 2" in lack.text
    lapsed = replace(HEARING, state="lapsed")
    assert rules.new_facts_are_heard(dossier(papers=(paper(2),), hearings=(lapsed,))) is None, "P-08 speaks then"


# P-11 to P-15, D-12: what a decision must say


def test_a_decision_is_reasoned_unless_it_meets_the_citizen_fully():
    bare = replace(REJECTION, filled=())
    assert rules.decision_is_reasoned(dossier(decisions=(bare,))) is not None
    assert rules.decision_is_reasoned(dossier(decisions=(REJECTION,))) is None
    assert rules.decision_is_reasoned(dossier(decisions=(replace(bare, fully_met=True),))) is None


def test_reasons_have_three_blocks():
    lack = rules.reasons_are_complete(dossier(decisions=(replace(REJECTION, filled=("facts",)),)))
    assert lack.text == "I begrundelsen mangler de vigtigste hensyn."
    lawless = replace(regimes().named("lab-2022"), texts={})
    found = dossier(decisions=(REJECTION,))
    assert "reglerne" in rules.reasons_are_complete(replace(found, regime=lawless)).text
    assert rules.reasons_are_complete(found) is None


def test_klagevejledning_stands_in_every_law_we_ship():
    found = dossier(decisions=(GRANT,))
    for law in regimes():
        assert rules.tells_how_to_complain(replace(found, regime=law)) is None
    assert rules.tells_how_to_complain(replace(found, regime=replace(found.regime, appeal_body=""))) is not None


def test_full_accord_is_the_citizens_own_word():
    full = replace(GRANT, fully_met=True)
    assert rules.full_accord_is_agreed(dossier(decisions=(full,))) is not None
    assert rules.full_accord_is_agreed(dossier(decisions=(replace(full, agreed=True),))) is None
    assert rules.full_accord_is_agreed(dossier(decisions=(GRANT,))) is None


def test_a_rejection_for_too_little_capacity_speaks_of_pension():
    assert rules.rejection_points_onward(dossier(decisions=(REJECTION,))) is None
    small = replace(REJECTION, ground="too_low", filled=("next_steps",))
    assert "førtidspension" in rules.rejection_points_onward(dossier(decisions=(small,))).text
    assert "vælge grunden" in rules.rejection_points_onward(dossier(decisions=(replace(REJECTION, ground=""),))).text
    assert rules.rejection_points_onward(dossier(decisions=(GRANT,))) is None


def test_hours_remind_since_the_law_sets_no_figure():
    assert rules.grant_names_needs_and_jobs(dossier(decisions=(GRANT,))) is None
    unmeasured = rules.grant_names_needs_and_jobs(dossier(decisions=(replace(GRANT, assessed=False),)))
    assert unmeasured.effect is Effect.WARN


def test_what_has_just_been_issued_is_still_looked_at():
    issued = replace(GRANT, state="issued", issued_on=TODAY, filled=())
    assert rules.decision_is_reasoned(dossier(decisions=(issued,))) is not None
