"""Every way in which a regime's folder can be wrong is said with the folder and the key."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest

from flexcase.law.regime import BUILT_IN, RegimeError
from flexcase.law.regime_folder import load

EIGHT = [
    "arbejdsevne-2003",
    "arbejdsevne-2006",
    "reform-2013",
    "lab-2020",
    "lab-2022",
    "lab-2025",
    "overgang-2026",
    "reform-2026",
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A copy of the shipped regimes to spoil."""
    copy = tmp_path / "regimes"
    shutil.copytree(BUILT_IN, copy)
    return copy


def edit(folder: Path, regime: str, pattern: str, replacement: str) -> None:
    file = folder / regime / "regime.toml"
    text, count = re.subn(pattern, replacement, file.read_text(encoding="utf-8"), count=1, flags=re.MULTILINE)
    assert count == 1, f"{pattern} does not occur"
    file.write_text(text, encoding="utf-8")


def add(folder: Path, name: str, text: str) -> None:
    (folder / name).mkdir()
    (folder / name / "regime.toml").write_text(text, encoding="utf-8")


@pytest.mark.parametrize(
    ("regime", "pattern", "replacement", "key", "why"),
    [
        ("arbejdsevne_2003", r"^mandate = .*", 'mandat = "recommends"', "mandat", "is not a key that FlexCase knows"),
        ("arbejdsevne_2003", r"^mandate = .*", 'mandate = "hopes"', "mandate", "'hopes', not one of none, recommends, decides"),
        ("arbejdsevne_2003", r"^mandate = .*", "", "mandate", "no predecessor to inherit it from"),
        ("arbejdsevne_2003", r"^appeal_body = .*", 'appeal_body = ""', "appeal_body", "must be text"),
        ("arbejdsevne_2003", r"^appeal_body = .*", "appeal_body = 7", "appeal_body", "must be text"),
        ("arbejdsevne_2003", r"^title = .*", "", "title", "is missing"),
        ("arbejdsevne_2003", r"^begins = .*", 'begins = "2022-01-01"', "begins", "must be a date"),
        ("arbejdsevne_2003", r"^begins = .*", "begins = 2022-01-01T00:00:00", "begins", "must be a date"),
        ("arbejdsevne_2003", r"^medical_kinds = .*", "medical_kinds = [265]", "medical_kinds", "must be a list of texts"),
        ("arbejdsevne_2003", r"^medical_kinds = .*", 'medical_kinds = ["A", "A"]', "medical_kinds", "the same thing twice"),
        ("arbejdsevne_2003", r'^"P-07" = .*', '"P-07" = "shout"', "effects.P-07", "'shout', not one of stop, reason, warn"),
        ("reform_2026", r'^"E-12" = .*', '"E-12" = "§ 118"', "citations.E-12", "must be a list of texts"),
        ("arbejdsevne_2003", r"^office = .*", "", "labels.office", "is missing"),
        ("arbejdsevne_2003", r"^office = .*", "ofice = 'x'", "labels.ofice", "is not a key that FlexCase knows"),
        ("arbejdsevne_2003", r"^office = .*", "office = 7", "labels.office", "must be text"),
        ("arbejdsevne_2003", r"^office = .*", "office = ' '", "labels.office", "must be text"),
        ("arbejdsevne_2003", r"^trial = .*", "", "road.trial", "is missing"),
        ("reform_2026", r"^profile = .*", "profil = 'x'", "road.profil", "is not a key that FlexCase knows"),
        ("reform_2013", r'^key = "work"', 'key = "goals"', "profile_parts", "goals stands there twice"),
        ("reform_2013", r'^key = "work"', "", "profile_parts[2].key", "is missing"),
        ("reform_2013", r"^health = true", 'health = "yes"', "profile_parts[4].health", "must be true or false"),
        ("reform_2013", r"^health = true", "helth = true", "profile_parts[4].helth", "is not a key that FlexCase knows"),
        ("arbejdsevne_2003", r'^key = "mentor"', 'key = "omplacering"', "measures", "omplacering stands there twice"),
        ("arbejdsevne_2003", r'^label = "Mentor"', "", "measures[7].label", "is missing"),
        ("arbejdsevne_2003", r"^by_field = true", "by_field = 3", "profile_parts[1].by_field", "must be true or false"),
        ("arbejdsevne_2003", r'^key = "network"', 'key = "net.work"', "profile_parts", "net.work holds a full stop"),
        ("arbejdsevne_2006", r"^whole_file_heard = true", "whole_file_heard = 1", "whole_file_heard", "must be true or false"),
        ("arbejdsevne_2006", r"account_tried", "account_tired", "accounts", "account_tired is not a redegørelse"),
        ("reform_2013", r"twelve_elements", "eleven_elements", "settled", "the law before does not ask eleven_elements"),
        ("arbejdsevne_2003", r"^value = .*", "", "open_questions[1].value", "is missing"),
        ("reform_2013", r"^value = true", 'value = "ja"', "open_questions[1].value", "must be true or false"),
        ("reform_2013", r"^value = true", "value = [1]", "open_questions[1].value", "must be text, a whole number"),
        (
            "reform_2013",
            r'^steers = "V-02.*',
            'steers = "begin"',
            "open_questions[1].steers",
            "not one of begins, mandate",
        ),
        ("reform_2026", r'^steers = "begins"', 'steers = "begins"\nvalue = 2026-07-01', "open_questions[1].value", "already"),
        ("lab_2025", r'^steers = "begins"', 'steers = "mandate"', "open_questions[1].steers", "does not state"),
        ("reform_2026", r"^choices = .*", 'choices = ["none"]', "open_questions[4].value", "'decides', not one of none"),
        (
            "reform_2026",
            r'^anchor = "decision"',
            'anchor = "weather"',
            "transitions[1].anchor",
            "not one of decision, employment",
        ),
        ("reform_2026", r"^happened = .*", 'happened = "rain"', "transitions[1].happened", "not one of applied, before_team"),
        ("reform_2026", r"^question = .*", 'question = "letter_days"', "transitions[1].question", "yes or no"),
        ("reform_2026", r"^predecessor = .*", "", "predecessor", "is missing; overgang-2026 holds just before"),
        ("reform_2026", r"^predecessor = .*", 'predecessor = "lab-2019"', "predecessor", "there is no regime lab-2019"),
        ("reform_2026", r"^begins = .*", "begins = 2022-01-01", "begins", "lab-2022 begins on 2022-01-01 too"),
        (
            "reform_2026",
            r"^begins = .*",
            "begins = 2026-01-15",
            "predecessor",
            "is overgang-2026, but lab-2025 holds just before",
        ),
        ("reform_2026", r"^name = .*", 'name = "reform-2027"', "name", "does not match the folder's name"),
    ],
)
def test_a_wrong_value_is_named(folder, regime, pattern, replacement, key, why):
    edit(folder, regime, pattern, replacement)
    with pytest.raises(RegimeError) as error:
        load([folder])
    assert f"{folder / regime / 'regime.toml'}: {key}: " in str(error.value)
    assert why in str(error.value)


