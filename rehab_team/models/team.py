"""Teams, who sits in them, and their meetings."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from cases.models import Role, Unit, User
from flexcase.base import clock
from flexcase.base.ids import new_id


class Field(models.TextChoices):
    """Which professional field a member speaks for."""

    EMPLOYMENT = "employment", "Beskæftigelse"
    SOCIAL = "social", "Socialområdet"
    HEALTH = "health", "Sundhed"
    EDUCATION = "education", "Uddannelse"
    HEALTH_COORDINATOR = "health_coordinator", "Sundhedskoordinator"


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
