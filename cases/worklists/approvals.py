"""What waits for a second person: each floor says what of its own does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from cases import access
from cases.casepage import shown
from cases.models import Case, Departure, Ending, Role, User


@dataclass(frozen=True)
class Waiting:
    """Something that waits for an answer by somebody other than the one who asked."""

    what: str
    case: Case
    asked_by: str
    asked_on: date
    url: str
    #: The last day on which it can be answered, where there is one.
    until: date | None = None


Source = Callable[[User], list[Waiting]]
_sources: list[Source] = []


def waits(source: Source) -> Source:
    """Register what a floor has waiting."""
    _sources.append(source)
    return source


def waiting_for(user: User) -> list[Waiting]:
    """All of it, oldest first."""
    return sorted((item for source in _sources for item in source(user)), key=lambda item: item.asked_on)


@waits
def departures(user: User) -> list[Waiting]:
    """Asked departures of the leader's unit, but not one's own."""
    if user.role != Role.TEAM_LEADER:
        return []
    visible = access.visible(Case.objects.all(), user)
    rows = (
        Departure.objects.filter(state="asked", case__in=visible)
        .exclude(asked_by=user)
        .select_related("case__citizen", "asked_by")
    )
    return [
        Waiting(
            what=f"Fravigelse af {row.rule}",
            case=row.case,
            asked_by=str(row.asked_by),
            asked_on=row.asked_on,
            url=f"{shown.action_url('approve_departure', row.case)}?departure={row.no}",
            until=row.expires_on,
        )
        for row in rows
    ]


def departures_in_force(user: User) -> list[Departure]:
    """Approved departures that nobody has used yet, for the leader who answers for them; the first to run out comes first."""
    if user.role != Role.TEAM_LEADER:
        return []
    visible = access.visible(Case.objects.all(), user)
    rows = Departure.objects.filter(state="approved", case__in=visible).select_related(
        "case__citizen", "asked_by", "answered_by"
    )
    return list(rows.order_by("expires_on", "pk"))


def _asks_to(row: Ending) -> str:
    if row.kind == Ending.Kind.TAKEN_BACK:
        return "Åbn en sag, der er afsluttet ved en fejl"
    return f"Luk uden afgørelse: {row.get_kind_display().lower()}"


@waits
def endings(user: User) -> list[Waiting]:
    """Cases of the leader's unit that somebody else wants to close without a decision, or to open again after such an end."""
    if user.role != Role.TEAM_LEADER:
        return []
    visible = access.visible(Case.objects.all(), user)
    rows = Ending.objects.filter(state="asked", case__in=visible).exclude(asked_by=user)
    return [
        Waiting(
            what=_asks_to(row),
            case=row.case,
            asked_by=str(row.asked_by),
            asked_on=row.asked_on,
            url=shown.action_url("approve_taking_back" if row.kind == Ending.Kind.TAKEN_BACK else "approve_ending", row.case),
        )
        for row in rows.select_related("case__citizen", "asked_by")
    ]
