"""What the actions of this floor take, one group a file."""

from decisions.inputs.decision import (
    GROUND_CHOICES,
    GROUNDS,
    ApproveInput,
    ClockHearingInput,
    ConsiderHearingInput,
    DecisionTextInput,
    ExtendHearingInput,
    HearingInput,
    HearingResponseInput,
    IssueInput,
    LetterReadyInput,
    NothingAdverseInput,
    Paragraph,
    ReturnDecisionInput,
    SendToApprovalInput,
    StartDecisionInput,
)

__all__ = [
    "GROUNDS",
    "GROUND_CHOICES",
    "ApproveInput",
    "ClockHearingInput",
    "ConsiderHearingInput",
    "DecisionTextInput",
    "ExtendHearingInput",
    "HearingInput",
    "HearingResponseInput",
    "IssueInput",
    "LetterReadyInput",
    "NothingAdverseInput",
    "Paragraph",
    "ReturnDecisionInput",
    "SendToApprovalInput",
    "StartDecisionInput",
]
