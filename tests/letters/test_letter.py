"""What a letter must contain: named when it lacks, kept exactly, found by kind and version."""

import dataclasses
import json
from datetime import date, time
from decimal import Decimal
from typing import Any, get_args, get_origin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cases import letters
from cases.letters.letter import letter
from cases.letters.piece import is_blank
from cases.letters.snapshot import SnapshotError, fields_of
from decisions.letters import DecisionRejection, TeamView
from flexcase.law.vocabulary import REJECTION_GROUNDS
from tests.letters.examples import APPEAL, ENVELOPE, EXAMPLES, example

KINDS = sorted(EXAMPLES)


def made_of(hint: Any) -> st.SearchStrategy[Any]:
    """Any value that a field of the type may hold."""
    if hint == Decimal:
        return st.decimals(allow_nan=False, allow_infinity=False)
    if get_origin(hint) is tuple:
        return st.lists(made_of(get_args(hint)[0]), max_size=3).map(tuple)
    if type(None) in get_args(hint):
        return st.none() | made_of(next(arg for arg in get_args(hint) if arg is not type(None)))
    if dataclasses.is_dataclass(hint):
        return st.builds(hint, **{name: made_of(kind) for name, kind in fields_of(hint).items()})
    return {str: st.text(), int: st.integers(), bool: st.booleans(), date: st.dates(), time: st.times()}[hint]


def test_the_letters_of_the_examples_are_registered() -> None:
    assert {cls.kind for cls in letters.registered()} >= set(KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_snapshot_round_trip(kind: str) -> None:
    original = example(kind)
    through_json = json.loads(json.dumps(original.to_snapshot()))
    assert letters.from_snapshot(kind, original.version, through_json) == original


@settings(max_examples=30, deadline=None)
@given(st.data())
@pytest.mark.parametrize("kind", KINDS)
def test_any_content_comes_back_exactly(kind: str, data: st.DataObject) -> None:
    original = data.draw(made_of(letters.get(kind)))
    read = letters.from_snapshot(kind, original.version, json.loads(json.dumps(original.to_snapshot())))
    assert read == original
    assert read.fingerprint() == original.fingerprint()
    assert read.missing() == original.missing()


@pytest.mark.parametrize("kind", KINDS)
def test_a_whole_letter_lacks_nothing(kind: str) -> None:
    assert example(kind).missing() == ()


@pytest.mark.parametrize("kind", KINDS)
def test_every_mandatory_part_is_named_when_it_is_empty(kind: str) -> None:
    whole = example(kind)
    for field in dataclasses.fields(whole):
        if label := field.metadata.get("must"):
            value = getattr(whole, field.name)
            empty = " –\n" if isinstance(value, str) else () if isinstance(value, tuple) else None
            found = dataclasses.replace(whole, **{field.name: empty}).missing()
            assert [(one.label, one.path) for one in found][:1] == [(label, field.name)]
            assert found[0].rule or field.name == "envelope"


def test_parts_within_parts_are_named_with_their_place() -> None:
    whole = example("decision_rejection")
    appeal = dataclasses.replace(APPEAL, body="")
    facts = (whole.facts[0], dataclasses.replace(whole.facts[1], text="…"))
    found = dataclasses.replace(whole, appeal=appeal, facts=facts).missing()
    assert [(one.label, one.path, one.rule) for one in found] == [
        ("Oplysninger, vi har lagt vægt på 2: Oplysning", "facts.2.text", "P-12"),
        ("Klageinstans", "appeal.body", "P-13"),
    ]


def test_what_is_mandatory_only_sometimes() -> None:
    whole = example("decision_rejection")
    assert isinstance(whole, DecisionRejection)
    unfollowed = TeamView(name="teamet", met_on=date(2026, 10, 28), outcome="Teamet sagde ja.", followed=False)

    def paths(**changes: Any) -> list[str]:
        return [one.path for one in dataclasses.replace(whole, **changes).missing()]

    assert paths(ground="too_low") == ["pension"]
    assert paths(ground="too_low", pension="Vi ser på det.") == []
    assert paths(ground="because") == ["ground"]
    assert paths(own_words=()) == ["own_words"]
    assert paths(own_words=(), no_remarks="Du har ikke skrevet til os.") == []
    assert paths(team=unfollowed) == ["team.why"]
    assert paths(team=None) == []
    assert [one.path for one in dataclasses.replace(example("medical_request_citizen"), book_by=None).missing()] == ["book_by"]


def test_every_ground_of_the_law_can_be_given() -> None:
    for ground in REJECTION_GROUNDS:
        refused = dataclasses.replace(example("decision_rejection"), ground=ground, pension="Vi ser på det.")
        assert refused.missing() == ()


@pytest.mark.parametrize("value", ["", "  \n", "-", "…", "\u00a0", None, (), ("", " .")])
def test_blank(value: object) -> None:
    assert is_blank(value)


@pytest.mark.parametrize("value", ["a", "5", ("", "a"), date(2026, 1, 1), 0, False])
def test_not_blank(value: object) -> None:
    assert not is_blank(value)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda snapshot: snapshot.update(extra=1),
        lambda snapshot: snapshot.pop("facts"),
        lambda snapshot: snapshot.update(facts="text"),
        lambda snapshot: snapshot.update(decision=None),
        lambda snapshot: snapshot.update(applied_on="20260511"),
        lambda snapshot: snapshot.update(applied_on="2026-13-01"),
        lambda snapshot: snapshot["work_tested"][0].update(weekly_hours="NaN"),
        lambda snapshot: snapshot["work_tested"][0].update(weekly_hours=12.5),
        lambda snapshot: snapshot["work_tested"][0].update(weeks=True),
        lambda snapshot: snapshot["appeal"].update(weeks="4"),
    ],
)
def test_a_snapshot_that_does_not_fit_is_refused(spoil: Any) -> None:
    snapshot = example("decision_grant").to_snapshot()
    spoil(snapshot)
    with pytest.raises(letters.SnapshotError):
        letters.from_snapshot("decision_grant", 1, snapshot)


