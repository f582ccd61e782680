"""What the lawyer answers steers the law; what cannot be an answer is named with its file and key."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from flexcase.law import regime
from flexcase.law.regime import Mandate, RegimeError, Regimes, regimes

CONFIRMED = 'confirmed_by = "Prøve Jurist"\nconfirmed_on = 2026-08-15\n'


@pytest.fixture
def answered(tmp_path: Path) -> Iterator[Callable[[str], Regimes]]:
    """The laws as they are with a file of answers."""
    folders, file = regime._extra_folders, regime._answers

    def read(text: str) -> Regimes:
        place = tmp_path / "svar.toml"
        place.write_text(text.replace("CONFIRMED", CONFIRMED), encoding="utf-8")
        regime.configure(folders, place)
        return regimes()

    yield read
    regime.configure(folders, file)


def test_the_day_on_which_the_team_fell_moves_the_law(answered):
    laws = answered("[team_requirement_ends]\nvalue = 2026-10-01\nCONFIRMED")
    assert laws.on(date(2026, 9, 30)).name == "overgang-2026"
    assert laws.on(date(2026, 10, 1)).name == "reform-2026"
    asked = laws.named("reform-2026").question("team_requirement_ends")
    assert asked.answered
    assert asked.value_in_words == "1. oktober 2026"
    assert asked.standing == "Bekræftet af Prøve Jurist den 15. august 2026"


@pytest.mark.parametrize("mandate", list(Mandate))
def test_the_mandate_of_the_team_is_the_municipalitys(answered, mandate):
    laws = answered(f'[team_mandate]\nvalue = "{mandate}"\nCONFIRMED')
    assert laws.named("reform-2026").mandate is mandate
    assert laws.named("overgang-2026").mandate is Mandate.RECOMMENDS


def test_the_day_of_the_flexible_team_moves_its_law(answered):
    laws = answered("[flexible_team_since]\nvalue = 2025-07-01\nCONFIRMED")
    assert laws.on(date(2025, 6, 30)).name == "lab-2022"
    assert laws.on(date(2025, 7, 1)).name == "lab-2025"


def test_a_rejection_may_pass_the_team_by_in_one_law_and_not_in_another(answered):
    laws = answered("[lab-2022.rejection_before_team]\nvalue = false\nCONFIRMED")
    assert laws.named("lab-2022").spares("V-02", "rejection")
    assert not laws.named("lab-2022").spares("V-02", "grant")
    assert not laws.named("lab-2022").spares("V-02", None), "an unknown outcome asks every variant"
    assert not laws.named("lab-2025").spares("V-02", "rejection"), "the answer was given for one law"
    everywhere = answered("[rejection_before_team]\nvalue = false\nCONFIRMED")
    assert everywhere.named("lab-2025").spares("V-02", "rejection")


def test_one_law_may_be_answered_apart_from_the_rest(answered):
    laws = answered("[letter_days]\nvalue = 4\nCONFIRMED\n[reform-2026.letter_days]\nvalue = 5\nCONFIRMED")
    assert [laws.named(name).question("letter_days").value for name in ("overgang-2026", "reform-2026")] == [4, 5]


@pytest.mark.parametrize(
    ("text", "wrong"),
    [
        ("[weather]\nvalue = 1\nCONFIRMED", "svar.toml: weather: is not a question that any law asks"),
        ("[reform-2062.letter_days]\nvalue = 5\nCONFIRMED", "svar.toml: reform-2062.letter_days: reform-2062 does not ask"),
        ("[lab-2022.team_mandate]\nvalue = 'none'\nCONFIRMED", "lab-2022.team_mandate: lab-2022 does not ask that"),
        ("[letter_days]\nvalue = '6'\nCONFIRMED", "letter_days.value: must be a whole number"),
        ("[letter_days]\nvalue = true\nCONFIRMED", "letter_days.value: must be a whole number"),
        ("[letter_days]\nvalue = -1\nCONFIRMED", "letter_days.value: must not be below nought"),
        ("[team_requirement_ends]\nvalue = 2026-10-01T00:00:00\nCONFIRMED", "team_requirement_ends.value: must be a date"),
        ("[team_mandate]\nvalue = 'hopes'\nCONFIRMED", "'hopes', not one of none, recommends, decides"),
        ("[definition_unchanged]\nvalue = ' '\nCONFIRMED", "definition_unchanged.value: must not be empty"),
        ("[letter_days]\nvalue = 6\nconfirmed_by = 'Prøve Jurist'", "letter_days.confirmed_on: is missing"),
        ("[letter_days]\nvalue = 6\nconfirmed_by = ' '\nconfirmed_on = 2026-01-01", "confirmed_by: must be the name"),
        ("[letter_days]\nvalue = 6\nconfirmed_by = 'A'\nconfirmed_on = 'i går'", "confirmed_on: must be a date"),
        ("[letter_days]\nvalue = 6\nwho = 'A'\nCONFIRMED", "letter_days.who: is not a key"),
        ("letter_days = 6", "letter_days: must be a table"),
        ("[lab-2022]\nletter_days = 6", "lab-2022.letter_days: is not a key"),
        ("letter_days = ?", "svar.toml: "),
        # a law cannot begin before the law that it follows
        ("[team_requirement_ends]\nvalue = 2026-01-15\nCONFIRMED", "overgang-2026, but lab-2025 holds just before"),
    ],
)
def test_what_cannot_be_an_answer_is_named(answered, text, wrong):
    with pytest.raises(RegimeError) as error:
        answered(text)
    assert wrong in str(error.value)


def test_a_file_that_is_not_there_is_named(tmp_path):
    before = regime._extra_folders, regime._answers
    regime.configure((), tmp_path / "væk.toml")
    try:
        with pytest.raises(RegimeError, match=r"væk\.toml"):
            regimes()
    finally:
        regime.configure(*before)