def test_the_shipped_folders_are_right(folder):
    assert [regime.name for regime in load([folder])] == EIGHT


def test_a_missing_text_is_named(folder):
    (folder / "arbejdsevne_2003" / "texts" / "appeal_how.txt").unlink()
    with pytest.raises(RegimeError, match=r"arbejdsevne_2003: texts/appeal_how.txt is missing"):
        load([folder])


def test_a_text_in_the_successor_alone_is_not_enough(folder):
    text = folder / "arbejdsevne_2003" / "texts" / "appeal_how.txt"
    text.rename(folder / "reform_2026" / "texts" / "appeal_how.txt")
    with pytest.raises(RegimeError, match=r"arbejdsevne_2003: texts/appeal_how.txt is missing"):
        load([folder])


def test_an_empty_text_is_named(folder):
    (folder / "reform_2026" / "texts" / "appeal_how.txt").write_text(" \n")
    with pytest.raises(RegimeError, match=r"reform_2026: texts/appeal_how.txt is empty"):
        load([folder])


@pytest.mark.parametrize("name", ["apeal_how.txt", "appeal_how.md"])
def test_a_misspelt_text_is_named(folder, name):
    (folder / "reform_2026" / "texts" / name).write_text("Du kan klage.")
    with pytest.raises(RegimeError, match=rf"reform_2026: texts/{name} is not a text"):
        load([folder])


def test_a_folder_without_its_sheet_is_named(folder):
    (folder / "law_2030").mkdir()
    with pytest.raises(RegimeError, match=r"law_2030: regime.toml is missing"):
        load([folder])


def test_bad_toml_is_named_with_its_line(folder):
    add(folder, "law_2030", "name = ?\n")
    with pytest.raises(RegimeError, match=r"law_2030/regime.toml: .*line 1"):
        load([folder])


def test_a_regime_follows_the_one_just_before_it(folder):
    add(folder, "law_2030", 'name = "law-2030"\ntitle = "Lov"\nbegins = 2030-01-01\npredecessor = "lab-2022"\n')
    with pytest.raises(RegimeError, match="predecessor: is lab-2022, but reform-2026 holds just before"):
        load([folder])


def test_a_name_is_given_once(folder, tmp_path):
    sheet = 'name = "arbejdsevne-2003"\ntitle = "Lov"\nbegins = 2030-01-01\npredecessor = "reform-2026"\n'
    (tmp_path / "more").mkdir()
    add(tmp_path / "more", "arbejdsevne_2003", sheet)
    with pytest.raises(RegimeError, match=r"more/arbejdsevne_2003/regime.toml: name: arbejdsevne-2003 is also the name of"):
        load([folder, tmp_path / "more"])


def test_a_missing_folder_is_named(folder, tmp_path):
    with pytest.raises(RegimeError, match=r"nowhere: there is no such folder"):
        load([folder, tmp_path / "nowhere"])


def test_no_regime_at_all(tmp_path):
    with pytest.raises(RegimeError, match="no folder holds a regime"):
        load([tmp_path])


def test_what_python_leaves_behind_is_no_regime(folder):
    (folder / "__pycache__").mkdir()
    (folder / ".cache").mkdir()
    assert len(load([folder]).all) == len(EIGHT)


def test_a_new_law_states_only_what_differs(folder):
    add(folder, "law_2030", 'name = "law-2030"\ntitle = "Lov"\nbegins = 2030-01-01\npredecessor = "reform-2026"\n')
    before, law = load([folder]).all[-2:]
    assert law.lineage == ("law-2030", *reversed(EIGHT))
    for inherited in ("mandate", "appeal_body", "dropped", "effects", "citations"):
        assert getattr(law, inherited) == getattr(before, inherited)
    for inherited in ("profile_parts", "measures", "medical_kinds"):
        assert getattr(law, inherited) == getattr(before, inherited)
    for inherited in ("labels", "road", "citizen_road", "citizen_road_done", "texts", "open_questions"):
        assert getattr(law, inherited) == getattr(before, inherited)
