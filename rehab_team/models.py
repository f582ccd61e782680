"""Teams and their meetings, the form on which a case is put before one, and what came of it."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Case, Role, Unit, User
from cases.road import MEETING_ITEM_ROAD
from cases.roads import OnRoad
from flexcase.base import clock
from flexcase.base.crypto import DataKey, Sealed
from flexcase.base.ids import new_id


class Proposal(models.TextChoices):
    """What a case is put before the team for."""

    GRANT = "grant", "Bevilling af fleksjob"
    REJECTION = "rejection", "Afslag på fleksjob"


class Outcome(models.TextChoices):
    """What the team came to; "other" is tilskud to a firm, another effort, førtidspension, or none."""

    GRANT = "grant", "Bevilling af fleksjob"
    REJECTION = "rejection", "Afslag på fleksjob"
    OTHER = "other", "Noget andet end fleksjob"


class Field(models.TextChoices):
    """Which professional field a member speaks for."""

    EMPLOYMENT = "employment", "Beskæftigelse"
    SOCIAL = "social", "Socialområdet"
    HEALTH = "health", "Sundhed"
    EDUCATION = "education", "Uddannelse"
    HEALTH_COORDINATOR = "health_coordinator", "Sundhedskoordinator"


class Ballot(models.TextChoices):
    """A vote on the proposal. Empty: present, but has not voted."""

    FOR = "for", "For"
    AGAINST = "against", "Imod"
    ABSTAIN = "abstain", "Undlader"


class TeamQuerySet(models.QuerySet["Team"]):
    """Teams by whom they serve and who plans for them."""

    def serving(self, unit: Unit) -> TeamQuerySet:
        """The teams that a unit's cases are put before: its own first, then those for all units."""
        return self.filter(Q(unit=unit) | Q(unit=None)).order_by(F("unit").asc(nulls_last=True), "name")

    def planned_by(self, user: User, day: date) -> TeamQuerySet:
        """The teams whose meetings a user may plan: a leader of the unit, or the chair that day."""
        if user.role == Role.TEAM_LEADER and user.unit is not None:
            return self.serving(user.unit)
        chaired = Membership.objects.on(day).filter(user=user, is_chair=True)
        return self.filter(pk__in=chaired.values("team")).order_by("name")


class Team(models.Model):
    """A team (rehabiliteringsteam, visitationsteam) of one unit, or of all. ``quorum`` members must be present."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    name = models.CharField("navn", max_length=80, unique=True)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="teams")
    quorum = models.PositiveSmallIntegerField("medlemmer, der skal være til stede", default=3)

    objects = TeamQuerySet.as_manager()

    class Meta:
        db_table = "team"

    def __str__(self) -> str:
        return self.name


class MembershipQuerySet(models.QuerySet["Membership"]):
    """Memberships by the day."""

    def on(self, day: date) -> MembershipQuerySet:
        """Those that hold on a day."""
        return self.filter(Q(valid_until=None) | Q(valid_until__gte=day), valid_from__lte=day)


class Membership(models.Model):
    """A user's seat in a team, from one day to another."""

    Field = Field

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="memberships")
    user = models.ForeignKey(User, on_delete=models.PROTECT, related_name="memberships")
    field = models.CharField("område", max_length=20, choices=Field.choices)
    is_chair = models.BooleanField("formand", default=False)
    valid_from = models.DateField()
    valid_until = models.DateField(null=True)

    objects = MembershipQuerySet.as_manager()

    class Meta:
        db_table = "team_membership"
        ordering: ClassVar = ["-is_chair", "field", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "user", "valid_from"], name="membership_once"),
            models.CheckConstraint(
                name="membership_ends_after_start",
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
            ),
        ]

    @property
    def role(self) -> str:
        """What a letter and the meeting room call the seat."""
        return f"Formand, {self.get_field_display().lower()}" if self.is_chair else str(self.get_field_display())


class Meeting(models.Model):
    """A meeting of a team. Closed once every case on its agenda has been dealt with."""

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    team = models.ForeignKey(Team, on_delete=models.PROTECT, related_name="meetings")
    day = models.DateField("dag")
    starts = models.TimeField("begynder")
    minutes = models.PositiveSmallIntegerField("minutter til hver sag")
    place = models.CharField("sted", max_length=120)
    online = models.CharField("på video", max_length=200, blank=True)
    closed_on = models.DateField(null=True)

    class Meta:
        db_table = "team_meeting"
        ordering: ClassVar = ["day", "starts"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["team", "day", "starts"], name="meeting_once"),
            models.CheckConstraint(name="meeting_minutes", condition=Q(minutes__range=(1, 480))),
            models.CheckConstraint(
                name="meeting_closed_after_it_was_held",
                condition=Q(closed_on__isnull=True) | Q(closed_on__gte=F("day")),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.team} {self.day:%d.%m.%Y} kl. {self.starts:%H.%M}"

    @property
    def begins(self) -> datetime:
        """The moment in Danish time."""
        return datetime.combine(self.day, time(self.starts.hour, self.starts.minute), clock.COPENHAGEN)

    def members(self) -> MembershipQuerySet:
        """Who sits in the team on the day of the meeting."""
        return self.team.memberships.on(self.day).select_related("user")


