"""Counting: who is present, what the majority said, and whether an answer agrees with it. Pure functions of the rows."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from flexcase.law.danish import count_in_words
from rehab_team.models import Ballot, Membership, Presence, Proposal


@dataclass(frozen=True)
class Tally:
    """The votes on one case. ``chair`` is the chair's own vote, empty when there is none."""

    favour: int
    against: int
    abstain: int
    present: int
    missing: int
    quorum: int
    chair: str = ""

    @property
    def voted(self) -> bool:
        """Whether anybody took a stand."""
        return bool(self.favour or self.against)

    @property
    def quorate(self) -> bool:
        """Whether enough members are present for the team to answer."""
        return self.present >= self.quorum

    @property
    def tied(self) -> bool:
        return self.voted and self.favour == self.against

    @property
    def proposal_carried(self) -> bool | None:
        """Whether the proposal has the majority; the chair breaks a tie. None: nobody decided it."""
        if self.favour != self.against:
            return self.favour > self.against
        return {Ballot.FOR: True, Ballot.AGAINST: False}.get(self.chair)  # type: ignore[call-overload]


def tally(quorum: int, members: Sequence[Membership], presences: Iterable[Presence], conflicted: Iterable[UUID] = ()) -> Tally:
    """Count. Members who have declared inhabilitet count neither as present nor as missing."""
    away = set(conflicted)
    seats = {member.pk: member for member in members if member.user_id not in away}
    counted = [presence for presence in presences if presence.member_id in seats]
    votes = [presence.vote for presence in counted]
    return Tally(
        favour=votes.count(Ballot.FOR),
        against=votes.count(Ballot.AGAINST),
        abstain=votes.count(Ballot.ABSTAIN),
        present=len(counted),
        missing=len(seats) - sum(bool(vote) for vote in votes),
        quorum=quorum,
        chair=next((presence.vote for presence in counted if seats[presence.member_id].is_chair), ""),
    )


def too_few(votes: Tally) -> str:
    """Why the team cannot answer yet, in a sentence; empty when it can."""
    if votes.quorate:
        return ""
    needed = count_in_words(votes.quorum, "medlem", "medlemmer")
    return f"Teamet kan ikke svare endnu: {needed} skal være til stede, og der er {votes.present}."


def disagreement(votes: Tally, proposal: str, outcome: str, *, by_chair: bool) -> str:
    """Why an answer cannot stand against the votes, in a sentence; empty when it agrees with them."""
    if not votes.voted:
        return ""
    carried = votes.proposal_carried
    if carried is None:
        return "" if by_chair else "Stemmerne står lige. Formanden afgør, hvad teamet svarer."
    if carried == (outcome == proposal):
        return ""
    words = Proposal(proposal).label.lower()
    if votes.tied:
        stand = "for" if carried else "imod"
        return f"Stemmerne står lige, og formanden stemte {stand} {words}. Svaret skal passe til det."
    return f"Flertallet stemte {'for' if carried else 'imod'} {words}. Svaret skal passe til stemmerne."
