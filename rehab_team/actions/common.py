"""Who acts around the team, and what all of its actions ask."""

from __future__ import annotations

from cases.access import STAFF, Relation
from cases.actions import CASEWORK
from cases.models import Role
from flexcase.law.rule import Dossier
from rehab_team.facts import TeamFacts

VOTERS = frozenset({Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR})
MINUTE_TAKERS = CASEWORK | {Role.TEAM_CHAIR}
STAFF_AND_TEAM = STAFF | {Relation.TEAM}


def is_listed(dossier: Dossier) -> bool:
    """Whether the case waits on an agenda."""
    return dossier.of(TeamFacts).listed is not None
