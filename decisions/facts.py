"""What rules may know of hearings and decisions. Texts appear as »filled or not«, never opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.dossier import floor
from cases.facts import CompetenceFact
from cases.models import Case, Competence, Deadline
from decisions.models import Decision, Hearing, NothingAdverse
from flexcase.base.facts import columns_of, gathered, prepared, read_all

#: States of a decision that is not issued yet.
OPEN = frozenset({"draft", "awaiting_letter", "to_approve", "approved"})


@dataclass(frozen=True)
class HearingFact:
    """A hearing. ``response_due`` is the last day as it is reckoned today: extended, and from a late receipt."""

    no: int
    state: str
    sent_on: date
    received_on: date | None
    response_due: date
    answered_on: date | None
    no_remarks: bool
    considered: bool
    enclosures: tuple[int, ...]

    @property
    def lapsed(self) -> bool:
        return self.state == "lapsed"

    def runs(self, today: date) -> bool:
        """Whether the citizen can still answer in time and has not."""
        return self.state == "sent" and today <= self.response_due

    @property
    def unconsidered(self) -> bool:
        """Whether remarks have come that nobody has answered."""
        return not self.lapsed and self.answered_on is not None and not self.no_remarks and not self.considered


@dataclass(frozen=True)
class DecisionFact:
    """A decision that has not lapsed, as a draft or issued."""

    no: int
    state: str
    outcome: str
    ground: str
    fully_met: bool
    agreed: bool
    filled: tuple[str, ...]
    assessed: bool
    drafted_by: UUID
    approved_by: UUID | None
    approver_role: str | None
    approved_on: date | None
    issued_on: date | None
    effective_from: date | None = None

    def says(self, block: str) -> bool:
        """Whether a block is filled in."""
        return block in self.filled


@dataclass(frozen=True)
class IssuedFact:
    no: int
    outcome: str
    issued_on: date


@dataclass(frozen=True)
class DecisionFacts:
    """Hearings, decisions, and who may decide in the case's unit."""

    hearings: tuple[HearingFact, ...] = ()
    nothing_adverse_on: date | None = None
    decisions: tuple[DecisionFact, ...] = ()
    competences: tuple[CompetenceFact, ...] = ()

    @property
    def draft(self) -> DecisionFact | None:
        """The one decision that is being written, approved or waits to be issued."""
        return next((decision for decision in self.decisions if decision.state in OPEN), None)

    @property
    def at_stake(self) -> DecisionFact | None:
        """What the rules of a decision look at: the draft, or what has just been issued."""
        return self.draft or (self.decisions[-1] if self.decisions else None)

    @property
    def issued(self) -> tuple[IssuedFact, ...]:
        return tuple(IssuedFact(d.no, d.outcome, d.issued_on) for d in self.decisions if d.issued_on is not None)

    @property
    def standing_hearings(self) -> tuple[HearingFact, ...]:
        """Hearings that still count, oldest first."""
        return tuple(hearing for hearing in self.hearings if not hearing.lapsed)

    def running(self, today: date) -> HearingFact | None:
        """The hearing that the citizen can still answer in time."""
        return next((hearing for hearing in self.hearings if hearing.runs(today)), None)


def _given(name: str) -> ExpressionWrapper:
    return ExpressionWrapper(Q(**{f"{name}__isnull": False}), output_field=BooleanField())


@prepared
def _rows() -> QuerySet[Case, Any]:
    """Everything that the facts are made of, in one query."""
    hearing: dict[str, Any] = columns_of(HearingFact) | {
        "received_on": "letter__delivery__received_on",
        "considered": _given("considered_on"),
    }
    decision: dict[str, Any] = columns_of(DecisionFact) | {
        "approved_by": "approved_by_id",
        "drafted_by": "drafted_by_id",
        "approver_role": "approved_by__role",
        "agreed": _given("agreed_sealed"),
        "assessed": ExpressionWrapper(
            Q(assessed_hours__isnull=False, assessed_intensity__isnull=False), output_field=BooleanField()
        ),
    }
    competence = columns_of(CompetenceFact) | {"person": "person_id"}
    of_the_unit = Competence.objects.filter(Q(unit=OuterRef("unit")) | Q(unit=None)).order_by("pk")
    return Case.objects.annotate(
        facts_hearings=gathered(Hearing.objects.order_by("no"), **hearing),
        facts_due=gathered(Deadline.objects.filter(kind="hearing_response").order_by("anchor"), due="due"),
        facts_nothing=gathered(NothingAdverse.objects.filter(lapsed_on=None), said_on="said_on"),
        facts_decisions=gathered(Decision.objects.exclude(state="lapsed").order_by("no"), **decision),
        facts_competences=ArraySubquery(of_the_unit.values(json=JSONObject(**competence))),
    ).values()


@floor(DecisionFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, DecisionFacts]:
    """One query for all."""
    return {
        row["id"]: DecisionFacts(
            hearings=_as_reckoned(read_all(HearingFact, row["facts_hearings"]), [d["due"] for d in row["facts_due"]]),
            nothing_adverse_on=next((date.fromisoformat(item["said_on"]) for item in row["facts_nothing"]), None),
            decisions=read_all(DecisionFact, row["facts_decisions"]),
            competences=read_all(CompetenceFact, row["facts_competences"]),
        )
        for row in _rows(cases)
    }


def _as_reckoned(hearings: tuple[HearingFact, ...], due: list[str | None]) -> tuple[HearingFact, ...]:
    """Each hearing has one deadline, in the same order; the deadline knows of closing days and late deliveries.

    While a hearing is being started its deadline is not projected yet.
    """
    days = [date.fromisoformat(day) if day else None for day in due]
    days += [None] * (len(hearings) - len(days))
    return tuple(
        replace(hearing, response_due=max(hearing.response_due, day)) if day else hearing
        for hearing, day in zip(hearings, days, strict=True)
    )
