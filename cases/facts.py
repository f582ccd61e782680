"""What rules may know of the case itself, its papers and its letters. Health texts are never among them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, QuerySet, Subquery

from cases.dossier import floor
from cases.models import (
    AccessRequest,
    Case,
    CaseAccess,
    Competence,
    Deadline,
    Departure,
    Document,
    Ending,
    Event,
    Letter,
    Note,
    PresentBasis,
    Reason,
    Representative,
)
from flexcase.base.facts import columns_of, gathered, prepared, read_all, rows_of

#: What an event's body holds when the citizen spoke instead of writing.
SPOKEN = '"channel":"(phone|meeting|video)"'

#: Events that are notes themselves.
NOTES = ("note_written", "conversation_noted", "note_corrected")


@dataclass(frozen=True)
class DocumentFact:
    no: int
    kind: str
    dated: date
    received_on: date
    adverse: bool
    known_to_citizen: bool
    health: bool
    #: Letters that enclosed an earlier file of it.
    outdated_letters: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class LetterFact:
    id: UUID
    kind: str
    state: str
    dated: date
    issued_on: date | None
    received_on: date | None
    representative: UUID | None = None


@dataclass(frozen=True)
class RepresentativeFact:
    """Who speaks for the citizen or goes along, by mandate and time."""

    id: UUID
    no: int
    kind: str
    covers: str
    valid_from: date
    valid_until: date | None
    revoked_on: date | None

    def holds(self, day: date) -> bool:
        """Whether it is in force that day."""
        ended = (self.valid_until is not None and self.valid_until < day) or (
            self.revoked_on is not None and self.revoked_on <= day
        )
        return self.valid_from <= day and not ended


@dataclass(frozen=True)
class SpokenFact:
    """Something that was registered from a call or a meeting, and that left no note of its own."""

    kind: str
    happened_on: date


@dataclass(frozen=True)
class NoteFact:
    """A note that was not corrected: of a conversation if it has a channel, of guidance if it has topics."""

    dated: date
    channel: str
    guided: tuple[str, ...]


@dataclass(frozen=True)
class AccessFact:
    """A request for aktindsigt."""

    no: int
    state: str
    asked_on: date


@dataclass(frozen=True)
class DepartureFact:
    no: int
    rule: str
    action: str
    fingerprint: str
    state: str
    expires_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it is approved, unused and not too old."""
        return self.state == "approved" and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True)
class ReasonFact:
    rule: str
    fingerprint: str
    given_on: date


@dataclass(frozen=True)
class CompetenceFact:
    """A row of the dated competence table that concerns the case's unit."""

    outcome: str
    role: str
    person: UUID | None
    valid_from: date
    valid_until: date | None
    substitute: bool = False


@dataclass(frozen=True)
class CaseFacts:
    """The case as the law sees it."""

    state: str
    regime_frozen_on: date | None
    received_on: date
    expected_decision_on: date
    born: date
    income: str
    self_employed: bool
    target_group: str
    caseworker: UUID | None
    documents: tuple[DocumentFact, ...]
    letters: tuple[LetterFact, ...]
    departures: tuple[DepartureFact, ...]
    reasons: tuple[ReasonFact, ...]
    running: tuple[str, ...]  # kinds of deadlines that run
    #: When the citizen asked for a decision on the present basis; None when nobody did, or when it has been answered.
    present_basis_on: date | None = None
    died_on: date | None = None
    taken_over: bool = False  # begun elsewhere, so that what was done there is not all on file
    #: Kinds of endings without a decision that a second person has agreed to.
    agreed_endings: tuple[str, ...] = ()
    regime_chosen_on: date | None = None  # when somebody chose the law by hand
    before_team_on: date | None = None  # when the case was first put before a team
    decision_due: date | None = None  # the running frist for the decision
    conversation_due: date | None = None  # the day agreed on for the next conversation
    representatives: tuple[RepresentativeFact, ...] = ()
    spoken: tuple[SpokenFact, ...] = ()
    notes: tuple[NoteFact, ...] = ()
    access: tuple[AccessFact, ...] = ()
    lent_until: date | None = None  # the last day of the longest loan to a colleague

    def leader(self, today: date) -> RepresentativeFact | None:
        """Who leads the case in the citizen's place: a mandate for the whole of it (P-18)."""
        return next((one for one in self.representatives if one.covers == "whole_case" and one.holds(today)), None)

    def letters_of(self, kind: str) -> tuple[LetterFact, ...]:
        """Letters of one kind that were not voided, oldest first."""
        return tuple(letter for letter in self.letters if letter.kind == kind and letter.state != "voided")


