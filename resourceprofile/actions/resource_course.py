"""Ressourceforløb beside the case: its time, the effort within six months, what follows; and the talk about an offer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK
from cases.findings import says_something
from cases.models import Case, Role
from cases.road import ANSWERED, UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part, book
from resourceprofile.actions.common import numbered_row, pick
from resourceprofile.course_facts import CourseFacts
from resourceprofile.course_inputs import (
    AfterCourseInput,
    AskForTalkInput,
    CourseBeforeTeamInput,
    CourseEffortInput,
    CourseLeaveInput,
    DecideOnOfferInput,
    DropTalkInput,
    EndCourseInput,
    ExcuseCourseInput,
    HoldTalkInput,
    StartCourseInput,
)
from resourceprofile.facts import ProfileFacts
from resourceprofile.models import CourseLeave, HealthTalk, ResourceCourse

#: A course runs beside the case, also after the case has been decided.
BESIDE = (*UNDER_WAY, *ANSWERED)


def courses(dossier: Dossier) -> CourseFacts:
    """The courses that the case knows of."""
    return dossier.of(ProfileFacts).courses


class _OfCourse(Action):
    """Something about the course that runs."""

    roles = CASEWORK
    when = BESIDE
    part = Part.PROFILE

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return courses(dossier).running is not None


def _running(act: Act) -> ResourceCourse:
    """The course that runs. Raises Refused when there is none, or when the day lies before its first one."""
    rows = ResourceCourse.objects.filter(case=act.case, state="running")
    row = pick(rows, None, "", "Borgeren er ikke i ressourceforløb.", "")
    if act.day < row.started_on:
        raise Refused(f"Forløbet begyndte {row.started_on:%d.%m.%Y}. Skriv en senere dag.", "happened_on")
    return row


class StartResourceCourse(_OfCourse):
    """Registers a ressourceforløb and its exact length. Its own law is that of its first day (RF-04 to RF-06)."""

    label = "Registrér ressourceforløb"
    help = "Også et tidligere forløb registreres her, for dets tid tæller med. Afslut det derefter."
    effects = ("Fristen på seks måneder for en indsats begynder.", "Slutdagen står på sagen.")
    inputs = StartCourseInput
    event = "resource_course_started"
    icon, rank = "document", 65

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return courses(dossier).running is None and case.regime.holds("RF-05", book["RF-05"].since)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        starts, ends = given["starts_on"], given["ends_on"]
        if ResourceCourse.objects.filter(case=act.case, state="running").exists():
            raise Refused("Borgeren er allerede i et ressourceforløb. Afslut det først.")
        if starts < act.case.citizen.born:
            raise Refused("Datoen ligger før borgerens fødsel. Ret datoen.", "starts_on")
        if starts > act.day:
            raise Refused("Registrér forløbet, når det er begyndt.", "starts_on")
        if ends < starts:
            raise Refused("Forløbet kan ikke slutte, før det begynder.", "ends_on")
        last = ResourceCourse.objects.filter(case=act.case).order_by("-no").first()
        if last is not None and last.ended_on is not None and starts <= last.ended_on:
            raise Refused(f"Det forrige forløb sluttede {last.ended_on:%d.%m.%Y}. Skriv en senere dag.", "starts_on")
        row = numbered_row(act, ResourceCourse)
        row.started_on, row.planned_end, row.own_wish = starts, ends, given["own_wish"]
        row.save()
        return {"course": row.no, "starts_on": starts, "ends_on": ends}


class RecordCourseLeave(_OfCourse):
    """Registers barsel or sorgorlov. It is not counted: the last day moves by as many days (§ 114, stk. 1)."""

    label = "Registrér barsel eller sorgorlov"
    effects = ("Forløbets sidste dag flyttes.",)
    inputs = CourseLeaveInput
    event = "course_leave_recorded"
    icon, rank = "document", 65

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        course = _running(act)
        starts, ends = given["starts_on"], given["ends_on"]
        if ends < starts:
            raise Refused("Orloven kan ikke slutte, før den begynder.", "ends_on")
        if starts < course.started_on:
            raise Refused(f"Forløbet begyndte {course.started_on:%d.%m.%Y}. Skriv en senere dag.", "starts_on")
        row = numbered_row(act, CourseLeave)
        row.course, row.kind, row.started_on, row.ended_on = course, given["kind"], starts, ends
        row.save()
        return {"course": course.no, "kind": row.kind, "starts_on": starts, "ends_on": ends}


class BeginCourseEffort(_OfCourse):
    """An effort has begun: the six months are kept."""

    label = "Registrér, at en indsats er begyndt"
    inputs = CourseEffortInput
    event = "course_effort_begun"
    icon, rank = "check", 33

    def offered(self, case: Case, dossier: Dossier) -> bool:
        course = courses(dossier).running
        return course is not None and course.effort_on is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        course = _running(act)
        if course.effort_on is not None:
            raise Refused(f"Der er registreret en indsats fra {course.effort_on:%d.%m.%Y}.", "effort")
        course.effort, course.effort_on = given["effort"], act.day
        course.save(update_fields=["effort", "effort_on"])
        return {"course": course.no, "effort": course.effort}


class PutCourseBeforeTeam(_OfCourse):
    """The course goes to the team, because no effort began within six months (§ 113, stk. 2)."""

    label = "Forelæg ressourceforløbet for teamet"
    help = "Teamet udtaler sig kun om, hvilke indsatser der skal i gang, og om opfølgningen."
    inputs = CourseBeforeTeamInput
    event = "course_put_before_team"
    icon, rank = "forward", 33

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        course = _running(act)
        course.before_team_on = act.day
        course.save(update_fields=["before_team_on"])
        return {"course": course.no}


class ExcuseCourseFromTeam(_OfCourse):
    """Leaves the team out for særlige grunde, which RF-07 asks for in writing."""

    label = "Undlad at forelægge ressourceforløbet"
    help = "Kun når særlige grunde taler imod, at forløbet forelægges for teamet."
    inputs = ExcuseCourseInput
    dated = False
    event = "course_excused_from_team"
    icon, rank = "warning", 66

    def offered(self, case: Case, dossier: Dossier) -> bool:
        course = courses(dossier).running
        return course is not None and course.effort_on is None and course.excused_on is None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        course = _running(act)
        if course.effort_on is not None or course.excused_on is not None:
            raise Refused("Forløbet skal ikke forelægges for teamet.")
        course.excused_on = act.day
        course.save(update_fields=["excused_on"])
        return {"course": course.no}


class DecideAfterCourse(_OfCourse):
    """Decides before the end which efforts follow (§ 113, stk. 4, RF-08)."""

    label = "Beslut, hvad der følger efter forløbet"
    inputs = AfterCourseInput
    event = "course_next_decided"
    icon, rank = "check", 33

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not says_something(given["text"]):
            raise Refused("Skriv beslutningen, så en anden kan følge den.", "text")
        course = _running(act)
        course.afterwards, course.afterwards_on = given["afterwards"], act.day
        course.save(update_fields=["afterwards", "afterwards_on"])
        act.note("Det følger efter ressourceforløbet", given["text"])
        return {"course": course.no, "afterwards": course.afterwards}


class EndResourceCourse(_OfCourse):
    """The course has ended, at its time or before."""

    label = "Afslut ressourceforløbet"
    inputs = EndCourseInput
    event = "resource_course_ended"
    icon, rank = "check", 65

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        course = _running(act)
        course.ended_on = act.day
        course.save(update_fields=["ended_on"])
        act.take(course, "end")
        for talk in HealthTalk.objects.filter(course=course, state__in=["asked", "held"]):
            act.take(talk, "drop")
        return {"course": course.no}


class AskForHealthTalk(_OfCourse):
    """The citizen says that an offer ignores their health: there is a talk, and the offer waits (§ 113, stk. 3, M-07)."""

    label = "Registrér, at et tilbud ikke tager hensyn til helbredet"
    help = "Borgeren har ret til en samtale med sundhedskoordinatoren. Retten gælder, før tilbuddet er begyndt."
    effects = ("Tilbuddet må ikke begynde, før kommunen har besluttet, om det skal tilpasses.",)
    inputs = AskForTalkInput
    roles = CASEWORK | {Role.CITIZEN}
    relations = STAFF | {Relation.PARTY}
    part = Part.HEALTH
    event = "health_talk_asked"
    icon, rank = "chat", 76

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not says_something(given["offer"]):
            raise Refused("Skriv, hvilket tilbud det er, og hvad det ikke tager hensyn til.", "offer")
        row = numbered_row(act, HealthTalk)
        row.course, row.asked_on = _running(act), act.day
        row.offer = given["offer"]
        row.save()
        words = f"Borgeren i sag {act.case.number} har bedt om en samtale om et tilbud. Tilbuddet må ikke begynde endnu."
        act.notify(act.case.caseworker, self.event, words)
        return {"talk": row.no, "course": row.course.no}


class _AboutTalk(_OfCourse):
    part = Part.HEALTH
    states: tuple[str, ...] = ()

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(talk.state in self.states for talk in courses(dossier).talks)

    def _talk(self, act: Act, no: int | None) -> HealthTalk:
        row = pick(
            HealthTalk.objects.filter(case=act.case, state__in=self.states),
            no,
            "talk",
            "Der er ingen samtale at registrere det på.",
            "Der er flere samtaler. Vælg, hvilken du mener.",
        )
        if act.day < (row.held_on or row.asked_on):
            raise Refused("Datoen ligger, før samtalen blev holdt, eller før borgeren bad om den.", "happened_on")
        return row


class HoldHealthTalk(_AboutTalk):
    """The talk with the health coordinator has been held."""

    label = "Registrér samtale om et tilbud"
    inputs = HoldTalkInput
    roles = CASEWORK | {Role.HEALTH_COORDINATOR}
    relations = STAFF | {Relation.TEAM}
    event = "health_talk_held"
    icon, rank = "chat", 33
    states = ("asked",)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = self._talk(act, given["talk"])
        row.held_on = act.day
        row.held_with, row.said = given["held_with"], given["said"]
        row.save()
        act.take(row, "hold")
        return {"talk": row.no}


class DecideOnOffer(_AboutTalk):
    """Decides whether the offer is adapted; then it may begin."""

    label = "Beslut, om tilbuddet skal tilpasses"
    inputs = DecideOnOfferInput
    event = "offer_decided_on"
    icon, rank = "check", 33
    states = ("held",)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if not says_something(given["reason"]):
            raise Refused("Skriv begrundelsen, så en anden kan følge den.", "reason")
        row = self._talk(act, given["talk"])
        row.decided_on, row.adjusted = act.day, given["adjusted"] == "yes"
        row.reason = given["reason"]
        row.save()
        act.take(row, "decide")
        return {"talk": row.no, "adjusted": row.adjusted}


class DropHealthTalk(_AboutTalk):
    """The citizen does not want the talk after all: the offer may begin."""

    label = "Registrér, at borgeren ikke vil have samtalen"
    inputs = DropTalkInput
    event = "health_talk_dropped"
    icon, rank = "close", 79
    states = ("asked", "held")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = self._talk(act, given["talk"])
        row.reason = given["reason"]
        row.save()
        act.take(row, "drop")
        return {"talk": row.no}
