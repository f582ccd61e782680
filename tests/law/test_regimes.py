"""The regimes that ship with FlexCase, and an invented one that is nothing but one more folder."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest

from flexcase.law import regime
from flexcase.law.regime import BUILT_IN, Effect, Mandate, Regimes, UnknownRegime, configure, regime_on, regimes
from flexcase.law.regime_folder import load
from flexcase.law.vocabulary import LABELS, REJECTION_GROUNDS, ROAD_STATES, TEXTS

INVENTED = Path(__file__).parent.parent / "regimes"


@pytest.fixture(scope="module")
def shipped() -> Regimes:
    return load([BUILT_IN])


@pytest.fixture(scope="module")
def with_invented() -> Regimes:
    return load([BUILT_IN, INVENTED])


@pytest.mark.parametrize(
    ("day", "name"),
    [
        (date(2003, 7, 1), "arbejdsevne-2003"),
        (date(2006, 6, 30), "arbejdsevne-2003"),
        (date(2006, 7, 1), "arbejdsevne-2006"),
        (date(2013, 1, 1), "reform-2013"),
        (date(2020, 1, 1), "lab-2020"),
        (date(2021, 12, 31), "lab-2020"),
        (date(2022, 1, 1), "lab-2022"),
        (date(2024, 12, 31), "lab-2022"),
        (date(2025, 1, 1), "lab-2025"),
        (date(2026, 2, 1), "overgang-2026"),
        (date(2024, 5, 1), "lab-2022"),
        (date(2026, 6, 30), "overgang-2026"),
        (date(2026, 7, 1), "reform-2026"),
        (date(2031, 1, 1), "reform-2026"),
    ],
)
def test_the_day_chooses(shipped, day, name):
    assert shipped.on(day).name == name


def test_before_the_first_regime_there_is_no_law_to_guess(shipped):
    with pytest.raises(UnknownRegime, match="2003-06-30"):
        shipped.on(date(2003, 6, 30))


def test_a_regime_is_found_by_name(shipped):
    assert shipped.named("lab-2022").title == "Beskæftigelsesloven fra 2022"
    with pytest.raises(UnknownRegime, match="lab-2023"):
        shipped.named("lab-2023")


def test_a_regime_ends_where_the_next_begins(shipped):
    assert shipped.ends("lab-2022") == date(2025, 1, 1)
    assert shipped.ends("reform-2026") is None


def test_law_of_2022(shipped):
    law = shipped.named("lab-2022")
    assert law.mandate is Mandate.RECOMMENDS
    assert law.medical_kinds == ("LAE265",)
    assert law.appeal_body == "Ankestyrelsen"
    assert law.labels["team_definite"] == "rehabiliteringsteamet"
    assert law.dropped == {"D-03a", "D-03b", "M-04"}, "what belongs to the ressourceprofil and the lægekonsulent ended in 2013"
    assert law.effect_of("P-07", Effect.STOP) is Effect.WARN
    # § 44, stk. 1, nr. 1 and 2; number 3 is the doctor's.
    assert [part.key for part in law.profile_parts if part.required] == [
        "goals",
        "work",
        "social",
        "health",
        "earlier_efforts",
    ]
    assert {part.key for part in law.profile_parts if part.health} == {"health", "treatment"}
    assert [part.key for part in law.profile_parts if part.citizen] == ["own_view"]


def test_reform_of_2026(shipped):
    law = shipped.named("reform-2026")
    assert law.mandate is Mandate.DECIDES
    assert law.medical_kinds == ()
    assert law.labels["team_definite"] == "visitationsteamet"
    assert not any(law.holds(rule, "lab-2022") for rule in ("M-02", "V-02", "V-03"))
    assert law.holds("M-06", "reform-2026")
    assert not shipped.named("lab-2022").holds("M-06", "reform-2026")
    assert law.effect_of("V-04", Effect.STOP) is Effect.WARN
    assert "1750" in law.citations["E-12"][0]
    assert "E-12" not in shipped.named("lab-2022").citations
    before = {measure.key for measure in shipped.named("lab-2022").measures}
    assert before - {measure.key for measure in law.measures} == {"revalidering", "ressourceforloeb"}


def test_what_is_unsettled_is_asked_of_the_lawyer(shipped):
    asked = {one.key: one for one in shipped.named("reform-2026").open_questions}
    assert {
        "team_requirement_ends",
        "cases_already_before_team",
        "wording_of_the_basis",
        "act_against_bill",
        "definition_unchanged",
    } <= set(asked)
    assert {one.standing for one in asked.values()} == {"Skal bekræftes af kommunens jurist"}
    assert "letter_days" in asked, "questions of the law before stay open"
    law = shipped.named("reform-2026")
    assert law.question("team_requirement_ends").value == law.begins
    with pytest.raises(KeyError):
        law.question("weather")


@pytest.mark.parametrize("name", ["lab-2022", "reform-2026", "opdigtet-2027"])
def test_every_key_is_filled_in_every_regime(with_invented, name):
    law = with_invented.named(name)
    assert set(law.labels) == set(LABELS)
    assert set(law.road) == set(law.citizen_road) == set(law.citizen_road_done) == set(ROAD_STATES)
    assert set(law.texts) == set(TEXTS)
    assert {f"rejection_next_{ground}" for ground in REJECTION_GROUNDS} <= set(law.texts)


def test_an_invented_law_is_one_more_folder(with_invented):
    before, law = with_invented.named("reform-2026"), with_invented.named("opdigtet-2027")
    assert law.lineage == ("opdigtet-2027", *before.lineage)
    assert with_invented.on(date(2026, 12, 31)) is before
    assert with_invented.on(date(2027, 1, 1)) is law
    # What it states.
    assert [part.key for part in law.profile_parts] == ["dreams", "day", "body"]
    assert law.effect_of("P-07", Effect.WARN) is Effect.STOP
    assert law.effect_of("V-04", Effect.WARN) is Effect.STOP
    assert law.labels["team_definite"] == "arbejdsrådet"
    assert law.appeal_body == "Klagenævnet for Arbejde"
    assert law.appeal_body in law.texts["appeal_body"]
    assert law.question("team_mandate").value == "arbejdsrådet afgør"
    # What it inherits.
    assert law.mandate is before.mandate
    assert law.dropped == before.dropped | {"V-08"}
    assert law.effects["V-05"] is Effect.WARN
    assert law.labels["health_advice"] == before.labels["health_advice"]
    assert law.texts["appeal_how"] == with_invented.named("lab-2022").texts["appeal_how"]
    assert law.texts["medical_request_basis"] == before.texts["medical_request_basis"]
    # And what it leaves alone.
    assert before.effect_of("P-07", Effect.WARN) is Effect.WARN


def test_no_text_speaks_of_another_regimes_words(with_invented):
    for law in with_invented:
        others = {
            other.labels[key]
            for other in with_invented
            for key in ("team_definite", "profile_document")
            if other.labels[key] != law.labels[key]
        } | {other.appeal_body for other in with_invented if other.appeal_body != law.appeal_body}
        for key, text in law.texts.items():
            assert not [word for word in others if word in text], f"{law.name}: {key}"


def test_from_february_2026_it_is_kommunen_and_never_jobcenteret(shipped):
    for law in shipped:
        words = [*law.texts.values(), *law.labels.values(), *law.road.values(), *law.citizen_road.values()]
        said = [one for one in words if "jobcent" in one.lower()]
        assert bool(said) == (law.name in {"arbejdsevne-2006", "reform-2013", "lab-2020", "lab-2022", "lab-2025"}), law.name


@pytest.mark.parametrize(
    ("name", "mandate", "body", "basis"),
    [
        ("arbejdsevne-2003", Mandate.NONE, "Beskæftigelsesankenævnet", "ressourceprofil"),
        ("arbejdsevne-2006", Mandate.DECIDES, "Beskæftigelsesankenævnet", "ressourceprofil"),
        ("reform-2013", Mandate.RECOMMENDS, "Ankestyrelsen", "rehabiliteringsplanens forberedende del"),
        ("lab-2020", Mandate.RECOMMENDS, "Ankestyrelsen", "rehabiliteringsplanens forberedende del"),
        ("lab-2025", Mandate.RECOMMENDS, "Ankestyrelsen", "rehabiliteringsplanens forberedende del"),
        ("overgang-2026", Mandate.RECOMMENDS, "Ankestyrelsen", "rehabiliteringsplanens forberedende del"),
    ],
)
def test_who_decides_on_what(shipped, name, mandate, body, basis):
    law = shipped.named(name)
    assert (law.mandate, law.appeal_body, law.labels["profile_document"]) == (mandate, body, basis)
    assert law.medical_kinds == (("LAE265",) if law.begins.year >= 2013 else ())


def test_the_whole_file_is_heard_and_four_accounts_given_only_from_2006_to_2012(shipped):
    assert [law.name for law in shipped if law.whole_file_heard] == ["arbejdsevne-2006"]
    assert [law.name for law in shipped if law.accounts] == ["arbejdsevne-2006"]
    assert shipped.named("arbejdsevne-2006").effect_of("P-07", Effect.WARN) is Effect.STOP


def test_each_law_cites_its_own_numbers(shipped):
    assert shipped.named("arbejdsevne-2003").citations["E-01"] == ("LAB § 69",)
    assert shipped.named("reform-2013").citations["E-12"] == ("LAB § 70 a", "LAB § 30 a")
    assert "E-12" not in shipped.named("lab-2020").citations, "the rule's own words again"
    for law in shipped:
        numbers = "§ 116" in law.texts["rules_grant"]
        assert numbers == (law.begins.year >= 2020), law.name


def test_what_a_law_settles_is_no_longer_asked(shipped):
    asked = {law.name: {one.key for one in law.open_questions} for law in shipped}
    assert "numbers_before_2020" in asked["reform-2013"]
    assert "numbers_before_2020" not in asked["lab-2020"]
    assert "rejection_before_team" in asked["overgang-2026"]
    assert "rejection_before_team" not in asked["reform-2026"]


def test_revalidering_and_ressourceforloeb_come_and_go(shipped):
    def has(name: str) -> set[str]:
        return {"revalidering", "ressourceforloeb"} & {measure.key for measure in shipped.named(name).measures}

    assert has("arbejdsevne-2006") == {"revalidering"}
    assert has("reform-2013") == has("lab-2025") == {"revalidering", "ressourceforloeb"}
    assert has("overgang-2026") == has("reform-2026") == set()


def test_the_rules_that_a_regime_speaks_of_can_be_looked_up(with_invented):
    assert with_invented.named("opdigtet-2027").rules_named >= {"P-07", "V-04", "V-08", "M-02", "E-12"}


@pytest.fixture
def configured() -> Iterator[Callable[..., None]]:
    """``configure``, with what was configured before put back in the end."""
    before = regime._extra_folders
    yield configure
    configure(before)


def test_extra_folders_are_configured_once_and_read_once(configured):
    configured([INVENTED])
    assert regime_on(date(2027, 6, 1)).name == "opdigtet-2027"
    assert regimes() is regimes()
    configured()
    assert regime_on(date(2027, 6, 1)).name == "reform-2026"


def test_configuring_again_reads_again(configured, tmp_path):
    folder = tmp_path / "law_2030"
    folder.mkdir()
    for title in ("Udkast", "Lov"):
        sheet = f'name = "law-2030"\ntitle = "{title}"\nbegins = 2030-01-01\npredecessor = "reform-2026"\n'
        (folder / "regime.toml").write_text(sheet, encoding="utf-8")
        configured([tmp_path])
        assert regimes().named("law-2030").title == title
