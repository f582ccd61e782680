"""The meeting to which the citizen is invited, in the words of a reminder."""

from __future__ import annotations

from cases.awaits import asked_by
from cases.letters.reminder import Awaited
from cases.letters.typography import clock as clock_time
from cases.models import Case, Deadline
from flexcase.base import clock
from rehab_team.models import MeetingItem


@asked_by("team_meeting")
def meeting(case: Case, row: Deadline) -> Awaited | None:
    """A meeting that lies ahead. Nobody has to come."""
    if row.due is None or row.due < clock.today():
        return None
    item = MeetingItem.objects.filter(case=case, state="listed", meeting__day=row.due).select_related("meeting").first()
    if item is None:
        return None
    return Awaited(
        heading="Mødet om din sag",
        text="Du er inviteret til et møde. Stedet står i det brev, du har fået.",
        on=item.meeting.day,
        at=f"kl. {clock_time(item.meeting.starts)}",
        otherwise="Du må gerne tage en med. Vil du ikke med, eller kan du ikke den dag, så ring til os.",
    )
