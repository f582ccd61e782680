"""What the tabs of this floor share: the rows of a case, and the addresses of what can be done with them."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from cases.action import action as action_named
from cases.casepage import shown
from cases.models import Case, User


def link_to(name: str, case: Case, user: User, **asked: object) -> str:
    """The address of an action's page, filled in; empty when the user or the case's step does not allow it."""
    action = action_named(name)
    if user.role not in action.roles or not action.open_in(case.state):
        return ""
    address = shown.action_url(name, case)
    return f"{address}?{urlencode(asked)}" if asked else address


def rows(model: type[Any], case: Case, *others: str) -> list[Any]:
    """All rows of a table on the case, in the order of their numbers, ready to be opened."""
    return list(model.objects.filter(case=case).select_related("case__key", *others).order_by("no"))
