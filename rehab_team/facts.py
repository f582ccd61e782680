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
from flexcase.base.facts import gathered, prepared, read_all
from rehab_team.models import MeetingItem, Recommendation

#: What the form must answer, by what it proposes; the names are those of the columns.
DEMANDED: Mapping[str, tuple[str, ...]] = {
    "grant": ("lasting", "substantial", "needs", "job_types"),
    "rejection": ("lasting", "substantial"),
}


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
    job_goal: bool
    second: bool


@dataclass(frozen=True)
class TeamFacts:
    """What stands of the team's work, oldest first."""

    form: FormFact | None = None
    items: tuple[ItemFact, ...] = ()

    @property
    def outcome(self) -> ItemFact | None:
        """The newest answer of a team that has not lapsed."""
        return next((item for item in reversed(self.items) if item.state == "concluded"), None)

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
        **_filled(*DEMANDED["grant"]),
    )
    items = gathered(
        MeetingItem.objects.order_by("no"),
        meeting_on="meeting__day",
        **{name: name for name in ("no", "state", "outcome", "concluded_on", "second")},
        **_filled(*MeetingItem.CONSIDERATIONS, "job_goal"),
    )
    return Case.objects.annotate(team_forms=forms, team_items=items).values("pk", "team_forms", "team_items")


@floor(TeamFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, TeamFacts]:
    """One query for all."""
    return {
        row["pk"]: TeamFacts(
            form=_form(row["team_forms"][0]) if row["team_forms"] else None,
            items=read_all(ItemFact, row["team_items"]),
        )
        for row in _rows(cases)
    }
