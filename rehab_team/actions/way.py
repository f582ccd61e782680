"""What of the team's work becomes void when a case goes back or is withdrawn."""

from __future__ import annotations

from cases.act import Act
from cases.actions import LAPSES
from rehab_team.actions.places import close_when_done
from rehab_team.models import MeetingItem, Recommendation


def lapse(act: Act, to: str) -> None:
    """What becomes void when the case leaves the team: places on agendas, and on the way back also answer and form."""
    back = to in {"profile", "hearing"}
    if not back and to != "withdrawn":
        return
    void = ("listed", "concluded") if back else ("listed",)
    for item in MeetingItem.objects.filter(case=act.case, state__in=void).select_related("meeting").order_by("no"):
        waiting = item.state == "listed"
        act.take(item, "lapse")
        if waiting:
            close_when_done(item.meeting, act.now.date())
    if back and (form := Recommendation.current_of(act.case)):
        form.lapsed_on = act.day
        form.save(update_fields=["lapsed_on"])


LAPSES.append(lapse)