@prepared
def _rows() -> QuerySet[Case, Any]:
    """Everything that the facts are made of, in one query."""
    letter_columns = columns_of(LetterFact) | {
        "received_on": "delivery__received_on",
        "representative": "representative_id",
    }
    noted = Exists(Note.objects.filter(run=OuterRef("run")))
    spoken = Event.objects.filter(~noted, body__regex=SPOKEN).exclude(kind__in=NOTES).order_by("seq")
    return Case.objects.annotate(
        born=F("citizen__born"),
        facts_documents=rows_of(Document, DocumentFact, "no"),
        facts_letters=gathered(Letter.objects.order_by("pk"), **letter_columns),
        facts_departures=rows_of(Departure, DepartureFact, "no"),
        facts_reasons=rows_of(Reason, ReasonFact),
        died_on=F("citizen__died_on"),
        taken_over=Exists(Event.objects.filter(case=OuterRef("pk"), kind="case_taken_over")),
        facts_endings=gathered(Ending.objects.filter(state__in=("approved", "used")), kind="kind"),
        facts_present=gathered(PresentBasis.objects.filter(taken_back_on=None).order_by("no"), asked_on="asked_on"),
        facts_running=gathered(Deadline.objects.filter(met_on=None).order_by("due"), kind="kind", due="due"),
        before_team_on=Subquery(
            Event.objects.filter(case=OuterRef("pk"), kind="submitted_to_team").order_by("seq").values("happened_on")[:1]
        ),
        facts_representatives=rows_of(Representative, RepresentativeFact, "no"),
        facts_spoken=gathered(spoken, **columns_of(SpokenFact)),
        facts_notes=gathered(Note.objects.filter(correction=None).order_by("pk"), **columns_of(NoteFact)),
        facts_access=rows_of(AccessRequest, AccessFact, "no"),
        lent_until=Subquery(
            CaseAccess.objects.filter(content_object=OuterRef("pk")).order_by("-valid_until").values("valid_until")[:1]
        ),
    ).values()


@floor(CaseFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, CaseFacts]:
    """One query for all."""
    return {row["id"]: _read(row) for row in _rows(cases)}


def _read(row: Mapping[str, Any]) -> CaseFacts:
    letters = read_all(LetterFact, row["facts_letters"])
    return CaseFacts(
        state=row["state"],
        regime_frozen_on=row["regime_frozen_on"],
        received_on=row["received_on"],
        expected_decision_on=row["expected_decision_on"],
        born=row["born"],
        income=row["income"],
        self_employed=row["self_employed"],
        target_group=row["target_group"],
        caseworker=row["caseworker_id"],
        documents=read_all(DocumentFact, row["facts_documents"]),
        letters=letters,
        departures=read_all(DepartureFact, row["facts_departures"]),
        reasons=read_all(ReasonFact, row["facts_reasons"]),
        representatives=read_all(RepresentativeFact, row["facts_representatives"]),
        spoken=read_all(SpokenFact, row["facts_spoken"]),
        notes=read_all(NoteFact, row["facts_notes"]),
        access=read_all(AccessFact, row["facts_access"]),
        running=tuple(item["kind"] for item in row["facts_running"]),
        died_on=row["died_on"],
        taken_over=row["taken_over"],
        agreed_endings=tuple(item["kind"] for item in row["facts_endings"]),
        present_basis_on=unanswered([date.fromisoformat(item["asked_on"]) for item in row["facts_present"]], letters),
        regime_chosen_on=row["regime_chosen_on"],
        before_team_on=row["before_team_on"],
        decision_due=_due(row["facts_running"], "case_decision"),
        conversation_due=_due(row["facts_running"], "next_conversation"),
        lent_until=row["lent_until"],
    )


def _due(running: Sequence[Mapping[str, str | None]], kind: str) -> date | None:
    """The nearest last day of one kind of running deadline."""
    return next((date.fromisoformat(item["due"]) for item in running if item["kind"] == kind and item["due"]), None)


def unanswered(asked: Sequence[date], letters: Sequence[LetterFact]) -> date | None:
    """The first day on which a decision on the present basis was asked for, and that no decision has answered since."""
    answers = [letter.issued_on for letter in letters if letter.kind.startswith("decision_") and letter.state == "delivered"]
    return next((day for day in asked if not any(issued is not None and issued >= day for issued in answers)), None)


def competences(unit: UUID) -> tuple[CompetenceFact, ...]:
    """The competence table of a unit, with the rows that hold for every unit."""
    rows = Competence.objects.filter(unit_id__in=[unit]) | Competence.objects.filter(unit=None)
    return tuple(
        CompetenceFact(row.outcome, row.role, row.person_id, row.valid_from, row.valid_until, row.substitute) for row in rows
    )
