"""What every page of the desk and the portal needs to know."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest

from flexcase.base import clock


def desk(request: HttpRequest) -> dict[str, Any]:
    """Names and the day; nothing that costs a query."""
    return {
        "municipality": settings.MUNICIPALITY,
        "municipality_phone": settings.MUNICIPALITY_PHONE,
        "today": clock.today(),
        "demo": not settings.PRODUCTION,
    }
