"""The law of hearing, decision and complaint; each file is one group."""

from decisions.rules import complaint, decision, refusal

__all__ = ["complaint", "decision", "refusal"]
