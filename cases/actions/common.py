"""What the actions of every floor share: who does casework, and what lapses when a case goes back."""

from __future__ import annotations

from collections.abc import Callable

from cases.act import Act
from cases.models import Role

CASEWORK = frozenset({Role.CASEWORKER, Role.TEAM_LEADER})
LEADS = frozenset({Role.TEAM_LEADER})
BY_CLOCK = frozenset({Role.CLOCK})

#: What LAPSES is told when the case is over: withdrawn, ended, or handed over.
OVER = "withdrawn"
#: What higher floors let lapse when a case goes back; each gets the act and the step that the case goes back to
#: (``profile``, ``hearing``, ``team``), ``withdrawn``, or ``shortened``: straight to the hearing.
LAPSES: list[Callable[[Act, str], None]] = []
