"""What other floors may quote of the team's answer, in letters and on screens; rules read ``TeamFacts`` instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.models import Case
from flexcase.law.regime import Mandate, regime_on
from rehab_team.models import MeetingItem, lines


@dataclass(frozen=True)
class TeamAnswer:
    """The team's newest answer that has not lapsed.

    ``name`` (in the definite form) and ``mandate`` are those of the law under which it met: crossing into a new law does
    not make a recommendation a decision.
    """

    name: str
    mandate: Mandate
    met_on: date
    outcome: str
    employment: str
    social: str
    health: str
    job_goal: str
    needs: tuple[str, ...]
    dissent: str
    second: bool

    @property
    def considerations(self) -> tuple[str, ...]:
        """What the team gave weight to, as far as it was written down."""
        return tuple(text for text in (self.employment, self.social, self.health) if text)


def team_view(case: Case) -> TeamAnswer | None:
    """The answer, decrypted. None before the team has answered."""
    found = MeetingItem.objects.filter(case=case, state="concluded").select_related("meeting", "case__key")
    item = found.order_by("-no").first()
    if item is None:
        return None
    met_before = item.meeting.day < case.regime.begins
    regime = regime_on(item.meeting.day) if met_before else case.regime
    return TeamAnswer(
        name=regime.labels["team_definite"],
        mandate=regime.mandate,
        met_on=item.meeting.day,
        outcome=item.outcome,
        needs=lines(item.needs),
        second=item.second,
        **{name: getattr(item, name) for name in (*MeetingItem.CONSIDERATIONS, "job_goal", "dissent")},
    )
