"""The law of health information (M-01, M-03 to M-05, M-08, D-06) as pure functions."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date, timedelta
from typing import Any

import pytest

from cases.facts import CaseFacts, DocumentFact
from flexcase.law.regime import regimes
from flexcase.law.rule import Dossier, Effect, Finding, book
from resourceprofile.facts import ConsentFact, FrozenFact, MedicalFact, ProfileFacts

TODAY = date(2024, 6, 3)
EMPTY = CaseFacts(**{field.name: () if "tuple" in str(field.type) else None for field in fields(CaseFacts)})
ATTEST = MedicalFact(1, "LAE265", "received", date(2024, 1, 2), date(2024, 5, 2), date(2024, 4, 30), document=2)


def ask(
    rule: str,
    facts: ProfileFacts,
    *,
    regime: str = "lab-2022",
    today: date = TODAY,
    papers: tuple[DocumentFact, ...] = (),
    **given: Any,
) -> Finding | None:
    known = {CaseFacts: replace(EMPTY, documents=papers), ProfileFacts: facts}
    return book[rule].ask(Dossier("2024-0001", today, regimes().named(regime), known, given))


def paper(no: int, health: bool = True) -> DocumentFact:
    return DocumentFact(no, "medical", date(2024, 4, 30), TODAY, adverse=False, known_to_citizen=True, health=health)


def test_what_is_on_file_is_listed_before_more_is_asked_for():
    assert ask("M-01", ProfileFacts(), papers=(paper(1, health=False),)) is None
    found = ask("M-01", ProfileFacts(medical=(ATTEST,)), papers=(paper(2), paper(3)))
    assert found is not None and found.effect is Effect.WARN
    assert "LÆ 265 fra 30.04.2024 og dokument 3 fra 30.04.2024" in found.text


def test_without_consent_takes_a_reason_and_with_it_nothing():
    assert ask("M-08", ProfileFacts()).effect is Effect.STOP
    assert ask("M-08", ProfileFacts(), without_consent=True).effect is Effect.REASON
    consented = ProfileFacts(consents=(ConsentFact("health", TODAY, None),))
    assert ask("M-08", consented, without_consent=True) is None


@pytest.mark.parametrize(
    ("given", "effect"),
    [
        ({}, Effect.STOP),
        ({"functional_loss": "Kan ikke løfte."}, None),
        ({"accommodations": ("ret til pauser",)}, None),
        ({"functional_loss": "Har ret til fleksjob."}, Effect.WARN),
        ({"functional_loss": "Kan ikke løfte.", "accommodations": ("bør have en pension",)}, Effect.WARN),
    ],
)
def test_the_consultant_keeps_to_the_template(given, effect):
    found = ask("M-04", ProfileFacts(), regime="arbejdsevne-2006", **given)
    assert (found.effect if found else None) == effect


def test_a_template_of_the_coordinator_is_only_read_through():
    assert ask("D-06", ProfileFacts(), answer="") is None
    assert ask("D-06", ProfileFacts(), answer="Fleksjob bør bevilges.").effect is Effect.WARN


@pytest.mark.parametrize(
    ("regime", "day", "stops"),
    [
        ("reform-2013", date(2013, 6, 30), False),
        ("reform-2013", date(2013, 7, 1), True),
        ("lab-2022", TODAY, True),
        ("reform-2026", date(2026, 9, 1), True),
    ],
)
def test_no_consultant_since_klinisk_funktion(regime, day, stops):
    assert (ask("M-05", ProfileFacts(), regime=regime, today=day) is not None) == stops


def test_which_laws_know_which_rule():
    assert not regimes().named("arbejdsevne-2006").holds("M-05", book["M-05"].since)
    assert not regimes().named("reform-2013").holds("M-04", book["M-04"].since)


def test_an_old_description_is_pointed_out_like_an_old_attest():
    fresh = ProfileFacts(medical=(ATTEST,), frozen=(FrozenFact(1, TODAY - timedelta(days=183), lapsed=False),))
    assert ask("M-03", fresh) is None
    old = replace(fresh, frozen=(FrozenFact(1, TODAY - timedelta(days=184), lapsed=False),))
    assert ask("M-03", old).text.startswith("Den forberedende del er fra 02.12.2023")
