"""Find the rooms of every floor at start, as Django finds admin.py: actions, rules, facts, letters, deadlines."""

from __future__ import annotations

from django.utils.module_loading import autodiscover_modules

ROOMS = (
    "letters",
    "facts",
    "rules",
    "deadlines",
    "actions",
    "relations",
    "later",
    "awaits",
    "found",
    "panels",
    "pages",
    "usage",
)


def discover() -> None:
    """Import them all. A floor without a room is fine."""
    from django.conf import settings

    from flexcase.law import regime

    regime.configure(settings.FLEXCASE_REGIME_FOLDERS, settings.FLEXCASE_LAW_ANSWERS)
    autodiscover_modules(*ROOMS)
    from cases.letters import (  # noqa: F401
        access,
        deadline_notice,
        endings,
        posting,  # register the handlers of later work
        present_basis,
        receipt,
        reminder,
        second_application,
        withdrawal,
    )
    from cases.papers import enclosing  # noqa: F401  # register the handlers of later work
