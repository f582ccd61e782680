"""The law of hearing and decision; each file is one group."""

from decisions.rules import decision

__all__ = ["decision"]
