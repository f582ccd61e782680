"""The law of this floor as pure functions on hand-made facts: what stops, and what does not."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.facts import CaseFacts, DocumentFact
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Finding, RuleBook, book
from resourceprofile.facts import (
    AnswerFact,
    ConsentFact,
    EvidenceFact,
    FrozenFact,
    HealthStatementFact,
    MeasureFact,
    MedicalFact,
    PartFact,
    PensionCheckFact,
    ProfileFacts,
    StatementRoundFact,
    TrialFact,
    WaiverFact,
)

TODAY = date(2024, 6, 3)
LAW, REFORM = "lab-2022", "reform-2026"
#: A case of which nothing is known: this floor's rules read its documents only.
EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
#: The rules of this floor alone: others ask for facts that are not told of here.
OWN = RuleBook()
for rule in list(book):
    if rule.check.__module__.startswith("resourceprofile.rules."):
        OWN.add(rule)


def document(kind: str = "medical") -> DocumentFact:
    return DocumentFact(1, kind, TODAY, TODAY, adverse=False, known_to_citizen=True, health=kind == "medical")


def trial(**given: Any) -> TrialFact:
    usual = {
        "no": 1,
        "state": "ended",
        "started_on": date(2024, 2, 15),
        "ended_on": date(2024, 5, 15),
        "hours": Decimal(25),
        "intensity": Decimal(50),
        "measured_against": Decimal(37),
        "other_trade": True,
    }
    return TrialFact(**(usual | given))


def evidence(**given: Any) -> EvidenceFact:
    usual = {"no": 1, "source": "wage", "dated": TODAY, "hours": Decimal(12), "intensity": Decimal(100)}
    usual |= {"started_on": date(2024, 2, 1), "ended_on": date(2024, 5, 1)}
    return EvidenceFact(**({"measured_against": Decimal(37)} | usual | given))


def attest(**given: Any) -> MedicalFact:
    usual = {"no": 1, "kind": "LAE265", "state": "received", "requested_on": date(2024, 1, 16)}
    days = {"received_on": date(2024, 2, 10), "consultation_on": date(2024, 2, 6)}
    return MedicalFact(**(usual | days | given))


def ask(
    action: str,
    facts: ProfileFacts,
    *,
    documents: tuple[DocumentFact, ...] = (),
    regime: str = LAW,
    outcome: str | None = "grant",
    today: date = TODAY,
) -> dict[str, Finding]:
    """The findings of this floor's rules before an action, by rule."""
    case = replace(EMPTY, documents=documents)
    dossier = Dossier("2024-0001", today, regimes().named(regime), {CaseFacts: case, ProfileFacts: facts})
    return {finding.rule: finding for finding in OWN.findings(dossier, action, outcome)}


def written(regime: str = LAW) -> tuple[PartFact, ...]:
    return tuple(PartFact(part.key, True, TODAY) for part in regimes().named(regime).profile_parts)


def all_measures(regime: str = LAW, **given: Any) -> tuple[MeasureFact, ...]:
    answer = {"status": "not_relevant", "documented": False} | given
    return tuple(MeasureFact(measure.key, **answer) for measure in regimes().named(regime).measures)


def answers(**given: Any) -> tuple[AnswerFact, ...]:
    """An assessment from which nothing is missing, but for what is given: ticks by key, or None for what is not answered."""
    usual = {"treatment_options": "no", "passing_causes": "no"} | given
    ticked = tuple(AnswerFact(key, chosen=(value,)) for key, value in usual.items() if value is not None)
    texts = ("lasting", "substantial", "clarified")
    return ticked + tuple(AnswerFact(key, True, documents=(1,), updated_on=TODAY) for key in texts if key not in given)


def ready(regime: str = LAW) -> ProfileFacts:
    """A case from which nothing is missing."""
    return ProfileFacts(
        started=True,
        parts=written(regime),
        frozen=(FrozenFact(1, TODAY, lapsed=False),),
        medical=(attest(),),
        statements=(HealthStatementFact(1, TODAY, "health_coordinator"),),
        measures=all_measures(regime),
        trials=(trial(),),
        answers=answers(),
        pension_checks=(PensionCheckFact(1, "none", "register", TODAY),),
    )


@pytest.mark.parametrize("regime", [LAW, REFORM])
@pytest.mark.parametrize("action", ["complete_profile", "submit_to_team", "send_to_approval"])
def test_a_case_with_everything_is_held_up_by_nothing_but_a_reminder_of_the_citizen(action, regime):
    found = ask(action, ready(regime), documents=(document(),), regime=regime)
    assert set(found) <= {"P-07"}


