"""What every page of the desk and the portal needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from cases import menu
from cases.daily import notices
from flexcase.base import clock


def desk(request: HttpRequest) -> dict[str, Any]:
    """Names, the day, what the menu offers, and how many notices are unread (asked only by a page that shows the bell)."""
    user = request.user
    return {
        "sections": menu.sections(user.role) if user.is_authenticated else frozenset(),
        "municipality": settings.MUNICIPALITY,
        "municipality_phone": settings.MUNICIPALITY_PHONE,
        "today": clock.today(),
        "demo": not settings.PRODUCTION,
        "notice_count": SimpleLazyObject(lambda: notices.unread(user) if user.is_authenticated else 0),
    }
