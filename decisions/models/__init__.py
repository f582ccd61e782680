"""What is kept of hearing, decision and complaint: one aggregate a file."""

from decisions.models.complaint import AppealOutcome, Complaint, Flaw
from decisions.models.decision import Decision, Origin, Outcome
from decisions.models.hearing import Hearing, NothingAdverse
from decisions.models.spoken import SpokenDecision

__all__ = ["AppealOutcome", "Complaint", "Decision", "Flaw", "Hearing", "NothingAdverse", "Origin", "Outcome", "SpokenDecision"]
