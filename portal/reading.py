"""Who has read my case, in the citizen's words: which role, when, and what for.

The right covers the days and the purposes of a reading; the employee is named by role and unit (C-579/21, Pankki S).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max, Q
from django.db.models.functions import TruncDate
from django.utils.translation import gettext as _

from cases.letters.letter import registered
from cases.models import Case, User
from flexcase.base import clock
from flexcase.base.models import Read

PAGE = 50


@dataclass(frozen=True)
class Reading:
    """What one person did with the case in one day."""

    at: datetime
    who: str
    what: str
    times: int


def readings(case: Case, own: User, page: int) -> tuple[list[Reading], bool]:
    """One page of what others than the citizen have read, newest first, and whether there is an older one."""
    rows = (
        Read.objects.filter(Q(case_id=case.pk) | Q(case_id=None), citizen_id=case.citizen_id)
        .exclude(user_id=own.pk)
        .annotate(day=TruncDate("at", tzinfo=clock.COPENHAGEN))
        .values("day", "user_id", "what")
        .annotate(last=Max("at"), times=Count("pk"))
        .order_by("-last", "what")[(page - 1) * PAGE : page * PAGE + 1]
    )
    found = list(rows)
    people = User.objects.select_related("unit").in_bulk({row["user_id"] for row in found})
    shown = [Reading(row["last"], _who(people.get(row["user_id"])), in_words(row["what"]), row["times"]) for row in found]
    return shown[:PAGE], len(shown) > PAGE


def _who(user: User | None) -> str:
    if user is None:
        return _("En ansat, der ikke er her mere")
    role = user.get_role_display()
    return f"{role}, {user.unit}" if user.unit else role


def in_words(what: str) -> str:
    """What a line of the read log says, as a sentence without its subject."""
    kind, _colon, detail = what.partition(":")
    if kind == "letter":
        titles = {letter.kind: letter.title for letter in registered()}
        return _("Åbnede brevet »%(title)s«") % {"title": titles.get(detail, detail)}
    if kind == "document":
        return _("Åbnede et dokument")
    if kind in {"action", "draft"}:
        return _("Arbejdede med sagen")
    known = {
        "list": _("Så dit navn i en liste over sager"),
        "held_back": _("Så dit navn i en liste over sager"),
        "cpr": _("Så dit CPR-nummer"),
        "search": _("Fandt dig i en søgning"),
    }
    return known.get(kind) or _("Åbnede sagen")
