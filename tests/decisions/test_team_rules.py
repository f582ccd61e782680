"""V-03, K-01, K-02: when a decision follows the team, when the team itself decides, and who may approve."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID

import pytest

from cases.facts import CaseFacts, CompetenceFact
from decisions.facts import AbsenceFact
from decisions.rules.competence import approver_is_competent
from decisions.rules.team import disagreement_is_put_again, team_has_decided
from flexcase.law.regime import Mandate, regimes
from flexcase.law.rule import book
from rehab_team.facts import ItemFact, TeamFacts
from tests.decisions.test_rules import AFTER, BEFORE, CASE, GRANT, LEADER, REJECTION, TODAY, dossier

OWN_FIRM = replace(GRANT, own_firm=True)


def answer(outcome: str, second: bool = False, met_on: date = BEFORE) -> TeamFacts:
    said = dict.fromkeys(("employment", "social", "health", "clarified", "job_goal"), True)
    item = ItemFact(
        no=1,
        meeting_on=met_on,
        state="concluded",
        outcome=outcome,
        concluded_on=met_on,
        second=second,
        very_limited=False,
        absence="",
        **said,
    )
    return TeamFacts(items=(item,))


@pytest.mark.parametrize(
    ("decision", "team", "second", "stops"),
    [
        (GRANT, "grant", False, False),
        (REJECTION, "rejection", False, False),
        (REJECTION, "none", False, False),
        (REJECTION, "grant", False, True),
        (REJECTION, "pension", False, False),
        (GRANT, "none", False, True),
        (GRANT, "firm_support", False, True),
        (OWN_FIRM, "firm_support", False, False),
        (OWN_FIRM, "grant", False, True),
        (REJECTION, "firm_support", False, True),
        (REJECTION, "grant", True, False),
    ],
)
def test_disagreement_goes_to_the_team_once_more(decision, team, second, stops):
    found = dossier(decisions=(decision,), team=answer(team, second))
    assert (disagreement_is_put_again(found) is not None) is stops


def test_disagreement_after_the_second_meeting_is_explained():
    silent = replace(REJECTION, filled=("main_considerations",))
    found = dossier(decisions=(silent,), team=answer("grant", second=True))
    assert disagreement_is_put_again(found).text == "Skriv, hvorfor kommunen ikke følger rehabiliteringsteamet."


@pytest.mark.parametrize(("team", "stops"), [("grant", False), ("rejection", True), ("none", True)])
def test_where_the_team_decides_it_binds(team, stops):
    found = dossier("reform-2026", decisions=(GRANT,), team=answer(team, second=True))
    assert (team_has_decided(found) is not None) is stops
    assert disagreement_is_put_again(found) is None
    assert team_has_decided(dossier(decisions=(GRANT,), team=answer(team))) is None, "here it only recommends"


def test_where_the_team_decides_nothing_is_decided_without_it():
    lack = team_has_decided(dossier("reform-2026", decisions=(GRANT,)))
    assert lack is not None and lack.link == "action:return_case", "the case stands at the decision"
    waiting = dossier("reform-2026")
    at_the_team = replace(waiting, facts={**waiting.facts, CaseFacts: replace(CASE, state="team")})
    assert team_has_decided(at_the_team).link == "action:record_team_outcome"


def test_a_recommendation_does_not_become_a_decision_because_the_law_changes():
    last_day = regimes().named("reform-2026").begins - timedelta(days=1)
    lack = team_has_decided(dossier("reform-2026", decisions=(GRANT,), team=answer("grant", met_on=last_day)))
    assert lack is not None and "30. juni 2026" in lack.text and "Visitationsteamet skal afgøre sagen" in lack.text
    first_day = last_day + timedelta(days=1)
    assert team_has_decided(dossier("reform-2026", decisions=(GRANT,), team=answer("grant", met_on=first_day))) is None


@pytest.mark.parametrize(
    ("row", "stops"),
    [
        (CompetenceFact("grant", "team_leader", None, BEFORE, None), False),
        (CompetenceFact("*", "team_leader", None, BEFORE, TODAY), False),
        (CompetenceFact("grant", "", LEADER, BEFORE, None), False),
        (CompetenceFact("rejection", "team_leader", None, BEFORE, None), True),
        (CompetenceFact("grant", "team_leader", None, AFTER, None), True),
        (CompetenceFact("grant", "", UUID(int=7), BEFORE, None), True),
    ],
)
def test_the_approver_holds_the_competence_on_the_day(row, stops):
    approved = replace(GRANT, approved_by=LEADER, approver_role="team_leader", approved_on=TODAY)
    assert (approver_is_competent(dossier(decisions=(approved,), competences=(row,))) is not None) is stops
    assert approver_is_competent(dossier(decisions=(GRANT,), competences=())) is None, "nobody has approved yet"


def test_without_a_mandate_no_team_binds():
    law = replace(regimes().named("reform-2026"), mandate=Mandate.NONE)
    for team in (None, answer("rejection")):
        asked = replace(dossier("reform-2026", decisions=(GRANT,), team=team), regime=law)
        assert team_has_decided(asked) is None
        assert disagreement_is_put_again(asked) is None
        assert book["V-01"].ask(asked) is None
        assert book["V-02"].ask(asked) is None


SUBSTITUTE = CompetenceFact("grant", "", LEADER, BEFORE, None, substitute=True)
HOLDER = CompetenceFact("grant", "", UUID(int=7), BEFORE, None)
AWAY = AbsenceFact(UUID(int=7), "team_leader", BEFORE, TODAY)


@pytest.mark.parametrize(
    ("absences", "stops"),
    [
        ((), True),
        ((AWAY,), False),
        ((replace(AWAY, valid_until=BEFORE),), True),
        ((replace(AWAY, valid_from=AFTER, valid_until=AFTER),), True),
        ((replace(AWAY, person=UUID(int=8)),), True),
    ],
)
def test_a_substitute_decides_while_the_holder_is_away(absences, stops):
    approved = replace(GRANT, approved_by=LEADER, approver_role="caseworker", approved_on=TODAY)
    facts = dossier(decisions=(approved,), competences=(HOLDER, SUBSTITUTE), absences=absences)
    assert (approver_is_competent(facts) is not None) is stops


def test_the_holder_needs_nobody_to_be_away_and_a_substitute_of_nobody_decides_nothing():
    holder = replace(GRANT, approved_by=UUID(int=7), approver_role="caseworker", approved_on=TODAY)
    assert approver_is_competent(dossier(decisions=(holder,), competences=(HOLDER, SUBSTITUTE))) is None
    alone = replace(GRANT, approved_by=LEADER, approver_role="caseworker", approved_on=TODAY)
    assert approver_is_competent(dossier(decisions=(alone,), competences=(SUBSTITUTE,), absences=(AWAY,))) is not None
