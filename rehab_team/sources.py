"""What other floors may quote of the team's answer, in letters and on screens; rules read ``TeamFacts`` instead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from cases.models import Case
from flexcase.law.regime import Mandate, regime_on
from rehab_team.models import MeetingItem, lines
from resourceprofile.models import PensionConsideration


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
    clarified: str
    job_goal: str
    needs: tuple[str, ...]
    support: str
    development: str
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
        **{name: getattr(item, name) for name in MeetingItem.QUOTED},
    )


@dataclass(frozen=True)
class PensionView:
    """Kommunen's newest stand on førtidspension, in words to the citizen."""

    opens: bool
    taken_on: date
    reasons: str

    @property
    def words(self) -> str:
        """What a rejection says about it."""
        said = "Vi begynder en sag om førtidspension." if self.opens else "Vi begynder ikke en sag om førtidspension nu."
        return f"{said} {self.reasons}"


def pension_view(case: Case) -> PensionView | None:
    """The stand, decrypted. None while nobody has taken one."""
    row = PensionConsideration.objects.filter(case=case).select_related("case__key").order_by("-no").first()
    return PensionView(opens=row.opens, taken_on=row.dated, reasons=row.text) if row else None
