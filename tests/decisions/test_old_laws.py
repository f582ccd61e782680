"""What the laws before 2013 ask of a decision, and what guards a decision that no team is asked about."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from cases.road import ahead
from decisions.rules import decision as rules
from decisions.rules import team
from flexcase.law.regime import Mandate, regimes
from flexcase.law.rule import book
from flexcase.law.vocabulary import ACCOUNTS
from tests.decisions.test_rules import ALL, BEFORE, GRANT, HEARING, REJECTION, dossier
from tests.decisions.test_team_rules import answer

A1, A2, B, C2, D2 = "arbejdsevne-2003", "arbejdsevne-2006", "reform-2013", "lab-2022", "reform-2026"
#: Rules that only a team makes sense of: they say nothing where none is asked.
OF_THE_TEAM = {"V-01"}


# The whole file is heard


def test_in_2006_nothing_takes_the_place_of_a_hearing():
    lack = rules.citizen_is_heard(dossier(A2, nothing_adverse_on=BEFORE))
    assert lack is not None and lack.effect is None
    assert lack.text == "Sagens papirer er ikke sendt i partshøring hos borgeren."
    assert rules.citizen_is_heard(dossier(A2, hearings=(HEARING,), decisions=(GRANT,))) is None


@pytest.mark.parametrize("law", [A1, B, C2, D2])
def test_elsewhere_somebody_may_say_that_nothing_is_adverse(law):
    assert rules.citizen_is_heard(dossier(law, nothing_adverse_on=BEFORE)) is None


# The four redegørelser


def test_a_grant_of_2006_gives_four_accounts():
    lack = rules.accounts_are_given(dossier(A2, decisions=(GRANT,)))
    assert lack is not None and all(heading in lack.text for heading in ACCOUNTS.values())
    one_short = replace(GRANT, filled=(*ALL, *list(ACCOUNTS)[:3]))
    lack = rules.accounts_are_given(dossier(A2, decisions=(one_short,)))
    assert lack is not None
    assert lack.text == "Afgørelsen mangler redegørelse for »Hvorfor du ikke kan arbejde på normale vilkår«."
    assert rules.accounts_are_given(dossier(A2, decisions=(replace(GRANT, filled=(*ALL, *ACCOUNTS)),))) is None


@pytest.mark.parametrize("law", [A1, B, C2, D2])
def test_no_other_law_asks_for_them(law):
    assert rules.accounts_are_given(dossier(law, decisions=(GRANT,))) is None


def test_a_rejection_needs_none():
    assert rules.accounts_are_given(dossier(A2, decisions=(REJECTION,))) is None
    guarded = book.guarding("send_to_approval", "rejection", regimes().named(A2), with_input=True)
    assert "D-03b" not in {rule.id for rule in guarded}


def test_they_ended_in_2013():
    for law in regimes():
        assert law.holds("D-03b", book["D-03b"].since) == (law.name == A2)


# No team


def test_a_decision_without_a_team_is_guarded_like_the_way_to_one():
    def guarded_by(name: str) -> set[str]:
        return {
            f"{rule.id} {guard.partition(':')[2]}" for rule in book for guard in rule.guards if guard.partition(":")[0] == name
        }

    missing = {one for one in guarded_by("submit_to_team") - guarded_by("decide_directly") if one.split()[0] not in OF_THE_TEAM}
    assert missing == set(), "use cases.rules.READY in the guards"


@pytest.mark.parametrize("law", [A2, D2])
def test_where_the_team_decides_nobody_decides_without_it(law):
    assert team.team_has_decided(dossier(law)).text == "Visitationsteamet har ikke afgjort sagen endnu."
    assert team.team_has_decided(dossier(law, team=answer("grant"), decisions=(GRANT,))) is None


def test_the_step_ahead_is_the_one_that_the_law_knows():
    for law in regimes():
        expected = "decide_directly" if law.mandate is Mandate.NONE else "submit_to_team"
        assert {ahead(state, law) for state in ("profile", "trial", "hearing")} == {expected}
        assert ahead("decision", law) == "send_to_approval"
        assert ahead("withdrawn", law) == ""


#: A number that LAB has had since 2020 and had not before: chapters on the description, ressourceforløb and fleksjob.
NEW_NUMBER = re.compile(r"^LAB §§? (6$|36|44|11\d|12\d)")


def test_no_law_before_2020_is_cited_by_its_later_numbers():
    for law in regimes():
        cited = [
            (rule.id, cite) for rule in book if law.holds(rule.id, rule.since) for cite in law.cites_of(rule.id, rule.cites)
        ]
        new = [(rule, cite) for rule, cite in cited if NEW_NUMBER.match(cite)]
        assert bool(new) == (law.begins.year >= 2020), (law.name, new)
