"""What the team's forms are filled with when they are opened, so that nothing is typed twice."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.models import Case
from flexcase.base import clock
from rehab_team.models import Meeting, MeetingItem, Membership, Recommendation, Team, lines
from resourceprofile.sources import accommodations, assessment_texts

LISTS = ("needs", "job_types")
#: What the form takes from the assessment, under the same names.
ASSESSED = ("lasting", "substantial", "conflicts", "development")


def _texts(row: Recommendation) -> dict[str, Any]:
    return {name: lines(getattr(row, name)) if name in LISTS else getattr(row, name) for name in Recommendation.TEXTS}


def form(case: Case) -> dict[str, Any]:
    """The current form; else the one that lapsed; else what the assessment and the trials say."""
    current = Recommendation.current_of(case)
    if current is not None:
        return {"version": current.version, "proposal": current.proposal, **_texts(current)}
    lapsed = Recommendation.objects.filter(case=case).select_related("case__key").order_by("-no").first()
    if lapsed is not None:
        return {"proposal": lapsed.proposal, **_texts(lapsed)}
    assessed = assessment_texts(case)
    known = {name: assessed[name] for name in ASSESSED if name in assessed}
    return {"needs": accommodations(case), **known}


def outcome(case: Case) -> dict[str, Any]:
    """The team's answer begins with what the form proposes."""
    row = Recommendation.current_of(case)
    if row is None:
        return {}
    return {
        "outcome": row.proposal,
        "clarified": "\n\n".join(text for text in (row.lasting, row.substantial) if text),
        "job_goal": "\n".join(lines(row.job_types)),
        "needs": lines(row.needs),
        "support": row.support,
        "development": row.development,
        "present": _voters(case),
    }


def _voters(case: Case) -> list[str]:
    seats = Membership.objects.filter(pk__in=_listed(case).values("presences__member"))
    return list(seats.values_list("user__username", flat=True))


def _listed(case: Case) -> Any:
    return MeetingItem.objects.filter(case=case, state="listed")


def member_choices(case: Case) -> list[tuple[str, str]]:
    """Who may have been present: the members of the team that the case is before, or would be."""
    item = _listed(case).select_related("meeting__team").first()
    if item is not None:
        members = item.meeting.members()
    else:
        team = Team.objects.serving(case.unit).first()
        members = Membership.objects.filter(team=team).on(clock.today()).select_related("user")
    return [(member.user.username, f"{member.user}, {member.role.lower()}") for member in members]


def coming_meetings(case: Case, day: date) -> list[Meeting]:
    """The meetings on whose agenda the case may be put, the next one first."""
    teams = Team.objects.serving(case.unit)
    found = Meeting.objects.filter(team__in=teams, day__gte=day, closed_on=None).select_related("team")
    return list(found.order_by("day", "starts", "pk"))


def meeting_choices(case: Case, day: date) -> list[tuple[str, str]]:
    """The same for a field."""
    return [(str(meeting.pk), str(meeting)) for meeting in coming_meetings(case, day)]
