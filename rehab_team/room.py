"""What the meetings' pages show: which meetings somebody may see, and one meeting with one case before it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet

from cases.access import UNIT_ROLES
from cases.actions import CASEWORK
from cases.models import Case, Conflict, Role, User
from flexcase.base import clock
from flexcase.law.regime import Mandate
from rehab_team.actions import MINUTE_TAKERS, VOTERS
from rehab_team.models import Meeting, MeetingItem, Membership, Outcome, Presence, Recommendation, Team
from rehab_team.sheets import FORM_HEADINGS, MINUTES_HEADINGS, attendance
from rehab_team.voting import Tally, tally
from resourceprofile.sources import CapacitySource, capacity_sources

#: Who has business at meetings at all.
ATTEND = CASEWORK | VOTERS
#: How long a meeting that has been held stays on the list.
LOOK_BACK = timedelta(days=28)
DEALT_WITH = ("concluded", "postponed")
#: What concluding is called, by what the team may do.
CONCLUDE = {Mandate.NONE: "Udtal", Mandate.RECOMMENDS: "Indstil", Mandate.DECIDES: "Beslut"}
#: The two answers that have a button of their own beside the proposal; the rest are chosen in the form.
MOST_OFTEN = (Outcome.GRANT.value, Outcome.REJECTION.value)


def meetings_of(user: User) -> QuerySet[Meeting]:
    """Meetings of the user's teams on the day they are held, and of the teams that serve the user's unit."""
    if user.role not in ATTEND:
        return Meeting.objects.none()
    seat = "team__memberships"
    until = Q(**{f"{seat}__valid_until": None}) | Q(**{f"{seat}__valid_until__gte": F("day")})
    mine = Q(until, **{f"{seat}__user": user, f"{seat}__valid_from__lte": F("day")})
    if user.role in UNIT_ROLES and user.unit is not None:
        mine |= Q(team__in=Team.objects.serving(user.unit))
    return Meeting.objects.filter(mine).select_related("team").distinct()


def listing(user: User) -> dict[str, list[Meeting]]:
    """The coming meetings and those held of late, with how many cases are on each agenda. One query."""
    today = clock.today()
    counted = (
        meetings_of(user)
        .filter(day__gte=today - LOOK_BACK)
        .annotate(
            waiting=Count("items", filter=Q(items__state="listed"), distinct=True),
            dealt_with=Count("items", filter=Q(items__state__in=DEALT_WITH), distinct=True),
        )
    )
    found = list(counted.order_by("day", "starts"))
    return {
        "coming": [meeting for meeting in found if meeting.day >= today and meeting.closed_on is None],
        "held": [meeting for meeting in reversed(found) if meeting.day < today or meeting.closed_on is not None],
    }


@dataclass(frozen=True)
class Seat:
    """A member at the table, as the page shows it."""

    name: str
    role: str
    vote: str  # for, against, abstain, present, missing or conflicted
    words: str


@dataclass(frozen=True)
class Room:
    """One meeting with one of its cases before the team, for one user."""

    meeting: Meeting
    items: Sequence[MeetingItem]
    item: MeetingItem | None
    seats: Sequence[Seat] = ()
    votes: Tally | None = None
    form: Recommendation | None = None
    sources: Sequence[CapacitySource] = ()
    documents: int = 0
    may: frozenset[str] = field(default_factory=frozenset)

    @property
    def case(self) -> Case | None:
        return self.item.case if self.item else None

    @property
    def after(self) -> MeetingItem | None:
        """The next case that waits."""
        here = self.item.order if self.item else 0
        return next((item for item in self.items if item.order > here and item.state == "listed"), None)

    @property
    def answered(self) -> list[tuple[str, str]]:
        """What the team's answer says, heading by heading, once there is one."""
        if self.item is None or not self.item.outcome:
            return []
        filled = [(heading, getattr(self.item, name)) for name, heading in MINUTES_HEADINGS.items()]
        return [*((heading, text) for heading, text in filled if text), ("Borgeren", attendance(self.item))]

    @property
    def rows(self) -> list[tuple[str, str]]:
        """The recommendation form, heading by heading."""
        if self.form is None:
            return []
        filled = [(heading, getattr(self.form, name)) for name, heading in FORM_HEADINGS.items()]
        return [("Forslag", self.form.get_proposal_display()), *((h, text) for h, text in filled if text)]


def enter(user: User, meeting_id: UUID, order: int | None) -> Room | None:
    """The room if the user may be in it; cases that the user may not see are not on the agenda that is shown."""
    meeting = meetings_of(user).filter(pk=meeting_id).first()
    if meeting is None:
        return None
    items = list(
        MeetingItem.objects.filter(meeting=meeting, case__in=Case.objects.visible_to(user))
        .exclude(state="lapsed")
        .select_related("case__citizen", "case__key", "case__caseworker", "case__unit", "meeting__team")
    )
    waiting = (item for item in items if item.state == "listed")
    item = next((item for item in items if item.order == order), None) if order else next(waiting, next(iter(items), None))
    return _with_case(user, meeting, items, item) if item else Room(meeting, items, None)


def _with_case(user: User, meeting: Meeting, items: Sequence[MeetingItem], item: MeetingItem) -> Room:
    members = list(meeting.members())
    presences = list(item.presences.all())
    conflicted = set(Conflict.objects.filter(case=item.case).values_list("user_id", flat=True))
    return Room(
        meeting=meeting,
        items=items,
        item=item,
        seats=[_seat(member, presences, conflicted) for member in members],
        votes=tally(meeting.team.quorum, members, presences, conflicted),
        form=Recommendation.current_of(item.case),
        sources=capacity_sources(item.case),
        documents=item.case.documents.count(),
        may=_may(user, meeting, item, members),
    )


def _seat(member: Membership, presences: Sequence[Presence], conflicted: set[UUID]) -> Seat:
    name, role = str(member.user), member.role.lower()
    row = next((presence for presence in presences if presence.member_id == member.pk), None)
    if member.user_id in conflicted:
        return Seat(name, role, "conflicted", "Inhabil")
    if row is None:
        return Seat(name, role, "missing", "Mangler")
    if not row.vote:
        return Seat(name, role, "present", "Til stede")
    return Seat(name, role, row.vote, row.get_vote_display())


def _may(user: User, meeting: Meeting, item: MeetingItem, members: Sequence[Membership]) -> frozenset[str]:
    """What the page offers; the door asks again."""
    if item.state != "listed" or item.case.state != "team":
        return frozenset()
    deeds = set()
    if user.role in VOTERS and any(member.user_id == user.pk for member in members):
        deeds |= {"vote", "declare"}
    if user.role in MINUTE_TAKERS:
        deeds.add("postpone")
        if meeting.day <= clock.today():
            deeds.add("conclude")
    return frozenset(deeds)


def may_plan(user: User) -> bool:
    """Whether the list of meetings offers to plan one."""
    return user.role in {Role.TEAM_LEADER, Role.TEAM_CHAIR}
