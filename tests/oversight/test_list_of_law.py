"""The catalogue of law against the code: what the list demands is kept somewhere, tried by a story, and told in words."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest

from cases.action import actions
from cases.letters.letter import registered
from flexcase.law import reckoning
from flexcase.law.catalogue import COLUMNS, FILE, CatalogueError, Entry, Kind, catalogue, load
from flexcase.law.deadline import book as deadlines
from flexcase.law.regime import regimes
from flexcase.law.rule import book
from oversight.shelf import told_of_rules

#: Every id that the field knows, up to the decision and the appeal (§ 122 and the job after it come with the job).
KNOWN = {
    *(f"E-{no:02}" for no in range(23)),
    *(f"F-{no:02}" for no in range(1, 11)),
    *(f"M-{no:02}" for no in range(1, 9)),
    *(f"P-{no:02}" for no in range(1, 20)),
    *(f"V-{no:02}" for no in range(1, 12)),
    *(f"RF-{no:02}" for no in range(1, 13)),
    *(f"C-{no:02}" for no in range(1, 9)),
    *(f"T-{no:02}" for no in (*range(1, 14), 17, 18)),
    *(f"T-01{part}" for part in "abcd"),
    *(f"D-{no:02}" for no in (*range(1, 14), 21, 22, 23, 24)),
    *("D-02b", "D-03a", "D-03b", "D-04'"),
}
#: A folder of law without klagevejledning is refused at start (tests/law/test_regime_folder.py), so no case ever lacks it.
NEVER_BITES = {"P-13"}
RULES = [entry for entry in catalogue().values() if entry.kind is Kind.RULE]
OTHERS = [entry for entry in catalogue().values() if entry.kind in {Kind.DEADLINE, Kind.DOCUMENT}]


def test_no_requirement_is_forgotten() -> None:
    assert set(catalogue()) >= KNOWN


def test_every_rule_in_code_stands_in_the_list() -> None:
    assert {rule.id for rule in book} == {entry.id for entry in RULES}


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.id)
def test_a_rule_and_its_line_say_the_same(entry: Entry) -> None:
    rule = book[entry.id]
    assert (rule.title, rule.effect.value) == (entry.title, entry.effect)
    held = [law.name for law in regimes() if law.holds(rule.id, rule.since)]
    assert held == [law.name for law in regimes() if entry.holds_in(law)]
    assert rule.check.__doc__, "the function says what it means"


@pytest.mark.parametrize("entry", RULES, ids=lambda entry: entry.id)
def test_a_rule_is_tried_in_both_directions(entry: Entry) -> None:
    told = told_of_rules().get(entry.id, ())
    assert any(story.bites for story in told) or entry.id in NEVER_BITES, "no story in which it bites"
    assert any(story.rests for story in told), "no story in which the law allows"


@pytest.mark.parametrize("entry", OTHERS, ids=lambda entry: entry.id)
def test_a_deadline_or_document_is_kept_somewhere(entry: Entry) -> None:
    kind, _, name = entry.where.partition(":")
    kept = {
        "deadline": lambda: name in deadlines,
        "letter": lambda: name in {letter.kind for letter in registered()},
        "action": lambda: name in {action.name for action in actions()},
        "rule": lambda: name in book,
        "reckoning": lambda: hasattr(reckoning, name),
    }
    assert kind in kept, f"{entry.id} names {entry.where!r}"
    assert kept[kind](), f"{entry.id} names {entry.where}, which is nowhere"


def test_what_is_only_told_stops_nothing() -> None:
    told = [entry for entry in catalogue().values() if entry.kind is Kind.TEXT]
    assert told
    assert not [entry.id for entry in told if entry.effect != "info" or entry.id in book]


def test_the_list_speaks_danish_for_everybody() -> None:
    for entry in catalogue().values():
        for text in (entry.title, entry.requirement, entry.satisfied_by):
            assert not re.search(r"seed|TODO|\bjobcenteret\b|[.]{2}/shared", text), entry.id
        assert entry.requirement.endswith("."), entry.id


# The reader


@pytest.fixture
def spoilt(tmp_path: Path):  # type: ignore[no-untyped-def]
    """The list with one cell changed."""

    def make(id: str, column: str, value: str) -> Path:
        with FILE.open(encoding="utf-8", newline="") as opened:
            rows = list(csv.DictReader(opened))
        for row in rows:
            if row["id"] == id:
                row[column] = value
        path = tmp_path / "catalogue.csv"
        with path.open("w", encoding="utf-8", newline="") as opened:
            writer = csv.DictWriter(opened, COLUMNS)
            writer.writeheader()
            writer.writerows(rows)
        return path

    return make


@pytest.mark.parametrize(
    ("column", "value", "why"),
    [
        ("kind", "hope", "kind is 'hope'"),
        ("steps", "afgørelse|månen", "steps is 'månen'"),
        ("effect", "shout", "effect is 'shout'"),
        ("since", "lab-1999", "since is 'lab-1999'"),
        ("requirement", " ", "requirement is empty"),
        ("id", "P-12", "P-12 stands there twice"),
    ],
)
def test_a_wrong_cell_is_named_with_its_line(spoilt, column, value, why) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(CatalogueError, match=rf"catalogue.csv, line \d+: {why}"):
        load(spoilt("P-13", column, value))


def test_another_head_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.csv"
    path.write_text("id,title\n")
    with pytest.raises(CatalogueError, match="the columns must be"):
        load(path)
