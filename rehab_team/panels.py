"""The team's tab on the case page, and its words on the timeline."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cases.casepage.tabs import panel
from cases.menu import SECTIONS
from cases.models import Case, User
from cases.told import ARRIVALS, ICONS, TOLD
from flexcase.law.rule import Part
from rehab_team.models import MeetingItem, Recommendation
from rehab_team.room import ATTEND
from rehab_team.sheets import MINUTES_HEADINGS, attendance, form_parts, present

SECTIONS |= {"meetings": ATTEND}
ARRIVALS |= {"team_outcome_recorded"}
TOLD |= {
    "recommendation_written": "Skemaet til teamet skrevet",
    "submitted_to_team": "Sagen forelagt teamet",
    "case_scheduled": "Sat på teamets dagsorden",
    "vote_cast": "Stemme afgivet i teamet",
    "team_outcome_recorded": "Teamet har svaret",
    "team_case_postponed": "Udsat i teamet",
    "case_handed_over": "Sagen givet videre",
    "coordinator_appointed": "Koordinerende sagsbehandler udpeget",
}
ICONS |= {
    "recommendation_written": "assignment",
    "submitted_to_team": "groups",
    "case_scheduled": "calendar-month",
    "vote_cast": "how-to-reg",
    "team_outcome_recorded": "how-to-reg",
    "team_case_postponed": "time",
    "case_handed_over": "forward",
    "coordinator_appointed": "person",
}
STATES = {"listed": "På dagsordenen", "concluded": "Besvaret", "postponed": "Udsat", "lapsed": "Bortfaldet"}


@panel(
    "team",
    lambda regime: regime.labels["team"].capitalize(),
    part=Part.TEAM,
    template="rehab_team/panel.html",
    rank=40,
)
def team(case: Case, user: User) -> dict[str, Any]:
    """The recommendation form, and what came of each meeting, the newest first."""
    form = Recommendation.current_of(case)
    found = MeetingItem.objects.filter(case=case).select_related("meeting__team", "case__key").order_by("-no")
    return {
        "team_form": form,
        "team_form_title": case.regime.labels["recommendation_form"].capitalize(),
        "team_form_parts": form_parts(form) if form else {},
        "team_items": [_item(item, user) for item in found],
    }


def _item(item: MeetingItem, user: User) -> dict[str, Any]:
    texts = {heading: getattr(item, name) for name, heading in MINUTES_HEADINGS.items()}
    room = f"{reverse('meeting', args=[item.meeting_id])}?punkt={item.order}"
    return {
        "row": item,
        "state": STATES[item.state],
        "url": room if user.role in ATTEND and item.state != "lapsed" else "",
        "present": present(item),
        "attendance": attendance(item),
        "texts": {heading: text for heading, text in texts.items() if text},
    }
