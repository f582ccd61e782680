"""What is asked of the citizen while a partshøring runs, in the words of a reminder."""

from __future__ import annotations

from cases.awaits import asked_by
from cases.letters.reminder import Awaited
from cases.models import Case, Deadline
from flexcase.base import clock

#: What holds when the frist is over and nothing is decided yet: what comes before the decision is still read.
TOO_LATE = "Fristen er gået, så vi går snart videre med din sag. Hører vi fra dig, før den er afgjort, tager vi dit svar med."


@asked_by("hearing_response")
def hearing(case: Case, row: Deadline) -> Awaited:
    """The answer to the partshøring (forvaltningsloven § 19). Its last day is the one that was told: nothing moves it here."""
    passed = row.due is not None and row.due < clock.today()
    return Awaited(
        heading="Dit svar, før vi afgør din sag",
        text="Vi har sendt dig et brev om det, vi ved om din sag. Fortæl os, om det er rigtigt, og om noget mangler.",
        by=row.due,
        otherwise=TOO_LATE if passed else case.regime.texts["hearing_silence"].strip(),
    )
