"""How a member of a team stands to a case: by its agenda and the membership, for as long as the work takes."""

from __future__ import annotations

from datetime import timedelta

from django.db.models import Exists, F, OuterRef, Q

from cases.access import Relation, also_visible
from cases.models import User
from flexcase.base import clock
from rehab_team.models import MeetingItem

#: A member reads a case from so many days before the meeting, and until so many days after it.
BEFORE = timedelta(days=14)
AFTER = timedelta(days=28)
#: A case that was postponed or taken back is no longer the team's.
WITH_THE_TEAM = ("listed", "concluded")


def on_the_agenda(user: User) -> Q:
    """Cases before a team of which the user is a member on the day of the meeting."""
    today = clock.today()
    seat = "meeting__team__memberships"
    until = Q(**{f"{seat}__valid_until": None}) | Q(**{f"{seat}__valid_until__gte": F("meeting__day")})
    # One filter: the user, the dates and the team must be those of the same membership.
    items = MeetingItem.objects.filter(
        until,
        case=OuterRef("pk"),
        state__in=WITH_THE_TEAM,
        meeting__day__range=(today - AFTER, today + BEFORE),
        **{f"{seat}__user": user, f"{seat}__valid_from__lte": F("meeting__day")},
    )
    return Q(Exists(items))


also_visible(Relation.TEAM, on_the_agenda)
