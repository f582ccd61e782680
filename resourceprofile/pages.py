"""Where this floor's pages lie."""

from __future__ import annotations

from cases.access import Relation
from cases.casepage.shown import OWN_DOOR

OWN_DOOR[Relation.ASKED] = "advice"
