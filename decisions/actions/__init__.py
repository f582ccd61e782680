"""What is done on this floor: the hearing, the draft, and the way from approval to issue."""

from cases.actions import LAPSES
from cases.actions.present_basis import ON_TAKING_BACK
from cases.told import ARRIVALS, ICONS, TOLD
from decisions.actions import (
    approval,
    complaint,
    complaint_appeal,
    complaint_forward,
    complaint_reassess,
    draft,
    earlier,
    hearing,
    pension,
    redating,
    refusal,
    spoken,
)
from decisions.actions.lapsing import lapse

__all__ = [
    "approval",
    "complaint",
    "complaint_appeal",
    "complaint_forward",
    "complaint_reassess",
    "draft",
    "earlier",
    "hearing",
    "pension",
    "redating",
    "refusal",
    "spoken",
]

if lapse not in LAPSES:
    LAPSES.append(lapse)
if draft.take_back_open not in ON_TAKING_BACK:
    ON_TAKING_BACK.append(draft.take_back_open)

ARRIVALS |= {"reasons_asked"}
TOLD.update(
    {
        "earlier_decision_registered": "Tidligere afgørelse registreret",
        "decision_told": "Afgørelsen fortalt",
        "reasons_asked": "Skriftlig begrundelse ønsket",
        "reasons_given": "Skriftlig begrundelse sendt",
    }
)
ICONS.update({"decision_told": "chat", "reasons_asked": "help", "reasons_given": "send"})
