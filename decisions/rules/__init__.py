"""The law of hearing and decision; each file is one group."""

from decisions.rules import decision, refusal

__all__ = ["decision", "refusal"]
