"""What other floors, screens and letters read of this floor, in words. Rules never do: they read facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from uuid import UUID

from cases.models import Case
from resourceprofile.answers import DEVELOPMENT, QUESTIONS
from resourceprofile.checklist import WORKPLACES
from resourceprofile.models import Accommodation, Answer, Evidence, ProfilePart, StatementRound, Trial, Workplace


@dataclass(frozen=True)
class CapacitySource:
    """One source of work capacity: where, when, hours a week, intensity in per cent, effective hours a week."""

    label: str
    dated: date
    hours: Decimal | None
    intensity: Decimal | None
    effective: Decimal | None
    link: str
    at_work: bool = True
    """Whether it shows work on a workplace; school, home and a doctor's words do not."""
    row_id: UUID | None = None
    """The trial or the evidence itself."""
    earlier: tuple[date, ...] = ()
    """Days of the evidence of the same kind that was replaced: who quoted it, quoted what is put right now."""


def capacity_sources(case: Case) -> tuple[CapacitySource, ...]:
    """Finished trials and evidence from elsewhere, oldest first."""
    trials = Trial.objects.filter(case=case, state="ended").select_related("case__key")
    evidence = Evidence.objects.filter(case=case).select_related("case__key").order_by("no")
    replaced = [row for row in evidence if row.replaced_on is not None]
    found = [
        CapacitySource(
            row.place,
            row.ended_on or row.started_on,
            row.hours,
            row.intensity,
            row.effective,
            f"#forloeb-{row.no}",
            row_id=row.pk,
        )
        for row in trials
    ] + [
        CapacitySource(
            row.get_source_display(),
            row.dated,
            row.hours,
            row.intensity,
            row.effective,
            f"#kilde-{row.no}",
            at_work=row.source in WORKPLACES,
            row_id=row.pk,
            earlier=tuple(old.dated for old in replaced if old.source == row.source and old.no < row.no),
        )
        for row in evidence
        if row.replaced_on is None
    ]
    return tuple(sorted(found, key=lambda source: source.dated))


@dataclass(frozen=True)
class Remark:
    """What the citizen said of the description (P-07), when, and how it was worked in (empty while nobody has)."""

    said_on: date
    said: str
    worked_in: str


def remarks(case: Case) -> tuple[Remark, ...]:
    """Every remark of the udtalelser, oldest first; they stay the citizen's own words when the description changes."""
    rounds = StatementRound.objects.filter(case=case, remarks_sealed__isnull=False).select_related("case__key").order_by("no")
    return tuple(Remark(row.answered_on or row.sent_on, row.remarks, row.worked_in) for row in rounds if row.remarks)


def accommodations(case: Case, area: str = "") -> tuple[str, ...]:
    """The skånehensyn that hold now, in one area or in all of them."""
    return tuple(row.text for row in needs_of(case) if row.ended_on is None and area in ("", row.area))


def needs_of(case: Case) -> tuple[Accommodation, ...]:
    """Every skånehensyn that there has been, oldest first."""
    return tuple(Accommodation.objects.filter(case=case).select_related("case__key", "confirms").order_by("no"))


def assessment_texts(case: Case) -> dict[str, str]:
    """What the assessment says, by key; the parts of the development are one text, each under its heading."""
    rows = Answer.objects.filter(case=case).select_related("case__key")
    texts = {row.key: row.text for row in rows if row.text}
    development = [f"{one.label}: {texts[one.key]}" for one in DEVELOPMENT if one.key in texts]
    return {**texts, "development": "\n".join(development)} if development else texts


def assessment_sections(case: Case) -> tuple[tuple[str, str, str], ...]:
    """Key, heading and text of every answer that is written, in the order of the questions."""
    texts = assessment_texts(case)
    return tuple((one.key, one.label, texts[one.key]) for one in QUESTIONS if one.key in texts)


def profile_sections(case: Case) -> tuple[tuple[str, str], ...]:
    """Heading and text of every part that is written, in the regime's order."""
    texts = {row.key: row.text for row in ProfilePart.objects.filter(case=case).select_related("case__key")}
    return tuple((part.label, part.text_of(texts)) for part in case.regime.profile_parts if part.text_of(texts))


def gave_up_workplace(case: Case) -> bool:
    """Whether the citizen first wanted to stay at their workplace, and then said that the fleksjob can be somewhere else."""
    return Workplace.objects.filter(case=case, given_up_on__isnull=False).exists()
