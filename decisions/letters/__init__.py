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

__all__ = [
    "Conflict",
    "Decision",
    "DecisionGrant",
    "DecisionRejection",
    "Enclosure",
    "Hearing",
    "HearingExtended",
    "OwnWords",
    "TeamView",
    "WorkTested",
]
