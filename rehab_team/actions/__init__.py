"""What is done around the team; each file is one idea."""

from rehab_team.actions import agenda, answer, coordinator, form, onward, way
from rehab_team.actions.common import MINUTE_TAKERS, VOTERS

__all__ = ["MINUTE_TAKERS", "VOTERS", "agenda", "answer", "coordinator", "form", "onward", "way"]