def test_the_first_attempt_is_told_everything_at_once():
    found = ask("submit_to_team", ProfileFacts(), outcome=None)
    assert {"E-12", "M-02", "E-09", "E-21"} <= {rule for rule, finding in found.items() if finding.effect is Effect.STOP}


def test_what_is_missing_stops_no_rejection():
    found = ask("send_to_approval", ProfileFacts(), outcome="rejection")
    assert {finding.effect for finding in found.values()} == {Effect.WARN}
    assert set(found) == {"M-03"}


class TestTheDescription:
    def test_a_lapsed_version_is_none(self):
        facts = ProfileFacts(parts=written(), frozen=(FrozenFact(1, TODAY, lapsed=True),))
        assert ask("submit_to_team", facts)["E-12"].text == "Den forberedende del er ikke gjort færdig."

    def test_completing_it_asks_only_for_its_parts(self):
        assert "E-12" not in ask("complete_profile", ProfileFacts(parts=written()))
        facts = ProfileFacts(parts=tuple(part for part in written() if part.key != "social"))
        assert ask("complete_profile", facts)["E-12"].text.endswith("mangler: Sociale ressourcer og udfordringer.")

    def test_an_empty_part_is_not_written(self):
        facts = ProfileFacts(parts=(*written()[1:], PartFact("goals", False, TODAY)))
        assert "Job- og uddannelsesmål" in ask("complete_profile", facts)["E-12"].text

    def test_the_reform_speaks_in_its_own_words(self):
        found = ask("submit_to_team", ProfileFacts(), regime=REFORM)["E-12"]
        assert found.text.startswith("Den samlede beskrivelse mangler: Mål for job og uddannelse")
        assert "1750" in found.cites[0]


def sent(**given: Any) -> ProfileFacts:
    usual = {"no": 1, "sent_on": date(2024, 5, 20), "answer_by": date(2024, 6, 3), "answered_on": None, "worked_in": False}
    return ProfileFacts(udtalelse=(StatementRoundFact(**(usual | given)),))


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (ProfileFacts(), "ikke sendt til udtalelse"),
        (sent(), "til og med 03.06.2024"),
        (sent(answered_on=TODAY, remarks=True), "ikke arbejdet ind"),
        (sent(answer_by=date(2024, 6, 2)), ""),
        (sent(answered_on=TODAY), ""),
        (sent(answered_on=TODAY, remarks=True, worked_in=True), ""),
    ],
)
def test_udtalelse(facts, words):
    found = ask("start_hearing", facts, outcome=None).get("P-07")
    assert (words in found.text and found.effect is Effect.WARN) if words else found is None


class TestHealth:
    @pytest.mark.parametrize(
        ("consents", "stops"),
        [
            ((), True),
            ((ConsentFact("health", TODAY, None),), False),
            ((ConsentFact("work", TODAY, None),), True),
            ((ConsentFact("health", TODAY, TODAY),), True),
            ((ConsentFact("health", date(2024, 1, 1), None, expires_on=date(2024, 6, 2)),), True),
            ((ConsentFact("health", date(2024, 1, 1), None, expires_on=TODAY),), False),
        ],
    )
    def test_consent(self, consents, stops):
        assert ("M-08" in ask("request_medical_report", ProfileFacts(consents=consents), outcome=None)) is stops

    @pytest.mark.parametrize(
        ("medical", "words"),
        [
            ((), "LÆ 265 mangler."),
            ((attest(kind="LAE125"),), "LÆ 265 mangler."),
            ((attest(state="requested"),), "Vi bad om den 16.01.2024"),
            ((attest(state="cancelled"),), "LÆ 265 mangler."),
            ((attest(consultation_on=None),), "Konsultationens dato mangler"),
        ],
    )
    def test_the_attest_of_the_law_of_2022(self, medical, words):
        found = ask("submit_to_team", ProfileFacts(medical=medical))["M-02"]
        assert words in found.text and found.departable

    def test_the_reform_asks_for_advice_instead(self):
        found = ask("send_to_approval", ProfileFacts(), regime=REFORM)
        assert "M-02" not in found and "M-03" not in found
        assert "sundhedskoordinatoren" in found["M-06"].text
        assert "M-06" not in ask("send_to_approval", ProfileFacts())

    @pytest.mark.parametrize(("today", "reminds"), [(date(2024, 8, 7), False), (date(2024, 8, 8), True)])
    def test_an_old_attest_is_pointed_out(self, today, reminds):
        assert ("M-03" in ask("submit_to_team", ready(), today=today)) is reminds


