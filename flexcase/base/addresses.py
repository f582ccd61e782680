"""Addresses that lists write many of: worked out once by Django, and remembered."""

from __future__ import annotations

from functools import lru_cache

from django.urls import reverse


@lru_cache(maxsize=16_384)
def address(name: str, *places: str) -> str:
    """The address of a page by its name, as ``reverse`` says it. Raises NoReverseMatch for a name that is none."""
    return reverse(name, args=places)
