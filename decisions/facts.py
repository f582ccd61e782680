"""What rules may know of hearings and decisions. Texts appear as »filled or not«, never opened."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet
from django.db.models.functions import JSONObject

from cases.dossier import floor
from cases.facts import CompetenceFact, DocumentFact
from cases.models import AbsenceCover, Case, Competence, Deadline
from decisions.models import Complaint, Decision, Flaw, Hearing, NothingAdverse, SpokenDecision
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
    #: The number of the complaint whose genvurdering may turn against the citizen.
    complaint: int | None = None
    letter: UUID | None = None

    @property
    def lapsed(self) -> bool:
        return self.state == "lapsed"

    def enclosed(self, paper: DocumentFact) -> bool:
        """Whether the citizen got the paper with it, and got the file that lies there now."""
        return paper.no in self.enclosures and self.letter not in paper.outdated_letters

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
    own_firm: bool = False
    declining: tuple[str, ...] = ()

    @property
    def variant(self) -> str:
        """The outcome, and of a grant whether it is for one's own firm."""
        return "firm_support" if self.own_firm else self.outcome

    def says(self, block: str) -> bool:
        """Whether a block is filled in."""
        return block in self.filled


@dataclass(frozen=True)
class SpokenDecisionFact:
    """A decision that was told by word of mouth, and the written reasons asked for and given (§ 23)."""

    told_on: date
    asked_on: date | None
    given_on: date | None


@dataclass(frozen=True)
class ComplaintFact:
    """A complaint over one issued decision. ``due`` is the last day of the genvurdering as it is reckoned today."""

    no: int
    state: str
    decision: int
    decision_outcome: str
    decision_approved_by: UUID | None
    received_on: date
    late: bool
    outcome: str
    approved_by: UUID | None
    letter_state: str | None
    postponed_until: date | None
    new_decision: int | None
    new_issued_on: date | None
    ordered_outcome: str
    due: date | None = None

    @property
    def unanswered(self) -> bool:
        """Whether the genvurdering has not been made."""
        return self.state in {"received", "hearing"}

    def turns_against(self, outcome: str) -> bool:
        """Whether a new decision with this outcome is worse than the one complained about (reformatio in peius)."""
        return self.outcome == "worsened" or (self.decision_outcome == "grant" and outcome == "rejection")


@dataclass(frozen=True)
class FlawFact:
    """A flaw that the appeal body sent the case back for."""

    no: int
    step: str
    remedied_on: date | None


@dataclass(frozen=True)
class IssuedFact:
    no: int
    outcome: str
    issued_on: date


@dataclass(frozen=True)
class AbsenceFact:
    """Somebody of the unit, or named in its competence table, who is away and covered for."""

    person: UUID
    role: str
    valid_from: date
    valid_until: date


@dataclass(frozen=True)
class DecisionFacts:
    """Hearings, decisions, complaints, and who may decide in the case's unit."""

    hearings: tuple[HearingFact, ...] = ()
    nothing_adverse_on: date | None = None
    decisions: tuple[DecisionFact, ...] = ()
    competences: tuple[CompetenceFact, ...] = ()
    complaints: tuple[ComplaintFact, ...] = ()
    flaws: tuple[FlawFact, ...] = ()
    absences: tuple[AbsenceFact, ...] = ()
    spoken: SpokenDecisionFact | None = None  # the newest

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

    @property
    def answered_by_draft(self) -> tuple[ComplaintFact, ...]:
        """The complaints that what is at stake answers."""
        stake = self.at_stake
        return tuple(one for one in self.complaints if stake is not None and one.new_decision == stake.no)

    def heard_on(self, complaint: int) -> tuple[HearingFact, ...]:
        """The hearings before a genvurdering that may turn against the citizen."""
        return tuple(hearing for hearing in self.standing_hearings if hearing.complaint == complaint)

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
        "complaint": "complaint__no",
    }
    complaint: dict[str, Any] = columns_of(ComplaintFact) | {
        "decision": "decision__no",
        "decision_outcome": "decision__outcome",
        "decision_approved_by": "decision__approved_by_id",
        "approved_by": "approved_by_id",
        "letter_state": "letter__state",
        "new_decision": "new_decision__no",
        "new_issued_on": "new_decision__issued_on",
    }
    del complaint["due"]
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
    absence = columns_of(AbsenceFact) | {"person": "absent_id", "role": "absent__role"}
    of_the_unit = Competence.objects.filter(Q(unit=OuterRef("unit")) | Q(unit=None)).order_by("pk")
    return Case.objects.annotate(
        facts_hearings=gathered(Hearing.objects.order_by("no"), **hearing),
        facts_complaints=gathered(Complaint.objects.order_by("no"), **complaint),
        facts_reassessment=gathered(Deadline.objects.filter(kind="reassessment").order_by("anchor"), due="due"),
        facts_flaws=gathered(Flaw.objects.order_by("no"), **columns_of(FlawFact)),
        facts_due=gathered(Deadline.objects.filter(kind="hearing_response").order_by("anchor"), due="due"),
        facts_nothing=gathered(NothingAdverse.objects.filter(lapsed_on=None), said_on="said_on"),
        facts_decisions=gathered(Decision.objects.exclude(state="lapsed").order_by("no"), **decision),
        facts_spoken=gathered(
            SpokenDecision.objects.order_by("decision__no"), by="decision__case", **columns_of(SpokenDecisionFact)
        ),
        facts_competences=ArraySubquery(of_the_unit.values(json=JSONObject(**competence))),
        facts_absences=ArraySubquery(_away().values(json=JSONObject(**absence))),
    ).values()


def _away() -> QuerySet[AbsenceCover]:
    """Absences of the unit's own people, and of those whom a row of its competence table names."""
    named = Competence.objects.filter(Q(unit=OuterRef(OuterRef("unit"))) | Q(unit=None), person=OuterRef("absent"))
    return AbsenceCover.objects.filter(Q(absent__unit=OuterRef("unit")) | Q(Exists(named))).order_by("pk")


@floor(DecisionFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, DecisionFacts]:
    """One query for all."""
    return {
        row["id"]: DecisionFacts(
            hearings=_as_reckoned(read_all(HearingFact, row["facts_hearings"]), [d["due"] for d in row["facts_due"]]),
            nothing_adverse_on=next((date.fromisoformat(item["said_on"]) for item in row["facts_nothing"]), None),
            decisions=read_all(DecisionFact, row["facts_decisions"]),
            competences=read_all(CompetenceFact, row["facts_competences"]),
            complaints=_with_due(read_all(ComplaintFact, row["facts_complaints"]), row["facts_reassessment"]),
            flaws=read_all(FlawFact, row["facts_flaws"]),
            absences=read_all(AbsenceFact, row["facts_absences"]),
            spoken=next(reversed(read_all(SpokenDecisionFact, row["facts_spoken"])), None),
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


def _with_due(complaints: tuple[ComplaintFact, ...], due: list[dict[str, str | None]]) -> tuple[ComplaintFact, ...]:
    """Each complaint has one deadline, in the same order; one that is being received has none yet."""
    days = [date.fromisoformat(row["due"]) if row["due"] else None for row in due]
    days += [None] * (len(complaints) - len(days))
    return tuple(replace(one, due=day) for one, day in zip(complaints, days, strict=True))
