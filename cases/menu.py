"""The sections of the desk that are not for all: nobody is offered a page that answers that it does not exist."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from cases.access import UNIT_ROLES
from cases.actions.common import CASEWORK
from cases.models import Role

#: Name of the section's address → who may open it. Higher floors add their own.
SECTIONS: dict[str, AbstractSet[str]] = {
    "worklist": set(Role) - {Role.CITIZEN, Role.ADMINISTRATOR},
    "approvals": CASEWORK | {Role.TEAM_CHAIR},
    "tasks": UNIT_ROLES,
    "phrases": UNIT_ROLES,
    "covers": CASEWORK,
    "handover": {Role.TEAM_LEADER},
}


def sections(role: str) -> frozenset[str]:
    """What somebody of this role is offered."""
    return frozenset(name for name, roles in SECTIONS.items() if role in roles)
