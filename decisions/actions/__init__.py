"""What is done on this floor: the hearing, the draft, and the way from approval to issue."""

from cases.actions import LAPSES
from decisions.actions import approval, draft, hearing
from decisions.actions.lapsing import lapse

__all__ = ["approval", "draft", "hearing"]

if lapse not in LAPSES:
    LAPSES.append(lapse)
