"""Findings, steps and deadlines as the pages show them: plain dictionaries for the templates' components."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from django.urls import NoReverseMatch, reverse

from cases import access
from cases.access import Relation
from cases.action import action as action_named
from cases.casepage.tabs import tab_label
from cases.models import Case, Deadline, Event, Representative, Role, User
from cases.road import STEPS
from cases.worklists import veil
from flexcase.base import clock
from flexcase.base.addresses import address
from flexcase.base.display.dates import day_month, short_date
from flexcase.law.deadline import book
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Finding, Part

EFFECT_WORDS = {"stop": "Stopper", "reason": "Kræver begrundelse", "warn": "Bemærk"}
HIDDEN = "Et krav, som du ikke har adgang til at se, er ikke opfyldt."


def finding(item: Finding, case: Case, user: User) -> dict[str, Any]:
    """A finding for finding.html. Who may not read the part of the case learns only that something is missing, and it leads
    to an action only for whoever may do it."""
    if item.part not in access.parts_of(user):
        return {"effect": item.effect.value, "rule_id": "", "citation": "", "text": HIDDEN}
    url, words = link(item.link, case, user.role)
    rule_url = "" if item.rule == "ROAD" else f"{reverse('rules')}?krav={item.rule}#{item.rule}"
    return {
        "effect": item.effect.value,
        "effect_label": EFFECT_WORDS[item.effect.value],
        "rule_id": "Sagens trin" if item.rule == "ROAD" else item.rule,
        "rule_url": rule_url,
        "citation": " · ".join(item.cites),
        "text": item.text,
        "link_url": url,
        "link_text": words,
        "departable": item.departable,
    }


def findings(items: Iterable[Finding], case: Case, user: User) -> list[dict[str, Any]]:
    """Several."""
    return [finding(item, case, user) for item in items]


def link(target: str, case: Case, role: str) -> tuple[str, str]:
    """Where a finding is put right: ``action:name`` or ``tab:key`` as an address and its words, or nowhere for this role."""
    kind, _, name = target.partition(":")
    if kind == "action":
        wanted = action_named(name)
        return (action_url(wanted.name, case), wanted.label_for(case)) if role in wanted.roles else ("", "")
    if kind == "tab":
        return f"{reverse('case', args=[case.number])}?fane={name}#fane", f"Se fanen {tab_label(name, case.regime)}"
    return "", ""


#: The page of a case for whoever stands to it in a narrow way only, instead of the case page.
OWN_DOOR: dict[Relation, str] = {}


def own_door(case: Case, user: User) -> str:
    """The address of that page; empty for everybody who works on the case or decides it."""
    if user.role not in {Role.HEALTH_COORDINATOR}:
        return ""
    name = OWN_DOOR.get(access.relation(user, case), "")
    return reverse(name, args=[case.number]) if name else ""


#: Actions with a page of their own instead of the common one.
OWN_PAGE: dict[str, str] = {"decide_access": "access", "order_case_file": "case_file"}


#: Where an action leads when it is done, if not to the case: a small step of work that has a page of its own.
LEADS_TO = {"withhold_document": "access", "release_document": "access"}


def action_url(name: str, case: Case) -> str:
    """The address of an action on a case."""
    if name in OWN_PAGE:
        return address(OWN_PAGE[name], case.number)
    return address("action", case.number, name.replace("_", "-"))


#: Events that begin a step, and the step; the floors above add theirs.
BEGINS: dict[str, str] = {
    "application_received": "application",
    "profile_started": "profile",
    "submitted_to_team": "team",
    "decision_started": "decision",
}


def reached(case: Case) -> dict[str, date]:
    """The day on which the case last came to each step; one query."""
    rows = Event.objects.filter(case=case, kind__in=BEGINS).order_by("seq").values_list("kind", "happened_on")
    return {BEGINS[kind]: day for kind, day in rows}


def statuses(case: Case) -> tuple[str, ...]:
    """How the case stands to each step of the road: ``done``, ``now``, ``ahead``, or ``skipped`` where no team is asked."""
    return _statuses(case.state, case.regime.mandate is Mandate.NONE)


@cache
def _statuses(state: str, without_team: bool) -> tuple[str, ...]:
    ended = {"rejected": "granted", "closed": "granted"}.get(state, state)
    here = STEPS.index(ended) if ended in STEPS else -1
    found = ["ahead" if here < 0 or place > here else "now" if place == here else "done" for place in range(len(STEPS))]
    team = STEPS.index("team")
    if without_team and found[team] != "now":
        found[team] = "skipped"
    return tuple(found)


def steps(case: Case, days: Mapping[str, date]) -> list[dict[str, str]]:
    """The road of the case for road.html: what is done and when, where it stands, what is ahead."""
    words, ended = case.regime.road, case.state in {"rejected", "closed"}
    shown = []
    for state, status in zip(STEPS, statuses(case), strict=True):
        label = words[state]
        if state == "granted" and case.state != "granted":
            label = words[case.state] if ended else "Klagefrist"
        note = "intet team" if status == "skipped" else ""
        if state in days and status in {"done", "now"}:
            note = day_month(days[state])
        shown.append({"label": label, "note": note, "status": status})
    return shown


@dataclass(frozen=True)
class SideRoad:
    """Something that travels beside the case, such as a complaint: its name, where it is seen, and its steps."""

    label: str
    tab: str
    part: Part
    #: (label, done, now or ahead)
    steps: tuple[tuple[str, str], ...]


#: What the floors above say travels beside the case.
SIDE_ROADS: list[Callable[[Dossier], Iterable[SideRoad]]] = []


def side_roads(dossier: Dossier, case: Case, parts: frozenset[Part]) -> list[dict[str, Any]]:
    """What travels beside the case, for road.html."""
    url = reverse("case", args=[case.number])
    return [
        {"label": side.label, "url": f"{url}?fane={side.tab}#fane", "steps": side.steps}
        for gather in SIDE_ROADS
        for side in gather(dossier)
        if side.part in parts
    ]


def deadline(row: Deadline | None, parts: frozenset[Part]) -> dict[str, Any] | None:
    """A deadline for deadline_card.html, as somebody reads it who may read these parts."""
    if row is None or row.due is None:
        return None
    if not veil.is_open(row, parts):
        label = veil.due(row.kind, row.title, row.cites, parts).title
        return {"day": row.due, "label": label, **dict.fromkeys(("reason", "rule_id", "citation", "missed"), "")}
    return {
        "day": row.due,
        "label": row.title,
        "reason": "",
        "rule_id": row.rule,
        "citation": row.cites,
        "computation": [row.words],
        "missed": book[row.kind].missed if row.kind in book else "",
    }


def case_head(case: Case) -> dict[str, Any]:
    """Who the case is about, for case_head.html."""
    owner = f"{case.caseworker or 'Ingen sagsbehandler'}, {case.unit}"
    return {
        "name": case.citizen.name,
        "case_number": case.number,
        "case_url": reverse("case", args=[case.number]),
        "tag": "Fleksjob",
        "regime_label": f"{case.regime.title} (valgt)" if case.regime_chosen_on else case.regime.title,
        "regime_url": f"{reverse('case', args=[case.number])}?fane=regelsaet#fane",
        "owner": owner,
        "assign_url": "" if case.caseworker_id else reverse("assign", args=[case.number]),
    }


YES = {True: "ja", False: "nej"}


def case_facts(case: Case, role: str) -> list[dict[str, Any]]:
    """The citizen's essentials: who it is, how and with whom one talks. A protected address is named, never shown."""
    citizen, today = case.citizen, clock.today()
    facts: list[dict[str, Any]] = []
    if role != Role.JOB_CONSULTANT:
        facts += [{"label": "CPR", "value": citizen.masked_cpr, "reveal_url": reverse("reveal_cpr", args=[case.number])}]
    facts += [
        {"label": "Alder", "value": f"{citizen.age_on(today)} år"},
        {"label": "Telefon", "value": citizen.phone or "ukendt"},
        *_beside(case, role, today),
        {"label": "Tolk", "value": citizen.interpreter or "nej"},
        {"label": "Digital Post", "value": YES[citizen.digital_post]},
        {
            "label": "Adressebeskyttelse",
            "value": "ja" if citizen.protected_address else "nej",
            "warm": citizen.protected_address,
        },
    ]
    if role in {Role.CASEWORKER, Role.TEAM_LEADER}:
        facts.append({"label": "", "url": action_url("change_contact", case), "url_text": "Ret"})
    return facts


def talk_fact(running: Iterable[Deadline]) -> list[dict[str, Any]]:
    """The next conversation among the running deadlines, if one is agreed on."""
    talks = (row.due for row in running if row.kind == "next_conversation" and row.due is not None)
    return [{"label": "Næste samtale", "value": short_date(day), "warm": day < clock.today()} for day in talks][:1]


def _beside(case: Case, role: str, today: date) -> list[dict[str, Any]]:
    """Who leads the case for the citizen or goes along today; by name for those who read of people."""
    rows = Representative.objects.filter(Representative.holding(today), case=case).select_related("case__key")
    named = Part.LOG in access.PARTS[role]
    return [{"label": row.get_kind_display(), "value": row.name if named else "ja"} for row in rows]


def url_or_empty(name: str) -> str:
    """An address that may not exist on this installation."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return ""
