"""The letters' fixed texts are read by a worried citizen: short words, short sentences, no abbreviations."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

from flexcase.law.regime import BUILT_IN
from flexcase.law.regime_folder import load

#: Texts that speak the law's own language, or to a doctor.
NOT_FOR_EVERYBODY = ("rules_", "medical_request_basis")
#: The Danish measure of readability: words a sentence plus per cent of words longer than six letters.
MOST_LIX = 35

REGIMES = load([BUILT_IN, Path(__file__).parent.parent / "regimes"])
TEXTS = [(regime.name, key, text) for regime in REGIMES for key, text in regime.texts.items()]
CITIZENS = [one for one in TEXTS if not one[1].startswith(NOT_FOR_EVERYBODY)]


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text)


def sentences(text: str) -> list[str]:
    return [one for one in re.split(r"(?<=[.!?])\s+|\n", text) if words(one)]


def lix(text: str) -> float:
    found = words(text)
    return len(found) / len(sentences(text)) + 100 * sum(len(word) > 6 for word in found) / len(found)


def test_the_measure_itself():
    assert lix("En ko er stor. En myre er lille.") == 4
    assert lix("Arbejdsmarkedet beskæftigelsesindsatsen") == 102


@pytest.mark.parametrize(("regime", "key", "text"), CITIZENS)
def test_a_citizen_can_read_it(regime, key, text):
    assert lix(text) <= MOST_LIX
    for sentence in sentences(text):
        assert len(words(sentence)) <= 30, sentence


@pytest.mark.parametrize(("regime", "key", "text"), TEXTS)
def test_it_is_clean(regime, key, text):
    assert text.endswith("."), "every text ends in a full stop"
    assert not re.search(r"[^\S\n ]|  |\n{3,}", text), "single spaces, and one blank line between paragraphs"
    if key not in ("help_contacts", "receipt_data_protection"):
        assert not re.search(r"(?<!\n)\n(?!\n)", text), "a paragraph is one line"
    assert not re.search(r"\b(fx|f\.eks|bl\.a|mv|m\.v|ift|iht|evt|pga|ca|dvs)\b", text), "no abbreviations"
    assert not re.search(r"\b(venligst|påkrævet|systemet|ugyldig\w*)\b", text, re.IGNORECASE)
    assert "jobcenter" not in text.lower(), "it is the municipality (kommunen) that writes"
    assert not re.search(r'["“”]', text), "Danish quotes are »…«"


@pytest.mark.parametrize("regime", REGIMES.all)
def test_who_can_help_stands_above_what_they_do(regime):
    helpers = [paragraph.split("\n") for paragraph in regime.texts["help_contacts"].split("\n\n")]
    assert len(helpers) >= 4
    for who, what in helpers:
        assert not who.endswith(".")
        assert what.endswith(".")
    everything = regime.texts["help_contacts"]
    assert all(word in everything for word in ("DUKH", "fagforening", "bisidder", "kommunen"))


@pytest.mark.parametrize("regime", REGIMES.all)
def test_the_complaint_is_explained_wholly(regime):
    assert "Du behøver ikke at skrive hvorfor" in regime.texts["appeal_how"]
    assert "inden fire uger" in regime.texts["appeal_reassessment"]
    assert regime.appeal_body in regime.texts["appeal_body"]
    assert "for sent" in regime.texts["appeal_body"], "a late complaint is forwarded too"


@pytest.mark.parametrize("name", ["lab-2022", "reform-2026"])
def test_the_rules_are_those_of_the_day(name):
    regime = REGIMES.named(name)
    for key in ("rules_grant", "rules_rejection"):
        assert "§ 116, stk. 1-3, og § 118" in regime.texts[key]
        assert ("lov nr. 1750" in regime.texts[key]) == (regime.begins >= date(2026, 7, 1))
    assert "§ 118, stk. 3" in regime.texts["rules_rejection"], "declined treatment has no weight"


@pytest.mark.parametrize(("regime", "key", "text"), [one for one in CITIZENS if one[1].startswith("rejection_")])
def test_no_rejection_rests_on_declined_treatment(regime, key, text):
    assert not re.search(r"operation|medicin|behandling", text), "LAB § 118, stk. 3"
