from __future__ import annotations

import json
from datetime import UTC, date, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.event import plain_facts
from tests.law.examples import event, unhurried

ID = UUID("018f3c1e-0000-7000-8000-000000000001")
names = st.text("abcdefgh_", min_size=1, max_size=10)
values = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.dates(),
    st.uuids(),
    st.decimals(-100, 100, places=2),
    st.from_regex(r"[\w.:\-]{1,64}", fullmatch=True),
)


def test_facts_are_written_in_one_way():
    facts = {
        "when": date(2026, 11, 23),
        "kind": "LAE265",
        "id": ID,
        "hours": Decimal("12.50"),
        "late": False,
        "n": 3,
        "x": None,
    }
    assert plain_facts(facts) == {
        "hours": "12.50",
        "id": str(ID),
        "kind": "LAE265",
        "late": False,
        "n": 3,
        "when": "2026-11-23",
        "x": None,
    }
    assert list(plain_facts(facts)) == sorted(facts)


@pytest.mark.parametrize("kind", ["lab-2022", "decision:grant", "E-12", "v1.2", "høring", "x" * 64])
def test_a_kind_or_an_id_may_be_kept(kind):
    assert plain_facts({"kind": kind}) == {"kind": kind}


@pytest.mark.parametrize(
    "text",
    ["Birgitte Madsen", "Hun har ondt i ryggen.", "", "x" * 65, "a\nb", "a,b", "bent@example.com", "kind\n"],
)
def test_free_text_is_refused_by_the_name_of_its_fact(text):
    with pytest.raises(ValueError, match="remark: an event holds kinds"):
        plain_facts({"kind": "note", "remark": text})


@pytest.mark.parametrize("value", [1.5, b"x", ["a"], {"a": 1}, object()])
def test_a_value_with_more_than_one_spelling_is_refused(value):
    with pytest.raises(ValueError, match="value: an event holds"):
        plain_facts({"value": value})


def test_a_time_of_day_is_refused():
    with pytest.raises(ValueError, match="holds days"):
        plain_facts({"when": datetime(2026, 11, 23, 12, tzinfo=UTC)})


@unhurried
@given(facts=st.dictionaries(names, values, max_size=8))
def test_facts_survive_json_and_being_written_again(facts):
    plain = plain_facts(facts)
    assert json.loads(json.dumps(plain)) == plain
    assert plain_facts(plain) == plain
    assert plain_facts(dict(reversed(list(facts.items())))) == plain


def test_an_event_reads_its_facts_back():
    one = event(1, "hearing_started", date(2026, 11, 2), due="2026-11-16", channel="paper", days=14)
    assert one.day("due") == date(2026, 11, 16)
    assert one.day("missing") is None
    assert one.text("channel") == "paper"
    assert one.text("days") == "14"
    assert one.text("missing") == ""
