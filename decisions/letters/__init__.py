"""Letters of this floor, one group a file."""

from decisions.letters.decision import (
    Conflict,
    Decision,
    DecisionGrant,
    DecisionRejection,
    Enclosure,
    Hearing,
    HearingExtended,
    OwnWords,
    TeamView,
    WorkTested,
)
from decisions.letters.refusal import DecisionNotOpened

__all__ = [
    "Conflict",
    "Decision",
    "DecisionGrant",
    "DecisionNotOpened",
    "DecisionRejection",
    "Enclosure",
    "Hearing",
    "HearingExtended",
    "OwnWords",
    "TeamView",
    "WorkTested",
]
