"""The tab on ressourceforløb beside the case, where there is one (LAB chapter 19)."""

from __future__ import annotations

from typing import Any

from cases.access import parts_of
from cases.casepage.tabs import panel
from cases.models import Case, User
from flexcase.law.periods import Period
from flexcase.law.reckoning import add_months
from flexcase.law.resource_course import last_day
from flexcase.law.rule import Part
from resourceprofile.links import link_to, rows
from resourceprofile.models import CourseLeave, HealthTalk, ResourceCourse
from resourceprofile.rules.resource_course import EFFORT_WITHIN


def has_course(case: Case) -> bool:
    """Whether a course has been registered."""
    return ResourceCourse.objects.filter(case=case).exists()


@panel(
    "ressourceforloeb",
    "Ressourceforløb",
    part=Part.PROFILE,
    template="resourceprofile/course.html",
    rank=34,
    when=has_course,
)
def course(case: Case, user: User) -> dict[str, Any]:
    """Each course with its length, leave and effort; and the talks about offers, for who may read of health."""
    leaves = rows(CourseLeave, case)
    reads_health = Part.HEALTH in parts_of(user)
    actions = {
        "leave": "record_course_leave",
        "effort": "begin_course_effort",
        "team": "put_course_before_team",
        "excuse": "excuse_course_from_team",
        "after": "decide_after_course",
        "end": "end_resource_course",
        "ask": "ask_for_health_talk",
    }
    return {
        "courses": [
            _shown(row, [one for one in leaves if one.course_id == row.pk]) for row in reversed(rows(ResourceCourse, case))
        ],
        "talks": [
            {
                "row": row,
                "hold_url": link_to("hold_health_talk", case, user, talk=row.no),
                "decide_url": link_to("decide_on_offer", case, user, talk=row.no),
                "drop_url": link_to("drop_health_talk", case, user, talk=row.no),
            }
            for row in rows(HealthTalk, case)
        ]
        if reads_health
        else None,
        "start_url": link_to("start_resource_course", case, user),
        **{f"{name}_url": link_to(action, case, user) for name, action in actions.items()},
    }


def _shown(row: ResourceCourse, leaves: list[CourseLeave]) -> dict[str, Any]:
    away = [Period(one.started_on, one.ended_on) for one in leaves]
    return {
        "row": row,
        "leaves": leaves,
        "last_day": row.ended_on or last_day(Period(row.started_on, row.planned_end), away),
        "effort_by": add_months(row.started_on, EFFORT_WITHIN),
    }
