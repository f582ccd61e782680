"""What rules may know of the description, of health and of work that has been tried. A text is filled or not, never read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from cases.dossier import floor
from cases.models import Case
from flexcase.base.facts import columns_of, gathered, prepared, read_all, rows_of, rows_with
from flexcase.law.capacity import effective_hours
from resourceprofile import course_facts
from resourceprofile import retention_facts as retention
from resourceprofile.course_facts import CourseFacts
from resourceprofile.models import (
    Accommodation,
    Answer,
    Consent,
    ConsentQuestion,
    ConsentRefusal,
    DeclinedTreatment,
    Evidence,
    FrozenProfile,
    HealthQuestion,
    HealthStatement,
    Measure,
    MedicalRequest,
    NotNeeded,
    PensionCheck,
    PensionConsideration,
    ProfilePart,
    StatementRound,
    Trial,
    TrialWaiver,
)
from resourceprofile.retention_facts import RetentionFacts


@dataclass(frozen=True)
class PartFact:
    key: str
    filled: bool
    updated_on: date


@dataclass(frozen=True)
class FrozenFact:
    no: int
    frozen_on: date
    lapsed: bool
    frozen_by: UUID | None = None


@dataclass(frozen=True)
class ConsentFact:
    scope: str
    given_on: date
    withdrawn_on: date | None
    expires_on: date | None = None

    def holds(self, day: date) -> bool:
        """Whether it may be relied on that day."""
        return self.given_on <= day and self.withdrawn_on is None and (self.expires_on is None or day <= self.expires_on)


@dataclass(frozen=True)
class ConsentQuestionFact:
    """What the citizen has been asked to allow, in writing."""

    no: int
    scope: str
    asked_on: date
    answer_by: date


@dataclass(frozen=True)
class RefusalFact:
    scope: str
    refused_on: date


@dataclass(frozen=True)
class MedicalFact:
    no: int
    kind: str
    state: str
    requested_on: date
    received_on: date | None
    consultation_on: date | None
    document: int | None = None  # the number of the attest among the case's documents


@dataclass(frozen=True)
class HealthStatementFact:
    no: int
    dated: date
    given_by_role: str


@dataclass(frozen=True)
class QuestionFact:
    """A question to the health coordinator, and whether it still waits."""

    no: int
    asked_on: date
    waiting: bool


@dataclass(frozen=True)
class MeasureFact:
    kind: str
    status: str
    documented: bool


@dataclass(frozen=True)
class TrialFact:
    no: int
    state: str
    started_on: date
    ended_on: date | None
    hours: Decimal | None
    intensity: Decimal | None
    measured_against: Decimal
    other_trade: bool
    cvr: str = ""

    @property
    def effective(self) -> Decimal | None:
        """Effective hours a week; None while a figure is missing."""
        return None if self.hours is None or self.intensity is None else effective_hours(self.hours, self.intensity)


@dataclass(frozen=True)
class EvidenceFact:
    no: int
    source: str
    dated: date
    hours: Decimal
    intensity: Decimal | None
    measured_against: Decimal
    started_on: date | None = None
    ended_on: date | None = None

    @property
    def effective(self) -> Decimal | None:
        """Effective hours a week; None while the intensity is missing."""
        return None if self.intensity is None else effective_hours(self.hours, self.intensity)


def known_on(one: TrialFact | EvidenceFact) -> date:
    """The day from which a source's figures are known."""
    return one.dated if isinstance(one, EvidenceFact) else one.ended_on or one.started_on


@dataclass(frozen=True)
class WaiverFact:
    no: int
    state: str


@dataclass(frozen=True)
class StatementRoundFact:
    no: int
    sent_on: date
    answer_by: date
    answered_on: date | None
    worked_in: bool
    remarks: bool = False


@dataclass(frozen=True)
class AnswerFact:
    """The answer to a question of the assessment: what was ticked, and which documents it cites."""

    key: str
    filled: bool = False
    chosen: tuple[str, ...] = ()
    documents: tuple[int, ...] = ()
    updated_on: date | None = None


@dataclass(frozen=True)
class PensionCheckFact:
    no: int
    result: str
    source: str
    dated: date


@dataclass(frozen=True)
class PensionConsidered:
    """A stillingtagen to førtidspension; ``opens`` says that a case about it is to be opened."""

    no: int
    opens: bool
    dated: date


