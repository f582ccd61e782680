"""Two who wrote at the same time lose no word."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cases.writing.merging import merged, pieces

BEFORE = "Du kan arbejde 12 timer om ugen.\n\nDin læge vurderer, at behandlingen er afsluttet."
THEIRS = (
    "Du kan arbejde 12 timer om ugen. Det svarer til 7,2 timers fuld indsats.\n\n"
    "Din læge vurderer, at behandlingen er afsluttet."
)
MINE = f"{BEFORE}\n\nDu kan ikke arbejde to dage i træk."


def test_changes_in_different_places_are_both_put_in() -> None:
    both = merged(BEFORE, THEIRS, MINE)
    assert both.clean
    for sentence in ("7,2 timers fuld indsats.", "behandlingen er afsluttet.", "to dage i træk."):
        assert both.text.count(sentence) == 1
    assert both.text.index("7,2") < both.text.index("læge") < both.text.index("to dage")


def test_changes_in_the_same_place_stand_after_each_other() -> None:
    both = merged("Han bor alene.", "Han bor med sin søn.", "Han bor med sin hund.")
    assert not both.clean
    assert both.text == "Han bor med sin søn. Han bor med sin hund."


def test_what_one_took_away_is_away_unless_the_other_wrote_there() -> None:
    assert (
        merged("A først. B så. C sidst.", "A først. C sidst.", "A først. B så. C sidst. Og D.").text
        == "A først. C sidst. Og D."
    )
    kept = merged("A først. B så. C sidst.", "A først. C sidst.", "A først. B helt anderledes. C sidst.")
    assert "B helt anderledes." in kept.text


def test_without_what_was_before_everything_is_kept() -> None:
    both = merged(None, "Signe har en bror i Aarhus.", "Signe har to hunde.")
    assert "bror i Aarhus" in both.text and "to hunde" in both.text and not both.clean
    assert merged(None, "Det samme.", "Det samme.").clean


def test_the_new_words_are_marked() -> None:
    assert [piece.text for piece in pieces(THEIRS, BEFORE) if piece.new] == ["Det svarer til 7,2 timers fuld indsats.\n\n"]
    assert "".join(piece.text for piece in pieces(MINE, BEFORE)) == MINE


SENTENCES = st.lists(st.sampled_from(["En sten. ", "To træer. ", "Tre fugle.\n", "Fire både.\n\n"]), max_size=6).map("".join)


@given(SENTENCES, SENTENCES, SENTENCES)
def test_a_sentence_that_either_added_is_never_lost(before: str, theirs: str, mine: str) -> None:
    both = merged(before, theirs, mine).text
    for sentence in ("En sten.", "To træer.", "Tre fugle.", "Fire både."):
        if sentence not in before and (sentence in theirs or sentence in mine):
            assert sentence in both
    assert merged(before, before, mine).text == merged(before, mine, mine).text, "who alone changed it, decides"
