"""What is asked of the citizen while a partshøring runs, in the words of a reminder."""

from __future__ import annotations

from cases.awaits import asked_by
from cases.letters.reminder import Awaited
from cases.models import Case, Deadline


@asked_by("hearing_response")
def hearing(case: Case, row: Deadline) -> Awaited:
    """The answer to the partshøring (forvaltningsloven § 19). Its last day is the one that was told: nothing moves it here."""
    return Awaited(
        heading="Dit svar, før vi afgør din sag",
        text="Vi har skrevet til dig om det, vi vil lægge vægt på. Fortæl os, om det er rigtigt, og om noget mangler.",
        by=row.due,
        otherwise=case.regime.texts["hearing_silence"].strip(),
    )
