"""Places on agendas: taken, found and closed. What the actions around a meeting have in common."""

from __future__ import annotations

from datetime import date, time
from uuid import UUID

from django.db.models import Max

from cases.act import Act, Refused
from flexcase.law.event import FactValue
from rehab_team.models import Meeting, MeetingItem, Team
from rehab_team.outcomes import outdated
from rehab_team.prefill import coming_meetings
from rehab_team.writing import invitation

#: Where a meeting was held that nobody planned here (migration; a team that met elsewhere).
UNPLANNED = "Møde, der er registreret bagefter"


def put_on_agenda(act: Act, meeting_id: str) -> MeetingItem:
    """List the case on a meeting, the next one unless it is named, and invite the citizen."""
    meetings = coming_meetings(act.case, act.now.date())
    wanted = [meeting for meeting in meetings if not meeting_id or meeting.pk == UUID(meeting_id)]
    if not wanted:
        raise Refused("Der er ikke planlagt et møde. Planlæg mødet først.", "meeting")
    if listed := MeetingItem.objects.filter(case=act.case, state="listed").select_related("meeting").first():
        raise Refused(f"Sagen er allerede på dagsordenen {listed.meeting.day:%d.%m.%Y}. Udsæt den først.", "meeting")
    item = new_item(act, wanted[0])
    act.letter(invitation(act.case, item.meeting, act.day))
    for member in item.meeting.members():
        act.notify(
            member.user,
            "case_scheduled",
            f"Sag {act.case.number} er på dagsordenen {item.meeting.day:%d.%m.%Y}.",
        )
    return item


def new_item(act: Act, meeting: Meeting) -> MeetingItem:
    """The case at the next free place of the agenda; again, when the team has answered before."""
    # The meeting is locked so that two cases do not take one place.
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    earlier = MeetingItem.objects.filter(case=act.case)
    last = meeting.items.aggregate(last=Max("order"))["last"] or 0
    item = MeetingItem(case=act.case, meeting=meeting, no=earlier.count() + 1, order=last + 1)
    item.second = earlier.filter(state="concluded").exists()
    item.save()
    return item


def item_before_team(act: Act, no: int | None) -> MeetingItem | None:
    """The case as it stands on an agenda now."""
    listed = MeetingItem.objects.filter(case=act.case, state="listed").select_related("meeting__team")
    item = listed.first()
    if item is not None and no not in (None, item.no):
        raise Refused("Punktet er ikke længere på dagsordenen. Genindlæs siden.")
    return item


def unplanned_item(act: Act) -> MeetingItem:
    """A place on the agenda of a meeting that was held that day without having been planned here."""
    last = MeetingItem.objects.filter(case=act.case, state="concluded").select_related("meeting").order_by("-no").first()
    if last is not None and not outdated(last.meeting.day, act.case.regime):
        raise Refused("Teamet har svaret. Sæt sagen på en ny dagsorden, hvis teamet skal se på den igen.")
    team = Team.objects.serving(act.case.unit).first()
    if team is None:
        raise Refused("Der er ikke et team for enheden. Bed en administrator om at oprette det.")
    meeting = Meeting.objects.filter(team=team, day=act.day).first()
    if meeting is None:  # unless somebody else writes down the same meeting at this moment
        unplanned = {"minutes": 30, "place": UNPLANNED}
        meeting, _ = Meeting.objects.get_or_create(team=team, day=act.day, starts=time(9), defaults=unplanned)
    return new_item(act, meeting)


def close_when_done(meeting: Meeting, day: date) -> None:
    """A meeting ends when it has been held and no case waits on its agenda."""
    # Locked, so that of the two last cases one sees that the other is done.
    Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    if day >= meeting.day and not meeting.items.filter(state="listed").exists():
        meeting.closed_on = day
        meeting.save(update_fields=["closed_on"])


def scheduled_facts(item: MeetingItem) -> dict[str, FactValue]:
    """What the timeline holds of a place on an agenda."""
    return {
        "item": item.no,
        "meeting": item.meeting_id,
        "meeting_on": item.meeting.day,
        "second": item.second,
    }