@dataclass(frozen=True)
class DeclinedFact:
    """Treatment that the citizen has declined: that it was so, and of which kind."""

    no: int
    kind: str
    dated: date


@dataclass(frozen=True)
class NeedFact:
    """A version of a skånehensyn, without its words."""

    no: int
    dated: date
    ended_on: date | None
    confirmed_by_citizen: bool
    disputed_on: date | None


@dataclass(frozen=True)
class ProfileFacts:
    """The second floor of a case, each list in the order of its numbers."""

    started: bool = False
    parts: tuple[PartFact, ...] = ()
    frozen: tuple[FrozenFact, ...] = ()
    consents: tuple[ConsentFact, ...] = ()
    consents_asked: tuple[ConsentQuestionFact, ...] = ()
    refusals: tuple[RefusalFact, ...] = ()
    #: Points of the list of what informs the case that somebody has found unnecessary.
    not_needed: frozenset[str] = frozenset()
    medical: tuple[MedicalFact, ...] = ()
    statements: tuple[HealthStatementFact, ...] = ()
    questions: tuple[QuestionFact, ...] = ()
    measures: tuple[MeasureFact, ...] = ()
    trials: tuple[TrialFact, ...] = ()
    evidence: tuple[EvidenceFact, ...] = ()
    waivers: tuple[WaiverFact, ...] = ()
    udtalelse: tuple[StatementRoundFact, ...] = ()
    answers: tuple[AnswerFact, ...] = ()
    pension_checks: tuple[PensionCheckFact, ...] = ()
    pension_considered: tuple[PensionConsidered, ...] = ()
    declined: tuple[DeclinedFact, ...] = ()
    retention: RetentionFacts = field(default_factory=RetentionFacts)
    courses: CourseFacts = field(default_factory=CourseFacts)
    needs: tuple[NeedFact, ...] = ()

    @property
    def standing_needs(self) -> tuple[NeedFact, ...]:
        """The skånehensyn that hold now."""
        return tuple(one for one in self.needs if one.ended_on is None)

    @property
    def unanswered_needs(self) -> tuple[NeedFact, ...]:
        """Those to which the citizen has said nothing yet."""
        return tuple(one for one in self.standing_needs if not one.confirmed_by_citizen and one.disputed_on is None)

    def refused_on(self, scope: str = "") -> date | None:
        """When the citizen last said no to collecting (of that kind), unless a later consent has overtaken it."""
        standing = [
            refusal.refused_on
            for refusal in self.refusals
            if scope in ("", refusal.scope)
            and not any(one.scope == refusal.scope and one.given_on >= refusal.refused_on for one in self.consents)
        ]
        return max(standing, default=None)

    @property
    def unanswered_consents(self) -> tuple[ConsentQuestionFact, ...]:
        """The newest question of each kind to which the citizen has said neither yes nor no since."""
        newest = {one.scope: one for one in self.consents_asked}
        answered = [(one.scope, one.given_on) for one in self.consents]
        answered += [(one.scope, one.refused_on) for one in self.refusals]
        return tuple(
            asked
            for asked in newest.values()
            if not any(scope == asked.scope and day >= asked.asked_on for scope, day in answered)
        )

    @property
    def current_frozen(self) -> FrozenFact | None:
        """The newest version that has not lapsed."""
        return next((version for version in reversed(self.frozen) if not version.lapsed), None)

    @property
    def written(self) -> frozenset[str]:
        """The keys of the parts that hold a text."""
        return frozenset(part.key for part in self.parts if part.filled)

    @property
    def finished_trials(self) -> tuple[TrialFact, ...]:
        """Trials that were ended as agreed; a stopped one proves nothing."""
        return tuple(trial for trial in self.trials if trial.state == "ended")

    @property
    def measured(self) -> tuple[TrialFact | EvidenceFact, ...]:
        """Every source of figures on the work capacity: finished trials, and evidence from elsewhere."""
        return (*self.finished_trials, *self.evidence)

    @property
    def newest_measured(self) -> TrialFact | EvidenceFact | None:
        """The source of the newest figures that are known in full: what a decision begins with."""
        whole = [one for one in self.measured if one.effective is not None]
        return max(whole, key=known_on, default=None)

    def answer(self, key: str) -> AnswerFact:
        """The answer to a question of the assessment; an empty one while nobody has written it."""
        return next((one for one in self.answers if one.key == key), AnswerFact(key))

    def received(self, kind: str) -> MedicalFact | None:
        """The newest attest of a kind that has come."""
        return next((one for one in reversed(self.medical) if one.kind == kind and one.state == "received"), None)


