"""What the citizen reads around a meeting, and about førtidspension."""

from __future__ import annotations

import pytest

from cases.letters.plain import text_of
from cases.letters.render import render_body
from flexcase.law.regime import Mandate
from rehab_team.outcomes import LEADS_TO, answered
from tests.letters.examples import example


@pytest.mark.parametrize("kind", ["meeting_invitation", "meeting_postponed", "team_minutes", "pension_notice"])
def test_what_is_no_decision_carries_no_klagevejledning(kind):
    letter = example(kind)
    assert not hasattr(letter, "appeal"), "V-11: which cases come before the team is nothing that one complains of"
    assert "Sådan klager du" not in text_of(render_body(letter))
    assert not list(letter.missing())


@pytest.mark.parametrize("outcome", LEADS_TO)
def test_every_answer_is_told_as_what_the_team_may(outcome):
    assert answered(Mandate.DECIDES, outcome).startswith("Teamet afgjorde, at ")
    assert answered(Mandate.RECOMMENDS, outcome).startswith("Teamet mente, at ")
    assert answered(Mandate.NONE, outcome) == answered(Mandate.RECOMMENDS, outcome)
