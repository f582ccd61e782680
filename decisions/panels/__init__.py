"""Tabs of the case page, one group a file."""

from decisions.panels import complaint, decision

__all__ = ["complaint", "decision"]
