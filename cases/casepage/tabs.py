"""The tabs of the case page. Each floor adds its own; a tab is shown to those who may read its part of the case.

A tab on what few cases have is shown when the case has it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import QueryDict

from cases.models import Case, User
from flexcase.law.regime import Regime
from flexcase.law.rule import Part

#: What gathers the content of a tab: from the case and the user, and the address where the tab says so.
Context = Callable[..., dict[str, Any]]


@dataclass(frozen=True)
class Panel:
    """One tab: its key in the address, its label in the regime's words, its template and what the template needs."""

    key: str
    label: Callable[[Regime], str]
    part: Part
    template: str
    context: Context
    rank: int = 50
    when: Callable[[Case], bool] | None = None
    #: Whether what it shows depends on the address: then ``context`` is handed that too.
    by_address: bool = False

    def shows(self, case: Case, user: User, asked: QueryDict) -> dict[str, Any]:
        """What the template needs."""
        return self.context(case, user, asked) if self.by_address else self.context(case, user)


_panels: dict[str, Panel] = {}


def panel(
    key: str,
    label: str | Callable[[Regime], str],
    *,
    part: Part,
    template: str,
    rank: int = 50,
    when: Callable[[Case], bool] | None = None,
    by_address: bool = False,
) -> Callable[[Context], Context]:
    """Register a tab over the function that gathers what it shows."""

    def register(context: Context) -> Context:
        words = label if callable(label) else lambda _: label
        _panels[key] = Panel(key, words, part, template, context, rank, when, by_address)
        return context

    return register


def tab_label(key: str, regime: Regime) -> str:
    """What a tab is called under a law. Raises KeyError for an unknown tab."""
    return _panels[key].label(regime)


def panels_for(parts: frozenset[Part], case: Case) -> list[Panel]:
    """The tabs of a case that somebody with access to these parts sees, in order."""
    seen = (p for p in _panels.values() if p.part in parts and (p.when is None or p.when(case)))
    return sorted(seen, key=lambda p: p.rank)


def uuid_or_none(text: str) -> UUID | None:
    """What stands in an address, if it can be the key of a row."""
    try:
        return UUID(text)
    except ValueError:
        return None