class TestFigures:
    def test_full_time_is_thirty_seven_hours(self):
        found = ask("submit_to_team", ProfileFacts(trials=(trial(measured_against=Decimal("32.5")),)))["E-06"]
        assert found.text == "Forløb 1 er målt mod 32,5 timer. Mål mod 37 timer, og registrér tallene igen."
        assert found.link == "action:correct_work_trial"
        assert "E-06" in ask("complete_profile", ProfileFacts(evidence=(evidence(measured_against=Decimal(30)),)))

    @pytest.mark.parametrize(
        ("facts", "text"),
        [
            (ProfileFacts(trials=(trial(intensity=None),)), "Forløb 1 mangler intensitet."),
            (ProfileFacts(trials=(trial(hours=None, intensity=None),)), "Forløb 1 mangler timer og intensitet."),
            (ProfileFacts(evidence=(evidence(no=3, intensity=None),)), "Kilde 3 mangler intensitet."),
        ],
    )
    def test_hours_alone_say_nothing(self, facts, text):
        assert ask("submit_to_team", facts)["E-07"].text == text
        assert ask("submit_to_team", facts)["E-07"].effect is Effect.STOP
        assert ask("complete_profile", facts)["E-07"].effect is Effect.WARN, "a rejection does not wait for it"

    @pytest.mark.parametrize("source", ["school", "home", "doctor"])
    def test_there_is_no_intensity_off_the_workplace(self, source):
        facts = ProfileFacts(evidence=(evidence(source=source, intensity=None),))
        assert "E-07" not in ask("submit_to_team", facts)

    @pytest.mark.parametrize("state", ["running", "stopped"])
    def test_only_what_is_finished_is_asked_for_figures(self, state):
        facts = ProfileFacts(trials=(trial(state=state, hours=None, intensity=None),))
        assert not {"E-06", "E-07", "E-22"} & set(ask("complete_profile", facts))

    @pytest.mark.parametrize(("wage", "weighed"), [("14.5", False), ("14.51", True), ("10.49", True)])
    def test_more_than_two_hours_apart_is_weighed(self, wage, weighed):
        facts = ProfileFacts(trials=(trial(),), evidence=(evidence(hours=Decimal(wage)),))
        found = ask("submit_to_team", facts).get("E-22")
        assert (found is not None) is weighed
        assert found is None or found.effect is Effect.REASON

    def test_the_former_trade_alone_wants_a_reason(self):
        alone = ProfileFacts(trials=(trial(other_trade=False),))
        assert ask("submit_to_team", alone)["E-08"].effect is Effect.REASON
        assert "E-08" in ask("submit_to_team", ProfileFacts(evidence=(evidence(),)))
        assert "E-08" not in ask("submit_to_team", replace(alone, answers=(AnswerFact("any_work", True),)))
        both = (trial(other_trade=False), trial(no=2))
        assert "E-08" not in ask("submit_to_team", ProfileFacts(trials=both))
        one_employer = tuple(trial(no=no, cvr="12345674") for no in (1, 2))
        assert ask("submit_to_team", ProfileFacts(trials=one_employer))["E-08"].effect is Effect.WARN

    @pytest.mark.parametrize(
        ("given", "tests"),
        [
            ({}, True),
            ({"ended_on": None}, True),
            ({"started_on": None}, False),
            ({"intensity": None}, False),
            ({"source": "home"}, False),
            ({"started_on": date(2024, 4, 3), "ended_on": date(2024, 5, 1)}, True),
            ({"started_on": date(2024, 4, 4), "ended_on": date(2024, 5, 1)}, False),
            ({"started_on": date(2023, 1, 2), "ended_on": date(2023, 6, 4)}, True),
            ({"started_on": date(2023, 1, 2), "ended_on": date(2023, 6, 3)}, False),
        ],
    )
    def test_only_long_and_recent_work_tests_a_capacity(self, given, tests):
        facts = ProfileFacts(evidence=(evidence(**given),))
        assert ("E-21" not in ask("submit_to_team", facts, documents=(document(),))) is tests

    def test_what_the_assessment_says_of_the_sources_is_their_weighing(self):
        facts = ProfileFacts(trials=(trial(),), evidence=(evidence(hours=Decimal(20)),))
        before = AnswerFact("conflicts", True, updated_on=date(2024, 6, 2))
        assert "E-22" in ask("submit_to_team", replace(facts, answers=(before,)))
        assert "E-22" not in ask("submit_to_team", replace(facts, answers=(replace(before, updated_on=TODAY),)))


