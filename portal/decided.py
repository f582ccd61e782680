"""A delivered decision in the citizen's words: how long there is to complain, and how it is done."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.conf import settings
from django.urls import reverse

from cases.letters.letter import Letter as LetterContent
from cases.models import Deadline, Delivery, Event, Letter
from decisions.deadlines import APPEALABLE, DECISIONS
from decisions.letters import Decision as DecisionContent
from decisions.letters import PensionRefusal
from decisions.models import Complaint


def newest_decision(letters: list[Letter]) -> Letter | None:
    """The newest decision among letters that are sorted newest first."""
    return next((letter for letter in letters if letter.kind in DECISIONS), None)


def countdown(row: Letter, today: date) -> dict[str, Any] | None:
    """What countdown.html needs; None for a letter that is no decision, and until its delivery is proved."""
    received, last_day = received_on(row), complaint_day(row)
    if received is None or last_day is None:
        return None
    total = (last_day - received).days
    complaint = standing_complaint(row)
    return {
        "last_day": last_day,
        "days_left": (last_day - today).days,
        "days_total": total,
        "days_gone": max(0, min((today - received).days, total)),
        "complained": complaint.received_on if complaint else None,
        "forwarded": complaint.forwarded_on if complaint else None,
        "answered": complaint.answered_on if complaint else None,
        "url": complain_url(row),
        "phone": settings.MUNICIPALITY_PHONE,
        "body": row.case.regime.appeal_body,
    }


def standing_complaint(row: Letter) -> Complaint | None:
    """The first complaint over this decision that has not been withdrawn."""
    return Complaint.objects.filter(decision__letter=row).exclude(state="withdrawn").order_by("no").first()


def complained_on(row: Letter) -> date | None:
    """The day on which the first complaint over this decision came; None when there is none that stands."""
    complaint = standing_complaint(row)
    return complaint.received_on if complaint else None


def complain_url(row: Letter) -> str:
    """Where the citizen complains over this letter; empty for a letter that is no decision."""
    return reverse("portal_complain", args=[row.case.number, row.pk]) if row.kind in APPEALABLE else ""


def complaint_day(row: Letter) -> date | None:
    """The last day to complain over this letter (T-01), as it stands among the case's deadlines."""
    if row.kind not in APPEALABLE:
        return None
    delivered = Event.objects.filter(case=row.case, kind="letter_delivered", body__contains=str(row.pk)).first()
    if delivered is None:
        return None
    return Deadline.objects.filter(case=row.case, kind="complaint", anchor=delivered.seq).values_list("due", flat=True).first()


def received_on(row: Letter) -> date | None:
    """The day on which the citizen is held to have the letter; None until the delivery is proved."""
    try:
        return row.delivery.received_on
    except Delivery.DoesNotExist:
        return None


def how_to_complain(content: LetterContent) -> list[str]:
    """The ways that the letter itself names; none for a letter that is no decision."""
    appeal = content.appeal if isinstance(content, DecisionContent | PensionRefusal) else None
    return list(appeal.channels) if appeal else []
