"""``manage.py scenario``: what it prints, how it ends, and what it leaves behind."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import CommandError

from cases.action import actions
from flexcase.law.rule import book
from oversight.scenario.play import play
from oversight.scenario.story import BadStory, read
from tests.stories.watch import row_counts

Call = Callable[..., tuple[int, str]]
Write = Callable[..., Path]
SCENARIOS = Path(settings.ROOT) / "scenarios"


def test_a_story_that_comes_true_ends_with_zero(scenario: Call, write: Write) -> None:
    assert scenario(write()) == (0, "holder   kort: En kort fortælling\n1 af 1 fortællinger holder\n")


def test_a_story_that_breaks_ends_with_one_and_says_where(scenario: Call, write: Write) -> None:
    code, said = scenario(write(("stopped_by: [P-01]", "state: closed"), ("  state: granted\n", "  state: closed\n")))
    assert code == 1
    assert "BRISTER  kort" in said
    assert "trin 2 (close_case, 2024-01-21): ventede done, men det blev stopped. P-01: Borgeren har ikke fået" in said
    assert "ventede, at sagen ender på closed; den er på granted" in said


def test_one_that_breaks_among_many_ends_with_one(scenario: Call, write: Write) -> None:
    write()
    folder = write(("[P-01]", "[C-02]"), name="brister.yaml").parent
    code, said = scenario(folder)
    assert code == 1
    assert said.endswith("1 af 2 fortællinger holder\n")


@pytest.mark.parametrize("words", [(), ("findes-ikke.yaml",), ("--regime", "lov-2099", SCENARIOS / "inhabil.yaml")])
def test_what_cannot_be_played_is_an_error(scenario: Call, words: tuple[object, ...]) -> None:
    with pytest.raises(CommandError):
        scenario(*words)


def test_json_tells_each_step(scenario: Call, write: Write) -> None:
    code, said = scenario("--json", write())
    [story] = json.loads(said)
    assert code == 0
    assert {name: story[name] for name in ("id", "held", "faults", "state")} == {
        "id": "kort", "held": True, "faults": [], "state": "granted"
    }  # fmt: skip
    assert [(step["date"], step["do"], step["outcome"]) for step in story["steps"]] == [
        ("2024-01-20", "take_over_case", "done"),
        ("2024-01-21", "close_case", "stopped"),
    ]
    assert story["steps"][1]["findings"][0] == {
        "rule": "P-01", "effect": "stop", "text": "Borgeren har ikke fået en skriftlig afgørelse endnu."
    }  # fmt: skip


def test_json_of_a_story_that_breaks_ends_with_one(scenario: Call, write: Write) -> None:
    code, said = scenario("--json", write(("[P-01]", "[C-02]")))
    [story] = json.loads(said)
    assert (code, story["held"], len(story["faults"])) == (1, False, 1)


def test_the_vocabulary_names_every_action_and_every_rule(scenario: Call) -> None:
    code, said = scenario("--vocabulary")
    words = json.loads(said)
    assert code == 0
    assert set(words) == {"actions", "rules"}
    assert set(words["actions"]) == {action.name for action in actions()}
    assert set(words["rules"]) == {rule.id for rule in book}
    rule = words["rules"]["E-12"]
    assert rule["effect"] == "stop" and rule["departable"] is True and rule["meaning"] and rule["cites"]
    action = words["actions"]["receive_application"]
    assert action["inputs"]["channel"]["choices"] == ["letter", "digital_post", "phone", "meeting", "portal", "follow_up"]
    assert action["inputs"]["cpr"]["required"] is True
    assert action["roles"] == ["caseworker", "team_leader"]


def test_nothing_in_the_vocabulary_lacks_a_meaning(scenario: Call) -> None:
    words = json.loads(scenario("--vocabulary")[1])
    assert [name for part in words.values() for name, one in part.items() if not one["meaning"]] == []


def test_letters_are_written_as_pdf(scenario: Call, tmp_path: Path) -> None:
    folder = tmp_path / "breve"
    code, _ = scenario("--letters", folder, SCENARIOS / "withdrawn-at-once.yaml")
    assert code == 0
    assert sorted(path.name for path in folder.iterdir()) == [
        "withdrawn-at-once-01-receipt.pdf",
        "withdrawn-at-once-02-withdrawal_confirmation.pdf",
    ]
    assert all(path.read_bytes().startswith(b"%PDF-1.7") for path in folder.iterdir())


def test_another_law_shows_what_it_would_change(scenario: Call, write: Write) -> None:
    story = write(
        ("state: granted, regime: lab-2022, hours: 12, intensity: 100", "state: decision"),
        ("do: close_case, expect: {stopped_by: [P-01]}", "do: begin_decision, with: {outcome: rejection}"),
        ("  state: granted", "  state: decision"),
    )
    code, said = scenario("--regime", "reform-2026", story)
    assert code == 0
    assert "kort: decision → decision under reform-2026" in said
    assert (
        "  2024-01-21 begin_decision: done → stopped\n    + K-01 (stop): Visitationsteamet har ikke afgjort sagen endnu."
        in said
    )
    assert "take_over_case" not in said, "what is the same is not told"


def test_a_case_taken_over_under_its_own_law_is_played_under_the_other(scenario: Call) -> None:
    [told] = json.loads(scenario("--json", "--regime", "reform-2026", SCENARIOS / "lab-2022-rejection.yaml")[1])
    assert not [said for step in told["steps"] for said in step["anew"] if said.startswith("T-18")]
    assert told["state"] == ["rejected", "rejected"]
    assert [said for step in told["steps"] for said in step["no_more"] if said.startswith("M-03")]


def test_coverage_names_what_no_story_uses(scenario: Call, write: Write) -> None:
    code, said = scenario("--coverage", write())
    assert code == 1
    assert "ingen fortælling bruger reglen V-03" in said
    assert "reglen P-01" not in said


def test_a_story_leaves_no_row_and_no_file_behind(write: Write, db: None) -> None:
    before = row_counts()
    play(read(write()))
    assert row_counts() == before
    assert not Path(settings.FILES_DIR).exists()


# Reading


@pytest.mark.parametrize(
    ("swap", "where", "word"),
    [
        (("why:", "wy:"), "kort.yaml", "wy"),
        (("born:", "bron:"), "kort.yaml, citizen", "bron"),
        (("do: close_case, expect", "do: close_case, expects"), "kort.yaml, trin 2", "expects"),
        (("stopped_by", "stoped_by"), "kort.yaml, trin 2, expect", "stoped_by"),
        (("  state: granted\n", "  stat: granted\n"), "kort.yaml, expect", "stat"),
        (("  state: granted\n", "  letters: [{kind: receipt, contain: [x]}]\n"), "kort.yaml, letters", "contain"),
        (("  state: granted\n", "  deadlines: [{kind: complaint, day: 4}]\n"), "kort.yaml, deadlines", "day"),
        (("[P-01]", "[P-1]"), "kort.yaml, trin 2, expect", "ingen regel hedder P-1"),
        (("stopped_by: [P-01]", "not_found: [P-99]"), "kort.yaml, trin 2, expect", "ingen regel hedder P-99"),
        (("[P-01]", "P-01"), "kort.yaml, trin 2, expect", "stopped_by er en liste: [P-01]"),
        (("date: 2024-01-21", "date: i går"), "kort.yaml, trin 2", "date"),
        (("title: En kort fortælling\n", ""), "kort.yaml", "title"),
        (("steps:", "steps: ["), "kort.yaml", ""),
    ],
)
def test_what_is_misspelt_is_named_with_its_place(
    scenario: Call, write: Write, swap: tuple[str, str], where: str, word: str
) -> None:
    path = write(swap)
    with pytest.raises(BadStory) as raised:
        read(path)
    assert str(raised.value).startswith(where)
    assert word in str(raised.value)
    with pytest.raises(CommandError):
        scenario(path)


@pytest.mark.parametrize(
    ("swap", "said"),
    [
        (("do: close_case", "do: close_cse"), "trin 2 (close_cse): ingen handling hedder sådan"),
        (("hours: 12", "hous: 12"), "trin 1 (take_over_case): take_over_case kender ikke hous"),
        (("hours: 12", "hours: [12]"), "take_over_case.hours er én værdi, ikke en liste"),
        (("do: close_case", "do: close_case, by: stranger"), "trin 2 (close_case): ingen medvirkende hedder stranger"),
    ],
)
def test_what_no_action_knows_breaks_the_story(scenario: Call, write: Write, swap: tuple[str, str], said: str) -> None:
    code, told = scenario(write(swap))
    assert code == 1
    assert said in told


def test_yes_no_on_and_off_are_words(write: Write) -> None:
    story = read(write(("hours: 12", "yes: no, on: off, truth: true")))
    assert story.steps[0].given["yes"] == "no"
    assert story.steps[0].given["on"] == "off"
    assert story.steps[0].given["truth"] is True


def test_a_word_is_no_tick(scenario: Call, write: Write) -> None:
    """»digital_post: no« would otherwise tick the box, since it is a text that says something."""
    code, told = scenario(write(("hours: 12", "digital_post: no")))
    assert code == 1
    assert "take_over_case.digital_post er true eller false, ikke »no«" in told
