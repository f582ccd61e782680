"""Pages of the roof: the catalogue of law, and the cases that one rule holds back."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import access
from cases.http import act, deny, log_shown, tell, user_of
from cases.models import Role
from flexcase.base import clock
from flexcase.law.regime import Regime, UnknownRegime, regime_on, regimes
from flexcase.law.rule import book
from oversight import catalogue, held


@dataclass(frozen=True)
class RailGroup:
    """A group of links in the rail. Not a dict: a template would take its ``items`` for a method."""

    title: str
    items: list[dict[str, object]]


def rules(request: HttpRequest) -> HttpResponse:
    """The catalogue of law: search and filters, one requirement opened in place."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "rules")
    wanted = _wanted(request)
    all_rows = catalogue.rows_under(wanted.law)
    rows = [row for row in all_rows if wanted.fits(row)]
    open_id = request.GET.get("krav", "")
    here = next((row for row in all_rows if row.id == open_id), None)
    if here is not None and here not in rows:
        rows = [here]
    rule = here.rule if here else None
    context = {
        "section": "rules",
        "rows": rows,
        "opened": catalogue.opened(here) if here else None,
        "may_see_cases": rule is not None and rule.part in access.parts_of(user),
        "wanted": wanted,
        "groups": _rail(wanted, all_rows),
        "effects": catalogue.EFFECTS,
        "steps": catalogue.steps(),
        "questions": wanted.law.open_questions,
        "period": catalogue.period(wanted.law),
        "may_write": user.role == Role.TEAM_LEADER,
        "query": urlencode({name: value for name, value in request.GET.items() if name != "krav" and value}),
    }
    return render(request, "oversight/rules.html", context)


def _wanted(request: HttpRequest) -> catalogue.Wanted:
    asked = request.GET
    try:
        law = regimes().named(asked["lov"]) if asked.get("lov") else regime_on(clock.today())
    except UnknownRegime:
        raise Http404("no such law") from None
    return catalogue.Wanted(
        law=law,
        text=asked.get("q", "").strip()[:80],
        effect=asked.get("virkning", "") if asked.get("virkning") in catalogue.EFFECTS else "",
        step=asked.get("trin", "") if asked.get("trin") in catalogue.steps() else "",
        topic=asked.get("emne", "")[:40],
    )


def _rail(wanted: catalogue.Wanted, rows: list[catalogue.Row]) -> list[RailGroup]:
    counted = Counter(row.topic for row in rows)
    laws: list[dict[str, object]] = [_law_link(law, law == wanted.law) for law in reversed(list(regimes()))]
    topics: list[dict[str, object]] = [
        {
            "label": topic,
            "url": f"?{urlencode({'lov': wanted.law.name, 'emne': topic})}",
            "count": count,
            "current": topic == wanted.topic,
        }
        for topic, count in counted.items()
    ]
    every = {"label": "Alle krav", "url": f"?lov={wanted.law.name}", "count": len(rows), "current": not wanted.topic}
    unsettled = sum(not question.answered for question in wanted.law.open_questions)
    asked = {"label": "Bekræftes af jurist", "url": "#afklares", "count": unsettled, "current": False}
    return [RailGroup("Regelsæt", laws), RailGroup("Emner", [every, *topics]), RailGroup("Skal afklares", [asked])]


def _law_link(law: Regime, current: bool) -> dict[str, object]:
    return {"label": law.title, "url": f"?lov={law.name}", "count": None, "current": current}


def held_back(request: HttpRequest, rule: str) -> HttpResponse:
    """The running cases of one's own that a rule holds back now. Whose names were shown is logged."""
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "held_back")
    if rule not in book:
        raise Http404("no such rule")
    if book[rule].part not in access.parts_of(user):
        raise deny(request, f"held_back:{rule}")
    found = held.back_by(rule, user)
    log_shown(request, [case for case, _ in found.cases], f"held_back:{rule}")
    context: dict[str, Any] = {"section": "rules", "rule": book[rule], "found": found}
    return render(request, "oversight/held_back.html", context)


@require_POST
def practice(request: HttpRequest, rule: str) -> HttpResponse:
    """Keep what a leader wrote of local practice."""
    user = user_of(request)
    if user.role != Role.TEAM_LEADER:
        raise deny(request, "practice")
    given = request.POST.copy()
    given["rule"] = rule
    outcome = act(request, "write_practice_note", given=given)
    if outcome.done:
        tell(request, f"Notatet om {rule} er gemt.")
        return redirect(f"{reverse('rules')}?krav={rule}#{rule}")
    problem = next((sentence for sentences in outcome.errors.values() for sentence in sentences), "Notatet blev ikke gemt.")
    context = {"section": "rules", "rule": rule, "problem": problem, "text": request.POST.get("text", "")}
    return render(request, "oversight/practice.html", context, status=outcome.status)
