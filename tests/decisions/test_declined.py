"""A no to treatment has no weight: what is searched for in a draft, and what stops a rejection."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

import pytest

from decisions.declined import blocks_naming_it
from decisions.facts import DecisionFact, DecisionFacts
from decisions.rules.declined import declined_treatment_is_no_ground, pension_is_thought_of
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Lack
from resourceprofile.facts import AnswerFact, DeclinedFact, MeasureFact, PensionConsidered, ProfileFacts, TrialFact

DAY = date(2024, 6, 3)
LAW = regimes().named("lab-2022")
DECLINED = (DeclinedFact(1, "operation", DAY),)


@pytest.mark.parametrize(
    ("text", "names_it"),
    [
        ("Du har sagt nej til operation.", True),
        ("Operationen har du takket nej til.", True),
        ("Du har ikke ønsket den medicin, lægen ordinerede.", True),
        ("Du vil ikke opereres.", True),
        ("Du har afvist et tilbud om praktik.", False),
        ("Behandlingen er afsluttet. Du har afvist et tilbud.", False),
        ("Lægen venter ikke, at behandling hjælper.", False),
    ],
)
def test_one_sentence_with_a_no_and_a_treatment(text, names_it):
    assert blocks_naming_it({"main_considerations": text}) == (["main_considerations"] if names_it else [])
    assert blocks_naming_it({"own_words_answer": text, "facts": [text]}) == (["facts"] if names_it else [])


def ask(rule: Any, ground: str, declining: tuple[str, ...] = (), **profile: Any) -> Lack | None:
    stake = DecisionFact(
        no=1,
        state="draft",
        outcome="rejection",
        ground=ground,
        fully_met=False,
        agreed=False,
        filled=(),
        assessed=False,
        drafted_by=uuid4(),
        approved_by=None,
        approver_role=None,
        approved_on=None,
        issued_on=None,
        declining=declining,
    )
    facts = {DecisionFacts: DecisionFacts(decisions=(stake,)), ProfileFacts: ProfileFacts(**profile)}
    lack: Lack | None = rule(Dossier("2024-0001", DAY, LAW, facts))
    return lack


def answered(**ticks: str) -> tuple[AnswerFact, ...]:
    return tuple(AnswerFact(key, chosen=(value,)) for key, value in ticks.items())


def test_not_lasting_cannot_rest_on_treatment_that_was_declined():
    found = ask(declined_treatment_is_no_ground, "not_lasting", answers=answered(treatment_options="declined"))
    assert found is not None and found.subject == "ground"
    also_passing = answered(treatment_options="declined", passing_causes="yes")
    assert ask(declined_treatment_is_no_ground, "not_lasting", answers=also_passing) is None
    assert ask(declined_treatment_is_no_ground, "not_lasting", answers=answered(treatment_options="yes")) is None
    assert ask(declined_treatment_is_no_ground, "too_high", answers=answered(treatment_options="declined")) is None


def test_not_tried_cannot_mean_the_treatment_alone():
    trial = TrialFact(1, "ended", DAY, DAY, None, None, 37, other_trade=True)  # type: ignore[arg-type]
    others = tuple(MeasureFact(one.key, "not_relevant", False) for one in LAW.measures if one.key != "behandling")
    known: dict[str, Any] = {"declined": DECLINED, "trials": (trial,)}
    assert ask(declined_treatment_is_no_ground, "not_tried", measures=others, **known) is not None
    assert ask(declined_treatment_is_no_ground, "not_tried", measures=others[:3], **known) is None
    assert ask(declined_treatment_is_no_ground, "not_tried", measures=others, trials=(trial,)) is None


def test_a_fact_of_weight_stops_and_words_remind():
    fact = ask(declined_treatment_is_no_ground, "too_high", ("facts",), declined=DECLINED)
    assert fact is not None and fact.effect is None
    unknown = ask(declined_treatment_is_no_ground, "too_high", ("facts",))
    words = ask(declined_treatment_is_no_ground, "too_high", ("main_considerations",), declined=DECLINED)
    assert unknown is not None and words is not None
    assert {unknown.effect, words.effect} == {Effect.WARN}
    assert ask(declined_treatment_is_no_ground, "too_high", declined=DECLINED) is None


def test_too_small_a_capacity_raises_the_question_of_pension():
    assert ask(pension_is_thought_of, "too_low") is not None
    assert ask(pension_is_thought_of, "too_high") is None
    considered = (PensionConsidered(1, False, DAY),)
    assert ask(pension_is_thought_of, "too_low", pension_considered=considered) is None
