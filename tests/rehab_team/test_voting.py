"""Counting votes: quorum, majority, the chair's casting vote, and members who are inhabile."""

from __future__ import annotations

import pytest

from flexcase.base.ids import new_id
from rehab_team.models import Membership, Presence
from rehab_team.voting import Tally, disagreement, tally, too_few


def count(*votes: str, quorum: int = 3, conflicted: tuple[int, ...] = ()) -> Tally:
    """The chair votes first; ``-`` is somebody who is not there, ``p`` somebody who is present and has not voted."""
    members = [Membership(user_id=new_id(), is_chair=place == 0) for place in range(len(votes))]
    words = {"f": "for", "i": "against", "u": "abstain", "p": ""}
    presences = [Presence(member=member, vote=words[vote]) for member, vote in zip(members, votes, strict=True) if vote != "-"]
    return tally(quorum, members, presences, [members[place].user_id for place in conflicted])


def test_who_is_present_makes_the_quorum_also_without_a_vote():
    votes = count("f", "p", "u", "-")
    assert (votes.favour, votes.abstain, votes.present, votes.missing) == (1, 1, 3, 2)
    assert votes.quorate and not too_few(votes)


def test_too_few_is_said_with_both_numbers():
    assert too_few(count("f", "f", "-")) == "Teamet kan ikke svare endnu: tre medlemmer skal være til stede, og der er 2."


def test_a_member_who_declares_inhabilitet_is_counted_out():
    before, after = count("f", "i", "i", "f"), count("f", "i", "i", "f", conflicted=(3,))
    assert (before.favour, before.present) == (2, 4)
    assert (after.favour, after.present, after.missing) == (1, 3, 0)


@pytest.mark.parametrize(
    ("votes", "outcome", "by_chair", "stands"),
    [
        ("ffi", "grant", False, True),
        ("ffi", "rejection", True, False),
        ("iif", "rejection", False, True),
        ("iif", "none", False, True),
        ("iif", "grant", True, False),
        ("fi", "grant", False, True),  # the chair voted for
        ("if", "grant", False, False),  # the chair voted against
        ("ufi", "grant", True, True),  # the chair decides on the spot
        ("ufi", "rejection", True, True),
        ("ufi", "grant", False, False),  # nobody else may break the tie
        ("ppp", "rejection", False, True),  # agreed without a vote
    ],
)
def test_an_answer_agrees_with_the_votes(votes, outcome, by_chair, stands):
    assert (disagreement(count(*votes), "grant", outcome, by_chair=by_chair) == "") is stands


def test_the_votes_concern_the_proposal_whatever_it_is():
    assert disagreement(count(*"ffi"), "rejection", "rejection", by_chair=False) == ""
    assert "for afslag på fleksjob" in disagreement(count(*"ffi"), "rejection", "grant", by_chair=False)
