"""Two tabs of the case page: the hearings, and the decisions."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

from cases.access import parts_of
from cases.action import action as action_named
from cases.casepage import shown
from cases.casepage.tabs import panel
from cases.models import Case, Letter, User
from decisions.actions.draft import need_not_wait_for_team
from decisions.actions.hearing import last_day
from decisions.facts import OPEN
from decisions.inputs import GROUNDS
from decisions.models import Decision, Hearing, NothingAdverse
from flexcase.base import clock
from flexcase.law.rule import Part

HEARING_STATES = {
    "sent": "Venter på svar",
    "answered": "Besvaret",
    "expired": "Fristen gik uden svar",
    "considered": "Taget med",
    "lapsed": "Bortfaldet",
}
DECISION_STATES = {
    "draft": "Udkast",
    "awaiting_letter": "Venter på brevet",
    "to_approve": "Til godkendelse",
    "approved": "Godkendt",
    "issued": "Sendt",
    "lapsed": "Bortfaldet",
}


def link_to(name: str, case: Case, user: User, **asked: object) -> str:
    """The address of an action's page; empty when the user or the case's step does not allow it."""
    action = action_named(name)
    if user.role not in action.roles or not action.open_in(case.state):
        return ""
    address = shown.action_url(name, case)
    return f"{address}?{urlencode(asked)}" if asked else address


def letter_url(case: Case, letter: Letter | None, user: User) -> str:
    """The letter's PDF, once there is one, for those who may read letters."""
    if letter is None or letter.blob is None or Part.LETTERS not in parts_of(user):
        return ""
    return reverse("letter", args=[case.number, letter.pk])


@panel("partshoering", "Partshøring", part=Part.HEARING, template="decisions/hearing_panel.html", rank=35)
def hearing(case: Case, user: User) -> dict[str, Any]:
    """Every hearing with its facts, its papers, the answer and what came of it; the newest first."""
    rows = Hearing.objects.filter(case=case).select_related("case__key", "letter__delivery").order_by("-no")
    return {
        "hearings": [_hearing(row, user) for row in rows],
        "nothing_adverse": NothingAdverse.objects.filter(case=case, lapsed_on=None).select_related("said_by").first(),
        "start_url": link_to("start_hearing", case, user) or link_to("hear_again", case, user),
        "nothing_url": link_to("state_nothing_adverse", case, user),
    }


def _hearing(row: Hearing, user: User) -> dict[str, Any]:
    case, due = row.case, last_day(row)
    runs = row.state == "sent" and clock.today() <= due
    ended = row.state in {"answered", "expired", "considered"} or (row.state == "sent" and not runs)
    return {
        "row": row,
        "state": HEARING_STATES["expired" if row.state == "sent" and not runs else row.state],
        "due": due,
        "runs": runs,
        "facts": row.list_facts(),
        "papers": [(no, reverse("document", args=[case.number, no])) for no in row.enclosures],
        "letter_url": letter_url(case, row.letter, user),
        "received_on": getattr(getattr(row.letter, "delivery", None), "received_on", None),
        "extend_url": link_to("extend_hearing", case, user, hearing=row.no) if row.state == "sent" else "",
        "answer_url": link_to("record_hearing_response", case, user, hearing=row.no) if row.state != "lapsed" else "",
        "consider_url": link_to("consider_hearing", case, user, hearing=row.no) if ended and row.considered_on is None else "",
    }


@panel("afgoerelse", "Afgørelse", part=Part.DECISION, template="decisions/decision_panel.html", rank=45)
def decision(case: Case, user: User) -> dict[str, Any]:
    """Every decision: how far it is, who wrote it, who approved it, and its letter; the newest first."""
    rows = Decision.objects.filter(case=case).select_related("case__key", "letter", "drafted_by", "approved_by")
    found = [_decision(row, user) for row in rows.order_by("-no")]
    is_open = any(item["row"].state in OPEN for item in found)
    return {
        "decisions": found,
        "start_url": "" if is_open else begin_url(case, user),
    }


def begin_url(case: Case, user: User) -> str:
    """Where a decision is begun from the step on which the case stands; empty when it cannot be yet."""
    directly = link_to("decide_directly", case, user) if need_not_wait_for_team(case.regime) else ""
    return directly or link_to("start_decision", case, user) or link_to("begin_decision", case, user)


def _approval_url(row: Decision, user: User) -> str:
    return link_to("approve_decision", row.case, user) if row.state in {"to_approve", "approved"} else ""


def _decision(row: Decision, user: User) -> dict[str, Any]:
    return {
        "row": row,
        "state": DECISION_STATES[row.state],
        "ground": GROUNDS.get(row.ground, ""),
        "letter_url": letter_url(row.case, row.letter, user),
        "sha256": row.letter.sha256[:12] if row.letter else "",
        "write_url": link_to("write_decision", row.case, user) if row.state == "draft" else "",
        "approve_url": "" if user.pk in row.writers else _approval_url(row, user),
        "issue_url": link_to("issue_decision", row.case, user) if row.state == "approved" else "",
    }
