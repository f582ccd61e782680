"""What is kept of hearing and decision: one aggregate a file."""

from decisions.models.decision import Decision, Outcome
from decisions.models.hearing import Hearing, NothingAdverse

__all__ = ["Decision", "Hearing", "NothingAdverse", "Outcome"]
