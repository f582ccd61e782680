from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flexcase.law.cpr import InvalidCpr, is_fictive, parse
from tests.law.examples import unhurried


@pytest.mark.parametrize(
    ("year", "seventh", "full"),
    [
        ("00", "0", 1900),
        ("99", "3", 1999),
        ("36", "4", 2036),
        ("37", "4", 1937),
        ("00", "5", 2000),
        ("57", "5", 2057),
        ("58", "5", 1858),
        ("57", "8", 2057),
        ("99", "8", 1899),
        ("36", "9", 2036),
        ("37", "9", 1937),
        ("07", "4", 2007),
    ],
)
def test_the_century_stands_in_digits_five_to_seven(year, seventh, full):
    assert parse(f"6106{year}{seventh}123", allow_fictive=True).born == date(full, 6, 1)


@pytest.mark.parametrize("text", ["611279-0011", "6112790011", " 611279 0011 ", "61 12 79-0011", "611279 - 0011"])
def test_hyphens_and_spaces_do_not_matter(text):
    found = parse(text, allow_fictive=True)
    assert found.number == "6112790011"
    assert found.formatted == "611279-0011"
    assert found.born == date(1979, 12, 1)


def test_modulus_eleven_is_no_test():
    # The same digits with every possible last one: at most one of them fits modulus 11, and all are accepted.
    assert [parse(f"611279001{last}", allow_fictive=True).number[-1] for last in range(10)] == [*"0123456789"]


@pytest.mark.parametrize(
    "text",
    ["", "123", "61127900111", "6112790011x", "611279_0011", "61127-90011", "611279--0011", "٦١١٢٧٩٠٠١١"],
)
def test_what_is_no_number_is_refused_with_an_example(text):
    with pytest.raises(InvalidCpr, match="ti cifre, for eksempel"):
        parse(text, allow_fictive=True)


@pytest.mark.parametrize("text", ["0001790011", "3200790011", "3002790011", "0113790011", "9201790011", "8902790011"])
def test_a_date_that_does_not_exist_is_refused(text):
    with pytest.raises(InvalidCpr, match="en dato, der findes"):
        parse(text, allow_fictive=True)


def test_the_twenty_ninth_of_february_depends_on_the_century():
    assert parse("8902004011", allow_fictive=True).born == date(2000, 2, 29)
    with pytest.raises(InvalidCpr):
        parse("8902000011", allow_fictive=True)  # 1900 was no leap year


def test_fictive_numbers_are_refused_unless_asked_for():
    with pytest.raises(InvalidCpr, match="erstatningsnummer"):
        parse("611279-0011")
    assert parse("611279-0011", allow_fictive=True).fictive
    assert is_fictive("611279-0011")
    assert is_fictive("911279-0011")


def test_an_ordinary_number_is_not_fictive():
    ordinary = parse("011279-0000")  # day 1 with serial 0000 was never given out
    assert not ordinary.fictive
    assert not is_fictive("011279-0000")
    assert not is_fictive("nonsense")


def test_a_number_does_not_leak_by_being_printed():
    found = parse("611279-0011", allow_fictive=True)
    assert found.masked == "611279-••••"
    assert "0011" not in f"{found} {found!r} {[found]}"
    with pytest.raises(InvalidCpr) as error:
        parse("3200790011")
    assert "0011" not in str(error.value)


@unhurried
@given(born=st.dates(date(1858, 1, 1), date(2057, 12, 31)), serial=st.integers(0, 999))
def test_every_day_that_has_numbers_is_read_back(born, serial):
    sevenths = {1800: "5678", 1900: "0123", 2000: "5678"}[born.year // 100 * 100]
    for seventh in sevenths:
        text = f"{born.day + 60}{born:%m%y}-{seventh}{serial:03}"
        found = parse(text, allow_fictive=True)
        assert (found.born, found.fictive, found.formatted) == (born, True, text)
