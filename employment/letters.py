"""Letters of the employment floor: the assessment of work capacity in a concrete fleksjob."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from cases.letters import AppealGuidance, Helper, Letter, Missing, letter, must
from cases.letters.piece import is_blank
from cases.letters.typography import number
from flexcase.law.capacity import effective_hours
from flexcase.law.danish import number_in_words


def hours_in_words(hours: Decimal) -> str:
    """»otte timer om ugen«, »7,5 timer om ugen«."""
    whole = hours == hours.to_integral_value()
    count = number_in_words(int(hours)) if whole else number(hours)
    return f"{count} {'time' if hours == 1 else 'timer'} om ugen"


@letter
class JobAssessment(Letter):
    """D-15: hours and intensity in this job, how it takes regard, why it differs from the grant, and how to complain.

    A written decision always carries reasons and klagevejledning (X-14, X-15), also where the citizen agrees.
    ``difference`` is the reason for other hours or intensity than those assessed at the grant (X-16).
    """

    kind: ClassVar[str] = "job_assessment"
    title: ClassVar[str] = "Vurdering af arbejdsevnen i et fleksjob"

    employer: str = must("Arbejdsgiver", rule="X-10")
    hours: Decimal
    intensity: Decimal
    """Per cent of what others manage in the same hours."""
    starts_on: date | None = None
    functions: tuple[str, ...] = ()
    assessment: str = ""
    needs: tuple[str, ...] = ()
    granted_hours: Decimal | None = None
    granted_intensity: Decimal | None = None
    difference: str = ""
    follow_up: str = ""
    rules: str = must("Regler", rule="P-12")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    appeal: AppealGuidance | None = must("Klagevejledning", rule="X-15")

    @property
    def subject(self) -> str:
        return f"Vi har vurderet dit fleksjob hos {self.employer}"

    @property
    def hours_words(self) -> str:
        return hours_in_words(self.hours)

    @property
    def granted_hours_words(self) -> str:
        return hours_in_words(self.granted_hours) if self.granted_hours is not None else ""

    @property
    def effective(self) -> Decimal:
        """Hours of full effort a week."""
        return effective_hours(self.hours, self.intensity)

    @property
    def differs(self) -> bool:
        """Whether hours or intensity are others than at the grant."""
        pairs = ((self.granted_hours, self.hours), (self.granted_intensity, self.intensity))
        return any(was is not None and was != now for was, now in pairs)

    def also_missing(self) -> Iterator[Missing]:
        """A difference from the grant needs its reason (X-16)."""
        if self.differs and is_blank(self.difference):
            yield Missing("Begrundelse for forskellen fra bevillingen", "difference", "X-16")
