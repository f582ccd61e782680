"""What rules may know of the team's work: whether the form is filled in, and what came of each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet

from cases.dossier import floor
from cases.models import Case
from flexcase.base.facts import columns_of, gathered, prepared, read_all, rows_of
from rehab_team.models import Coordinator, HandOver, MeetingItem, Presence, Recommendation

#: What the form must answer, by what it proposes; the names are those of the columns.
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "grant": ("lasting", "substantial", "needs", "job_types"),
    "rejection": ("lasting", "substantial"),
    "firm_support": ("lasting", "substantial", "needs"),
    "resource_course": ("summary", "development"),
    "other_effort": ("summary",),
    "pension": ("summary", "lasting", "substantial", "development"),
}
#: Every column that some proposal demands.
FORM_COLUMNS = ("summary", "lasting", "substantial", "needs", "job_types", "development")


@dataclass(frozen=True)
class FormFact:
    """The current recommendation form. ``missing`` names the fields that the proposal demands and nobody has filled."""

    no: int
    version: int
    proposal: str
    missing: tuple[str, ...]

    @property
    def complete(self) -> bool:
        return not self.missing


@dataclass(frozen=True)
class ItemFact:
    """The case on one meeting's agenda; the considerations appear as "filled or not"."""

    no: int
    meeting_on: date
    state: str
    outcome: str
    concluded_on: date | None
    employment: bool
    social: bool
    health: bool
    clarified: bool
    job_goal: bool
    second: bool
    very_limited: bool
    absence: str


@dataclass(frozen=True)
class SeatFact:
    """A member who was present when a case was dealt with, by the field that the member speaks for."""

    item: int
    field: str


@dataclass(frozen=True)
class HandOverFact:
    """Who has been given the case's essentials to go on with."""

    to: str
    handed_on: date


@dataclass(frozen=True)
class CoordinatorFact:
    """Who coordinated the case, and in which days."""

    user: UUID
    valid_from: date
    valid_until: date | None

    def holds(self, day: date) -> bool:
        """Whether it was that person on a day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)


@dataclass(frozen=True)
class TeamFacts:
    """What stands of the team's work, oldest first."""

    form: FormFact | None = None
    items: tuple[ItemFact, ...] = ()
    seats: tuple[SeatFact, ...] = ()
    hand_overs: tuple[HandOverFact, ...] = ()
    coordinators: tuple[CoordinatorFact, ...] = ()

    @property
    def outcome(self) -> ItemFact | None:
        """The newest answer of a team that has not lapsed."""
        return next((item for item in reversed(self.items) if item.state == "concluded"), None)

    def fields_at(self, item: ItemFact) -> frozenset[str]:
        """The fields that were represented when the item was dealt with."""
        return frozenset(seat.field for seat in self.seats if seat.item == item.no)

    @property
    def listed(self) -> ItemFact | None:
        """The meeting that the case waits for."""
        return next((item for item in self.items if item.state == "listed"), None)


def _filled(*names: str) -> dict[str, Any]:
    return {name: ExpressionWrapper(Q(**{f"{name}_sealed__isnull": False}), output_field=BooleanField()) for name in names}


def _form(row: Mapping[str, Any]) -> FormFact:
    missing = tuple(name for name in DEMANDED[row["proposal"]] if not row[name])
    return FormFact(row["no"], row["version"], row["proposal"], missing)


@prepared
def _rows() -> QuerySet[Case, Any]:
    """Everything that the facts are made of, in one query."""
    forms = gathered(
        Recommendation.objects.filter(lapsed_on=None),
        no="no",
        version="version",
        proposal="proposal",
        **_filled(*FORM_COLUMNS),
    )
    items = gathered(
        MeetingItem.objects.order_by("no"),
        meeting_on="meeting__day",
        **{name: name for name in ("no", "state", "outcome", "concluded_on", "second", "very_limited", "absence")},
        **_filled(*MeetingItem.CONSIDERATIONS, "clarified", "job_goal"),
    )
    seats = gathered(Presence.objects.order_by("pk"), by="item__case", item="item__no", field="member__field")
    coordinators = gathered(
        Coordinator.objects.order_by("valid_from", "pk"), **columns_of(CoordinatorFact) | {"user": "user_id"}
    )
    return Case.objects.annotate(
        team_forms=forms,
        team_items=items,
        team_seats=seats,
        team_hand_overs=rows_of(HandOver, HandOverFact, "no"),
        team_coordinators=coordinators,
    ).values("id", "team_forms", "team_items", "team_seats", "team_hand_overs", "team_coordinators")


@floor(TeamFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, TeamFacts]:
    """One query for all."""
    return {
        row["id"]: TeamFacts(
            form=_form(row["team_forms"][0]) if row["team_forms"] else None,
            items=read_all(ItemFact, row["team_items"]),
            seats=read_all(SeatFact, row["team_seats"]),
            hand_overs=read_all(HandOverFact, row["team_hand_overs"]),
            coordinators=read_all(CoordinatorFact, row["team_coordinators"]),
        )
        for row in _rows(cases)
    }