@prepared
def _rows() -> QuerySet[Case, Any]:
    """Everything that the facts are made of, in one query."""
    in_force = Evidence.objects.filter(replaced_on=None).order_by("no")
    return Case.objects.annotate(
        p_parts=rows_with(ProfilePart, PartFact, "key", filled=Q(text_sealed__isnull=False)),
        p_frozen=rows_with(FrozenProfile, FrozenFact, lapsed=Q(lapsed_on__isnull=False)),
        p_consents=rows_of(Consent, ConsentFact, "no"),
        p_consents_asked=rows_of(ConsentQuestion, ConsentQuestionFact, "no"),
        p_refusals=rows_of(ConsentRefusal, RefusalFact, "no"),
        p_not_needed=gathered(NotNeeded.objects.order_by("no"), item="item"),
        p_medical=gathered(MedicalRequest.objects.order_by("no"), **(columns_of(MedicalFact) | {"document": "document__no"})),
        p_statements=rows_of(HealthStatement, HealthStatementFact, "no"),
        p_questions=rows_with(HealthQuestion, QuestionFact, waiting=Q(statement=None, taken_back_on=None)),
        p_measures=rows_of(Measure, MeasureFact, "no"),
        p_trials=rows_of(Trial, TrialFact, "no"),
        p_evidence=gathered(in_force, **columns_of(EvidenceFact)),
        p_waivers=rows_of(TrialWaiver, WaiverFact, "no"),
        p_udtalelse=rows_with(
            StatementRound,
            StatementRoundFact,
            worked_in=Q(worked_in_sealed__isnull=False),
            remarks=Q(remarks_sealed__isnull=False),
        ),
        p_answers=rows_with(Answer, AnswerFact, "key", filled=Q(text_sealed__isnull=False)),
        p_pension_checks=rows_of(PensionCheck, PensionCheckFact, "no"),
        p_pension_considered=rows_of(PensionConsideration, PensionConsidered, "no"),
        p_declined=rows_of(DeclinedTreatment, DeclinedFact, "no"),
        p_needs=rows_of(Accommodation, NeedFact, "no"),
        **retention.columns(),
        **course_facts.columns(),
    ).values()


@floor(ProfileFacts)
def load(cases: Sequence[UUID]) -> Mapping[UUID, ProfileFacts]:
    """One query for all."""
    return {
        row["id"]: ProfileFacts(
            started=row["state"] != "application",
            parts=read_all(PartFact, row["p_parts"]),
            frozen=read_all(FrozenFact, row["p_frozen"]),
            consents=read_all(ConsentFact, row["p_consents"]),
            consents_asked=read_all(ConsentQuestionFact, row["p_consents_asked"]),
            refusals=read_all(RefusalFact, row["p_refusals"]),
            not_needed=frozenset(item["item"] for item in row["p_not_needed"]),
            medical=read_all(MedicalFact, row["p_medical"]),
            statements=read_all(HealthStatementFact, row["p_statements"]),
            questions=read_all(QuestionFact, row["p_questions"]),
            measures=read_all(MeasureFact, row["p_measures"]),
            trials=read_all(TrialFact, row["p_trials"]),
            evidence=read_all(EvidenceFact, row["p_evidence"]),
            waivers=read_all(WaiverFact, row["p_waivers"]),
            udtalelse=read_all(StatementRoundFact, row["p_udtalelse"]),
            answers=read_all(AnswerFact, row["p_answers"]),
            pension_checks=read_all(PensionCheckFact, row["p_pension_checks"]),
            pension_considered=read_all(PensionConsidered, row["p_pension_considered"]),
            declined=read_all(DeclinedFact, row["p_declined"]),
            retention=retention.read(row),
            courses=course_facts.read(row),
            needs=read_all(NeedFact, row["p_needs"]),
        )
        for row in _rows(cases)
    }
