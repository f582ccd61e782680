"""Who has read the citizen's case."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from cases.http import user_of
from portal.frame import back_to_case, own_case_or_404, page
from portal.reading import readings


def readers(request: HttpRequest, number: str) -> HttpResponse:
    """The read log by day, without the citizen's own reading."""
    case = own_case_or_404(request, number, "readers")
    asked = request.GET.get("side", "1")
    side = min(int(asked), 1000) if asked.isascii() and asked.isdecimal() and int(asked) else 1
    rows, more = readings(case, user_of(request), side)
    context = {
        "rows": rows,
        "older_url": f"?side={side + 1}" if more else "",
        "newer_url": f"?side={side - 1}" if side > 1 else "",
        **back_to_case(case),
    }
    return page(request, "readers", case, context)
