"""What other floors, screens and letters read of this floor, in words. Rules never do: they read facts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

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


def capacity_sources(case: Case) -> tuple[CapacitySource, ...]:
    """Finished trials and evidence from elsewhere, oldest first."""
    trials = Trial.objects.filter(case=case, state="ended").select_related("case__key")
    evidence = Evidence.objects.filter(case=case, replaced_on=None).select_related("case__key")
    found = [
        CapacitySource(row.place, row.ended_on or row.started_on, row.hours, row.intensity, row.effective, f"#forloeb-{row.no}")
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
        )
        for row in evidence
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


def accommodations(case: Case) -> tuple[str, ...]:
    """The skånehensyn that hold now."""
    rows = Accommodation.objects.filter(case=case, ended_on=None).select_related("case__key").order_by("no")
    return tuple(row.text for row in rows)


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