@pytest.mark.parametrize("wrong", [{"decision": 5}, {"facts": ["a"]}, {"applied_on": "2026-05-11"}, {"appeal": "klag"}])
def test_a_value_of_the_wrong_type_is_not_written_down(wrong: dict[str, Any]) -> None:
    with pytest.raises(letters.SnapshotError):
        dataclasses.replace(example("decision_grant"), **wrong).to_snapshot()


def test_unknown_letters() -> None:
    with pytest.raises(letters.UnknownLetterError):
        letters.get("nothing")
    with pytest.raises(letters.UnknownLetterError):
        letters.get("receipt", 99)
    assert letters.get("receipt", 1) is letters.get("receipt")


def test_a_letter_is_declared_of_what_a_snapshot_can_carry() -> None:
    class Odd(letters.Letter):
        kind = "odd"
        title = "Odd"
        amount: float = 0.0

    with pytest.raises(letters.SnapshotError):
        letter(Odd)
    assert all(cls.kind != "odd" for cls in letters.registered())


def test_a_kind_is_registered_once() -> None:
    class Other(letters.Letter):
        kind = "receipt"
        title = "Andet"

    with pytest.raises(ValueError, match="registered twice"):
        letter(Other)


def test_any_change_changes_the_fingerprint() -> None:
    whole = example("receipt")
    assert whole.fingerprint() == example("receipt").fingerprint()
    changed = dataclasses.replace(whole, envelope=dataclasses.replace(ENVELOPE, phone="00 55 10 21"))
    assert changed.fingerprint() != whole.fingerprint()


def test_a_letter_from_before_a_field_came_is_still_read() -> None:
    whole: Any = example("decision_rejection")
    kept = whole.to_snapshot()
    del kept["on_present_basis"]
    read: Any = letters.from_snapshot(whole.kind, whole.version, kept)
    assert (read.on_present_basis, read.decision) == ("", whole.decision)
    del kept["decision"]
    with pytest.raises(SnapshotError, match="missing decision"):
        letters.from_snapshot(whole.kind, whole.version, kept)
