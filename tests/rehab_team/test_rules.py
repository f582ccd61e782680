"""The law of the team, asked of hand-made facts."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from flexcase.law.regime import Effect, regimes
from flexcase.law.rule import Dossier, Finding, book
from rehab_team.facts import FormFact, ItemFact, TeamFacts

DAY = date(2026, 5, 13)


def item(**fields: Any) -> ItemFact:
    usual = {"no": 1, "meeting_on": DAY, "state": "concluded", "outcome": "grant", "concluded_on": DAY, "second": False}
    usual |= {"very_limited": False, "absence": ""}
    filled = ("employment", "social", "health", "clarified", "job_goal")
    return ItemFact(**(usual | dict.fromkeys(filled, True) | fields))


def ask(rule: str, facts: TeamFacts, regime: str = "lab-2022", **given: Any) -> Finding | None:
    return book[rule].ask(Dossier("2026-0001", DAY, regimes().named(regime), {TeamFacts: facts}, given))


def guards(rule: str, regime: str, action: str, outcome: str) -> bool:
    law = regimes().named(regime)
    return book[rule] in book.guarding(action, outcome, law, with_input=True)


def test_a_case_without_a_form_is_not_put_before_the_team():
    finding = ask("V-01", TeamFacts())
    assert finding and finding.effect is Effect.STOP
    assert finding.link == "action:write_recommendation"


def test_the_finding_names_every_empty_part_of_the_form():
    finding = ask("V-01", TeamFacts(FormFact(1, 1, "grant", ("lasting", "needs"))))
    assert finding and finding.text == "Indstillingsskemaet mangler varighed og skånehensyn."
    assert ask("V-01", TeamFacts(FormFact(1, 2, "grant", ()))) is None


@pytest.mark.parametrize("outcome", ["grant", "rejection"])
def test_before_the_reform_every_decision_waits_for_the_team(outcome):
    assert all(
        guards("V-02", "lab-2022", action, outcome) for action in ("send_to_approval", "approve_decision", "issue_decision")
    )
    assert not guards("V-02", "reform-2026", "send_to_approval", outcome)


def test_only_an_answer_that_stands_satisfies():
    assert ask("V-02", TeamFacts(items=(item(),))) is None
    assert ask("V-02", TeamFacts(items=(item(outcome="none"),))) is None
    for state in ("lapsed", "postponed"):
        assert ask("V-02", TeamFacts(items=(item(state=state),))), state


def test_a_case_that_waits_on_an_agenda_is_told_from_one_that_was_never_put_there():
    waiting = ask("V-02", TeamFacts(items=(item(state="listed", outcome="", concluded_on=None),)))
    never = ask("V-02", TeamFacts())
    assert waiting and "13.05.2026" in waiting.text and waiting.link == "action:record_team_outcome"
    assert never and never.link == "action:schedule_case"


def test_the_newest_answer_counts():
    facts = TeamFacts(items=(item(), item(no=2, outcome="rejection", second=True), item(no=3, state="lapsed")))
    assert facts.outcome is not None and facts.outcome.outcome == "rejection"


def test_the_answer_states_what_has_weight():
    assert ask("V-04", TeamFacts(), employment="a", social="b", health="c") is None
    finding = ask("V-04", TeamFacts(), employment="a", social="", health="c")
    assert finding and finding.effect is Effect.STOP and "sociale forhold" in finding.text
    assert "helbred" not in finding.text


def test_after_the_reform_empty_considerations_only_remind():
    finding = ask("V-04", TeamFacts(), "reform-2026")
    assert finding and finding.effect is Effect.WARN
    assert finding.text.startswith("Afgørelsen siger ikke")