def lines(text: str) -> tuple[str, ...]:
    """A list that is kept as one sealed text."""
    return tuple(text.splitlines())


class Recommendation(models.Model):
    """The form on which a case is put before the team (indstillingsskema, D-09). One is current; older ones have lapsed."""

    Proposal = Proposal
    #: The texts of the form, in its order.
    TEXTS = ("summary", "lasting", "substantial", "conflicts", "needs", "job_types", "support", "development", "remarks")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="recommendations")
    no = models.PositiveSmallIntegerField()
    version = models.PositiveIntegerField(default=1)
    proposal = models.CharField("forslag", max_length=10, choices=Proposal.choices)
    summary_sealed = models.BinaryField(null=True)
    lasting_sealed = models.BinaryField(null=True)
    substantial_sealed = models.BinaryField(null=True)
    conflicts_sealed = models.BinaryField(null=True)
    needs_sealed = models.BinaryField(null=True)
    job_types_sealed = models.BinaryField(null=True)
    support_sealed = models.BinaryField(null=True)
    development_sealed = models.BinaryField(null=True)
    remarks_sealed = models.BinaryField(null=True)
    written_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    written_on = models.DateField()
    lapsed_on = models.DateField(null=True)

    summary = Sealed()
    lasting = Sealed()
    substantial = Sealed()
    conflicts = Sealed()
    needs = Sealed()
    job_types = Sealed()
    support = Sealed()
    development = Sealed()
    remarks = Sealed()

    class Meta:
        db_table = "recommendation"
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="recommendation_no"),
            models.UniqueConstraint(fields=["case"], condition=Q(lapsed_on__isnull=True), name="one_current_recommendation"),
        ]

    def data_key(self) -> DataKey:
        return self.case.key

    @classmethod
    def current_of(cls, case: Case) -> Recommendation | None:
        """The form that has not lapsed."""
        return cls.objects.select_related("case__key").filter(case=case, lapsed_on=None).first()


class MeetingItem(OnRoad):
    """A case on a meeting's agenda, and what the team came to (D-10)."""

    road = MEETING_ITEM_ROAD
    Outcome = Outcome
    #: What the team gave weight to (V-04).
    CONSIDERATIONS = ("employment", "social", "health")

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    no = models.PositiveSmallIntegerField()
    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="meeting_items")
    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField("punkt")
    state = MEETING_ITEM_ROAD.field()
    #: Put before the team again, because the municipality disagreed (V-03).
    second = models.BooleanField("forelagt igen", default=False)
    outcome = models.CharField("resultat", max_length=10, choices=Outcome.choices, blank=True)
    employment_sealed = models.BinaryField(null=True)
    social_sealed = models.BinaryField(null=True)
    health_sealed = models.BinaryField(null=True)
    job_goal_sealed = models.BinaryField(null=True)
    needs_sealed = models.BinaryField(null=True)
    dissent_sealed = models.BinaryField(null=True)
    why_absent_sealed = models.BinaryField(null=True)
    citizen_present = models.BooleanField("borgeren var med", null=True)
    concluded_on = models.DateField(null=True)

    employment = Sealed()
    social = Sealed()
    health = Sealed()
    job_goal = Sealed()
    needs = Sealed()
    dissent = Sealed()
    why_absent = Sealed()

    class Meta:
        db_table = "meeting_item"
        ordering: ClassVar = ["order"]
        triggers: ClassVar = [MEETING_ITEM_ROAD.guard()]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "no"], name="meeting_item_no"),
            models.UniqueConstraint(fields=["meeting", "order"], name="meeting_item_order"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="listed"), name="case_on_one_agenda"),
            models.CheckConstraint(name="meeting_item_state", condition=Q(state__in=MEETING_ITEM_ROAD.states)),
            models.CheckConstraint(
                name="concluded_item_has_outcome",
                condition=~Q(state="concluded") | (~Q(outcome="") & Q(concluded_on__isnull=False)),
            ),
            models.CheckConstraint(
                name="absent_citizen_is_explained",
                condition=~Q(citizen_present=False) | Q(why_absent_sealed__isnull=False),
            ),
        ]

    def data_key(self) -> DataKey:
        return self.case.key


class Presence(models.Model):
    """A member who is present when a case is dealt with, and the vote: one a member, by constraint."""

    Ballot = Ballot

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    item = models.ForeignKey(MeetingItem, on_delete=models.PROTECT, related_name="presences")
    member = models.ForeignKey(Membership, on_delete=models.PROTECT, related_name="+")
    vote = models.CharField("stemme", max_length=10, choices=Ballot.choices, blank=True)
    dissent_sealed = models.BinaryField(null=True)

    dissent = Sealed()

    class Meta:
        db_table = "team_presence"
        constraints: ClassVar = [models.UniqueConstraint(fields=["item", "member"], name="one_vote_a_member")]

    def data_key(self) -> DataKey:
        return self.item.case.key
