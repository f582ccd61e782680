"""Teams and their members, as scenarios and the demo need them."""

from __future__ import annotations

from datetime import date

from cases.models import Unit, User
from rehab_team.models import Membership, Team

LONG_AGO = date(2006, 1, 1)


def team_for(unit: Unit) -> Team:
    """The unit's team."""
    team, _ = Team.objects.get_or_create(name=f"Team {unit.name}", defaults={"unit": unit, "quorum": 3})
    return team


def member_of(team: Team, user: User, field: str, *, chair: bool = False) -> Membership:
    """Membership without an end."""
    membership, _ = Membership.objects.get_or_create(
        team=team, user=user, defaults={"field": field, "is_chair": chair, "valid_from": LONG_AGO}
    )
    return membership
