"""Tabs of the case page, one group a file."""

from decisions.panels import decision

__all__ = ["decision"]
