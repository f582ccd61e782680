"""The leader's page: running cases that cross into another law, with what it would demand of each."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from cases import access
from cases.casepage import shown
from cases.crossing import candidates, coming, crossings
from cases.http import deny, log_shown, user_of
from cases.models import Case, Role
from flexcase.base import clock
from flexcase.law.regime import UnknownRegime, regimes

PAGE = 50


def page(request: HttpRequest) -> HttpResponse:
    """As many queries as there are floors, however many the cases are. Whose names were shown is logged."""
    user = user_of(request)
    if user.role != Role.TEAM_LEADER:
        raise deny(request, "crossings")
    try:
        to = regimes().named(request.GET.get("til", ""))
    except UnknownRegime:
        to = coming(clock.today())
    seen = access.visible(Case.objects.select_related("citizen", "unit", "caseworker"), user)
    after = request.GET.get("efter", "").replace("\0", "")[:12]
    found = list(candidates(seen, to).filter(number__gt=after)[: PAGE + 1])
    here, more = found[:PAGE], len(found) > PAGE
    rows = crossings(here, to) if here else []
    log_shown(request, [row.case for row in rows])
    context: dict[str, Any] = {
        "section": "rules",
        "to": to,
        "laws": [law for law in regimes() if law.begins > clock.today() or law is regimes().on(clock.today())],
        "rows": [{"case": row.case, "findings": shown.findings(row.demands, row.case, user)} for row in rows],
        "next_url": f"?{urlencode({'til': to.name, 'efter': here[-1].number})}" if more else "",
    }
    return render(request, "cases/crossings.html", context)
