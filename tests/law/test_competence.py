from __future__ import annotations

from datetime import date

import pytest

from flexcase.law.competence import ANY, Competence, Entitlement, may_decide

LEADER = Competence("nord", "grant", date(2026, 1, 1), date(2026, 12, 31), role="team_leader", substitute="tine")
PERSON = Competence(ANY, "rejection", date(2026, 1, 1), person="aase")
ALL = Competence("syd", ANY, date(2026, 6, 1), role="team_leader")
TABLE = (LEADER, PERSON, ALL)


def ask(person="morten", roles=("team_leader",), unit="nord", outcome="grant", day=date(2026, 11, 23), table=TABLE):
    return may_decide(table, person=person, roles=roles, unit=unit, outcome=outcome, day=day)


@pytest.mark.parametrize(
    ("asked", "row"),
    [
        ({}, LEADER),
        ({"day": date(2026, 1, 1)}, LEADER),
        ({"day": date(2026, 12, 31)}, LEADER),
        ({"day": date(2025, 12, 31)}, None),
        ({"day": date(2027, 1, 1)}, None),
        ({"roles": ()}, None),
        ({"roles": ("caseworker",)}, None),
        ({"outcome": "rejection"}, None),
        ({"unit": "syd", "outcome": "rejection"}, ALL),
        ({"unit": "syd", "day": date(2026, 5, 31)}, None),
        ({"unit": "oest"}, None),
        ({"person": "aase", "roles": (), "outcome": "rejection", "unit": "oest", "day": date(2040, 1, 1)}, PERSON),
    ],
)
def test_who_may_decide(asked, row):
    assert ask(**asked) == (row and Entitlement(row, as_substitute=False))


def test_a_substitute_decides_in_the_holders_place():
    assert ask(person="tine", roles=()) == Entitlement(LEADER, as_substitute=True)
    assert ask(person="tine", roles=(), day=date(2027, 1, 1)) is None


def test_ones_own_competence_goes_before_a_substitutes():
    own = Competence("nord", "grant", date(2026, 1, 1), person="tine")
    assert ask(person="tine", roles=(), table=(LEADER, own)) == Entitlement(own, as_substitute=False)


def test_an_empty_name_is_nobody():
    without_substitute = Competence("nord", "grant", date(2026, 1, 1), role="team_leader")
    assert ask(person="", roles=("",), table=(LEADER, without_substitute)) is None
    assert ask(person="", roles=("",), outcome="rejection", table=(PERSON,)) is None


@pytest.mark.parametrize("holder", [{}, {"role": "team_leader", "person": "aase"}])
def test_a_competence_has_one_kind_of_holder(holder):
    with pytest.raises(ValueError, match="never by both"):
        Competence("nord", "grant", date(2026, 1, 1), **holder)


def test_a_competence_does_not_end_before_it_begins():
    with pytest.raises(ValueError, match="before it begins"):
        Competence("nord", "grant", date(2026, 1, 2), date(2026, 1, 1), role="team_leader")
