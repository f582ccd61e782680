"""The law of the assessment and of the conditions beside it, as pure functions on hand-made facts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.facts import CaseFacts
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Finding
from resourceprofile.answers import DEVELOPMENT
from resourceprofile.facts import AnswerFact, PensionCheckFact, ProfileFacts
from tests.resourceprofile.test_rules import EMPTY, LAW, OWN, REFORM, TODAY, answers, document, ready, trial

OLD = "arbejdsevne-2006"


def ask(facts: ProfileFacts, *, regime: str = LAW, action: str = "send_to_approval", **case: Any) -> dict[str, Finding]:
    """The findings before a grant, by rule."""
    known = replace(EMPTY, **({"documents": (document(),)} | case))
    dossier = Dossier("2024-0001", TODAY, regimes().named(regime), {CaseFacts: known, ProfileFacts: facts})
    return {finding.rule: finding for finding in OWN.findings(dossier, action, "grant")}


def assessed(**given: Any) -> ProfileFacts:
    return replace(ready(), answers=answers(**given))


@pytest.mark.parametrize("action", ["submit_to_team", "send_to_approval", "approve_decision", "issue_decision"])
def test_what_must_hold_at_first_must_hold_to_the_end(action):
    assert {"E-02", "E-03", "E-11"} <= {
        rule for rule, one in ask(ProfileFacts(), action=action).items() if one.effect is Effect.STOP
    }


def test_two_conditions_each_with_documents_that_are_on_the_case():
    assert ask(ProfileFacts())["E-03"].text == "Vurderingen mangler: varighed og væsentlighed."
    uncited = tuple(one for one in answers() if one.key != "substantial")
    bare = replace(ready(), answers=(*uncited, AnswerFact("substantial", True, documents=(9,))))
    assert ask(bare)["E-03"].text == "Vurderingen viser ikke til dokumenter om væsentlighed."
    assert "E-03" not in ask(assessed())
    assert "E-11" in ask(ProfileFacts()) and "E-11" not in ask(ProfileFacts(), regime=OLD)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({}, ""),
        ({"treatment_options": "declined"}, ""),
        ({"treatment_options": None}, "tager ikke stilling til behandling."),
        ({"treatment_options": None, "passing_causes": None}, "behandling og sociale forhold, som går over."),
        ({"treatment_options": "yes"}, "Der er behandling, som ikke er prøvet."),
        ({"passing_causes": "yes"}, "Der er sociale forhold, som går over."),
    ],
)
def test_treatment_that_was_declined_is_not_treatment_that_is_left(given, words):
    found = ask(assessed(**given)).get("E-04")
    assert (words in found.text and found.effect is Effect.REASON) if words else found is None


@pytest.mark.parametrize(("hours", "reminds"), [("18.5", False), ("18.51", True), ("37", True)])
def test_more_than_half_reminds_and_never_stops(hours, reminds):
    facts = replace(assessed(), trials=(trial(hours=Decimal(hours), intensity=Decimal(100)),))
    found = ask(facts).get("E-05")
    assert (found is not None and found.effect is Effect.WARN) is reminds


class TestVeryLimited:
    @pytest.mark.parametrize(("hours", "asks"), [("5", True), ("5.01", False), ("0.67", True)])
    def test_small_figures_ask_whether_it_applies(self, hours, asks):
        facts = replace(assessed(), trials=(trial(hours=Decimal(hours), intensity=Decimal(100)),))
        assert ("E-14" in ask(facts)) is asks
        assert "E-14" not in ask(replace(facts, answers=answers(very_limited="no")))
        assert "E-14" not in ask(facts, regime=OLD)

    def test_all_five_parts_are_assessed_whatever_the_figures(self):
        marked = assessed(very_limited="yes")
        assert ask(marked)["E-14"].link == "action:assess_development"
        parts = tuple(AnswerFact(part.key, True) for part in DEVELOPMENT)
        assert "timer" in ask(replace(marked, answers=(*marked.answers, *parts[:3], parts[4])))["E-14"].text
        assert "E-14" not in ask(replace(marked, answers=(*marked.answers, *parts)))


def test_adverse_papers_are_weighed_in_writing():
    against = {"documents": (document(), replace(document("other"), no=4, adverse=True))}
    assert "Dokument 4 taler imod" in ask(assessed(), **against)["E-16"].text
    weighed = replace(assessed(), answers=(*answers(), AnswerFact("conflicts", True, updated_on=TODAY)))
    assert "E-16" not in ask(weighed, **against) and "E-16" not in ask(assessed())


def test_signs_and_lacking_motivation_only_remind():
    found = ask(assessed(indicators="leisure", unmotivated="yes"))
    assert (found["E-17"].effect, found["E-19"].effect) == (Effect.WARN, Effect.WARN)
    assert "mange fritidsinteresser" in found["E-17"].text
    assert not {"E-17", "E-19"} & set(ask(assessed(unmotivated="no")))
    assert "E-19" not in ask(assessed(unmotivated="yes"), regime=REFORM)


@pytest.mark.parametrize(
    ("results", "words"),
    [
        ((), "ikke undersøgt"),
        (("none",), ""),
        (("none", "seniorpension"), "får seniorpension ifølge opslag"),
        (("foertidspension", "none"), ""),
    ],
)
def test_the_newest_check_of_pension_counts(results, words):
    checks = tuple(PensionCheckFact(no, result, "register", date(2024, 5, 1)) for no, result in enumerate(results, 1))
    found = ask(replace(assessed(), pension_checks=checks)).get("E-02")
    assert (words in found.text) if words else found is None
    assert "E-02" not in ask(ProfileFacts(), regime="reform-2013")


def test_the_self_employed_are_tried_with_regard_to_the_firm():
    assert not {"X-26", "X-27"} & set(ask(assessed()))
    found = ask(assessed(), self_employed=True)
    assert (found["X-26"].effect, found["X-27"].effect) == (Effect.WARN, Effect.REASON)
    stated = replace(assessed(), answers=(*answers(main_occupation="yes"), AnswerFact("own_firm", True)))
    assert not {"X-26", "X-27"} & set(ask(stated, self_employed=True))
    assert "X-27" in ask(ProfileFacts(), action="start_work_trial", self_employed=True)
