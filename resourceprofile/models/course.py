"""Ressourceforløb beside the case (LAB chapter 19): its time, its effort, and the talk about an offer that ignores health."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from cases.road import HEALTH_TALK_ROAD, RESOURCE_COURSE_ROAD
from cases.roads import OnRoad
from flexcase.base.crypto import Sealed
from resourceprofile.models.shape import OfCase, in_order, numbered


class Effort(models.TextChoices):
    """What counts as an effort within six months (§ 113, stk. 2)."""

    GUIDANCE = "guidance", "Vejledning eller opkvalificering (kapitel 14)"
    PRACTICE = "practice", "Virksomhedspraktik (kapitel 11)"
    WAGE_SUBSIDY = "wage_subsidy", "Løntilskud (kapitel 12)"
    SOCIAL = "social", "Indsats efter serviceloven"
    HEALTH = "health", "Kommunal indsats efter sundhedsloven"


class Afterwards(models.TextChoices):
    """What is decided before a course ends (§ 113, stk. 4)."""

    FLEKSJOB = "fleksjob", "Sagen om fleksjob går videre"
    NEW_COURSE = "new_course", "Et nyt ressourceforløb"
    OTHER_EFFORT = "other_effort", "En anden indsats"
    PENSION = "pension", "En sag om førtidspension"
    WORK = "work", "Job eller uddannelse på almindelige vilkår"


class ResourceCourse(OfCase, OnRoad):
    """One ressourceforløb. ``planned_end`` is the exact end fixed with the decision (82-16); leave moves it."""

    road = RESOURCE_COURSE_ROAD
    Effort = Effort
    Afterwards = Afterwards

    state = RESOURCE_COURSE_ROAD.field()
    started_on = models.DateField()
    planned_end = models.DateField()
    own_wish = models.BooleanField("borgeren ønsker forløbet", default=False)
    effort = models.CharField(max_length=20, choices=Effort.choices, blank=True)
    effort_on = models.DateField(null=True)
    before_team_on = models.DateField(null=True)
    excused_on = models.DateField(null=True)
    afterwards = models.CharField(max_length=20, choices=Afterwards.choices, blank=True)
    afterwards_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)

    class Meta:
        db_table = "resource_course"
        triggers: ClassVar = [RESOURCE_COURSE_ROAD.guard()]
        constraints: ClassVar = [
            numbered("resource_course"),
            in_order("resource_course", "started_on", "planned_end"),
            in_order("resource_course", "started_on", "ended_on"),
            in_order("resource_course", "started_on", "effort_on"),
            models.UniqueConstraint(fields=["case"], condition=Q(state="running"), name="one_running_resource_course"),
            models.CheckConstraint(
                name="ended_resource_course_has_end", condition=Q(state="running") | Q(ended_on__isnull=False)
            ),
        ]


class LeaveKind(models.TextChoices):
    """Leave that is not counted (§ 114, stk. 1)."""

    BIRTH = "birth", "Barsel eller adoption"
    GRIEF = "grief", "Sorgorlov"


class CourseLeave(OfCase):
    """Barsel or sorgorlov during a course."""

    Kind = LeaveKind

    course = models.ForeignKey(ResourceCourse, on_delete=models.PROTECT, related_name="leaves")
    kind = models.CharField(max_length=10, choices=LeaveKind.choices)
    started_on = models.DateField()
    ended_on = models.DateField()

    class Meta:
        db_table = "resource_course_leave"
        constraints: ClassVar = [
            numbered("resource_course_leave"),
            in_order("resource_course_leave", "started_on", "ended_on"),
        ]


class HealthTalk(OfCase, OnRoad):
    """The talk about an offer that ignores the citizen's health (§ 113, stk. 3, M-07). Until it is decided nothing begins."""

    road = HEALTH_TALK_ROAD

    state = HEALTH_TALK_ROAD.field()
    course = models.ForeignKey(ResourceCourse, on_delete=models.PROTECT, related_name="talks")
    asked_on = models.DateField()
    offer_sealed = models.BinaryField(null=True)
    held_on = models.DateField(null=True)
    held_with_sealed = models.BinaryField(null=True)
    said_sealed = models.BinaryField(null=True)
    decided_on = models.DateField(null=True)
    adjusted = models.BooleanField("tilbuddet tilpasses", null=True)
    reason_sealed = models.BinaryField(null=True)

    offer = Sealed()
    #: Who took part: the health coordinator, and the koordinerende sagsbehandler or jobformidler.
    held_with = Sealed()
    said = Sealed()
    reason = Sealed()

    class Meta:
        db_table = "health_talk"
        triggers: ClassVar = [HEALTH_TALK_ROAD.guard()]
        constraints: ClassVar = [
            numbered("health_talk"),
            in_order("health_talk", "asked_on", "held_on"),
            in_order("health_talk", "held_on", "decided_on"),
            models.CheckConstraint(
                name="decided_health_talk_has_answer",
                condition=~Q(state="decided") | Q(decided_on__isnull=False, adjusted__isnull=False),
            ),
        ]
