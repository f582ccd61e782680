"""Letters of this floor, one group a file."""

from decisions.letters.complaint import (
    CaseReopened,
    ComplaintAnswer,
    ComplaintForwarded,
    ComplaintForwarding,
    ComplaintReceipt,
    ComplaintWithdrawn,
    ReassessmentDelayed,
    ReassessmentUpheld,
    Record,
    SentPaper,
    Stage,
)
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
from decisions.letters.pension import PensionRefusal
from decisions.letters.refusal import DecisionNotOpened
from decisions.letters.spoken import WrittenReasons

__all__ = [
    "CaseReopened",
    "ComplaintAnswer",
    "ComplaintForwarded",
    "ComplaintForwarding",
    "ComplaintReceipt",
    "ComplaintWithdrawn",
    "Conflict",
    "Decision",
    "DecisionGrant",
    "DecisionNotOpened",
    "DecisionRejection",
    "Enclosure",
    "Hearing",
    "HearingExtended",
    "OwnWords",
    "PensionRefusal",
    "ReassessmentDelayed",
    "ReassessmentUpheld",
    "Record",
    "SentPaper",
    "Stage",
    "TeamView",
    "WorkTested",
    "WrittenReasons",
]