class TestMeasures:
    def test_every_measure_is_answered(self):
        facts = ProfileFacts(measures=all_measures()[1:])
        assert ask("submit_to_team", facts)["E-09"].text == "Tag stilling til: behandling."
        assert "E-09" not in ask("submit_to_team", ProfileFacts(measures=all_measures()))

    def test_a_finished_trial_is_one_of_them(self):
        rest = tuple(measure for measure in all_measures() if measure.kind != "aktive_tilbud")
        assert "E-09" in ask("submit_to_team", ProfileFacts(measures=rest))
        assert "E-09" not in ask("submit_to_team", ProfileFacts(measures=rest, trials=(trial(),)))

    def test_the_reform_asks_for_no_revalidering(self):
        assert "E-09" not in ask("submit_to_team", ProfileFacts(measures=all_measures(REFORM)), regime=REFORM)
        assert "revalidering" in ask("submit_to_team", ProfileFacts(measures=all_measures(REFORM)))["E-09"].text

    def test_what_was_tried_wants_papers(self):
        measures = (*all_measures()[1:], MeasureFact("behandling", "tried", False))
        found = ask("submit_to_team", ProfileFacts(measures=measures))["E-09"]
        assert (found.effect, found.text) == (Effect.STOP, "Det er prøvet, men ikke dokumenteret: behandling.")
        report = (*all_measures()[2:], MeasureFact("behandling", "tried", True), MeasureFact("aktive_tilbud", "tried", False))
        assert "E-09" in ask("submit_to_team", ProfileFacts(measures=report))
        assert "E-09" not in ask("submit_to_team", ProfileFacts(measures=report, trials=(trial(),)))

    def test_the_newest_answer_counts(self):
        measures = (MeasureFact("behandling", "tried", False), *all_measures())
        assert "E-09" not in ask("submit_to_team", ProfileFacts(measures=measures))


PRACTICE = "en afsluttet afprøvning i praksis eller nyt arbejde, der har varet mindst fire uger"


class TestEstablished:
    @pytest.mark.parametrize(
        ("facts", "documents", "text"),
        [
            (ProfileFacts(), (), f"Der mangler lægelig dokumentation og {PRACTICE}."),
            (ProfileFacts(trials=(trial(),)), (), "Der mangler lægelig dokumentation."),
            (ProfileFacts(), (document(),), f"Der mangler {PRACTICE}."),
            (ProfileFacts(trials=(trial(state="stopped"),)), (document(),), f"Der mangler {PRACTICE}."),
            (
                ProfileFacts(evidence=(evidence(source="home"),)),
                (document(),),
                f"Der mangler {PRACTICE}.",
            ),
            (ProfileFacts(evidence=(evidence(),)), (document(),), ""),
            (ProfileFacts(waivers=(WaiverFact(1, "approved"),)), (document(),), ""),
            (ProfileFacts(waivers=(WaiverFact(1, "approved"),)), (document("other"),), "Der mangler lægelig dokumentation."),
            (ProfileFacts(trials=(trial(),)), (document(),), ""),
        ],
    )
    def test_medical_papers_and_practice(self, facts, documents, text):
        found = ask("submit_to_team", facts, documents=documents).get("E-21")
        assert (found.text if found else "") == text

    @pytest.mark.parametrize(
        ("states", "trials", "stops"),
        [
            (("asked",), (), True),
            (("asked",), (trial(),), False),
            (("approved",), (), False),
            (("refused",), (), False),
            (("refused", "asked"), (), True),
            (("approved", "asked"), (), False),
        ],
    )
    def test_a_waiver_waits_for_its_second_person(self, states, trials, stops):
        waivers = tuple(WaiverFact(no, state) for no, state in enumerate(states, 1))
        facts = ProfileFacts(waivers=waivers, trials=trials)
        assert ("E-10" in ask("submit_to_team", facts, documents=(document(),))) is stops

    def test_a_waiver_needs_a_medical_paper_from_the_start(self):
        assert "E-10" in ask("waive_trial", ProfileFacts(), outcome=None)
        assert "E-10" not in ask("waive_trial", ProfileFacts(), outcome=None, documents=(document(),))
