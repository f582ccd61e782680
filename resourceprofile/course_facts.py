"""What rules may know of ressourceforløb beside the case: states and dates."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery

from flexcase.base.facts import columns_of, gathered, read_all, rows_of
from flexcase.law.periods import Period
from flexcase.law.resource_course import last_day
from resourceprofile.models import CourseLeave, HealthTalk, ResourceCourse


@dataclass(frozen=True)
class CourseFact:
    no: int
    state: str
    started_on: date
    planned_end: date
    own_wish: bool
    effort_on: date | None
    before_team_on: date | None
    excused_on: date | None
    afterwards_on: date | None
    ended_on: date | None

    @property
    def planned(self) -> Period:
        """The length that was fixed."""
        return Period(self.started_on, self.planned_end)


@dataclass(frozen=True)
class LeaveFact:
    course: int
    started_on: date
    ended_on: date

    @property
    def period(self) -> Period:
        return Period(self.started_on, self.ended_on)


@dataclass(frozen=True)
class TalkFact:
    no: int
    state: str


@dataclass(frozen=True)
class CourseFacts:
    """Every ressourceforløb that the case knows of, in the order in which they were registered."""

    courses: tuple[CourseFact, ...] = ()
    leaves: tuple[LeaveFact, ...] = ()
    talks: tuple[TalkFact, ...] = ()

    @property
    def running(self) -> CourseFact | None:
        return next((course for course in self.courses if course.state == "running"), None)

    @property
    def newest(self) -> CourseFact | None:
        """What has just been registered, while it is being registered."""
        return self.courses[-1] if self.courses else None

    def leaves_of(self, course: CourseFact) -> list[Period]:
        """Barsel and sorgorlov during a course."""
        return [leave.period for leave in self.leaves if leave.course == course.no]

    def lasted(self, course: CourseFact) -> Period:
        """From its first day to its last, as it was ended or as it will end."""
        return Period(course.started_on, course.ended_on or last_day(course.planned, self.leaves_of(course)))


def columns() -> dict[str, ArraySubquery]:
    """What the floor's one query of cases is annotated with."""
    leave = columns_of(LeaveFact) | {"course": "course__no"}
    return {
        "c_courses": rows_of(ResourceCourse, CourseFact, "no"),
        "c_leaves": gathered(CourseLeave.objects.order_by("no"), **leave),
        "c_talks": rows_of(HealthTalk, TalkFact, "no"),
    }


def read(row: Mapping[str, Any]) -> CourseFacts:
    """The facts of one case from its row."""
    return CourseFacts(
        courses=read_all(CourseFact, row["c_courses"]),
        leaves=read_all(LeaveFact, row["c_leaves"]),
        talks=read_all(TalkFact, row["c_talks"]),
    )
