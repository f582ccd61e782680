"""Who plays in a story: one of each role, in one unit, with competence and a team; all fictive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from cases.act import Actor
from cases.action import Action, Target
from cases.models import Case, Citizen, Competence, Role, Unit, User
from oversight.people import member_of, team_for

#: by → (role, first name, last name, title); the order in which a step without ``by`` looks for somebody allowed.
PEOPLE: Mapping[str, tuple[Role, str, str, str]] = {
    "caseworker": (Role.CASEWORKER, "Åse", "Kjær", "sagsbehandler"),
    "colleague": (Role.CASEWORKER, "Mads", "Holm", "sagsbehandler"),
    "team_leader": (Role.TEAM_LEADER, "Hanne", "Bjerre", "teamleder"),
    "second_leader": (Role.TEAM_LEADER, "Ida", "Skov", "faglig leder"),
    "job_consultant": (Role.JOB_CONSULTANT, "Tine", "Rask", "jobkonsulent"),
    "health_coordinator": (Role.HEALTH_COORDINATOR, "Aysel", "Kaya", "sundhedskoordinator"),
    "chair": (Role.TEAM_CHAIR, "Lene", "Fisker", "formand"),
    "member": (Role.TEAM_MEMBER, "Morten", "Friis", "medlem"),
    "second_member": (Role.TEAM_MEMBER, "Rikke", "Thoms", "medlem"),
}
LONG_AGO = date(2006, 1, 1)


@dataclass
class Cast:
    """The people of one story. ``citizen`` joins when the case has one."""

    people: dict[str, User]
    unit: Unit

    def actor(self, action: Action, by: str, case: Case | None) -> Actor:
        """Whom a step is done by: the one named, or the first whose role may. Raises KeyError for an unknown name."""
        if by == "citizen":
            return Actor.of(self.citizen(case))
        if by == "clock":
            return Actor.clock()
        if by:
            return Actor.of(self.people[by])
        for user in self.people.values():
            if user.role in action.roles:
                return Actor.of(user)
        if Role.CLOCK in action.roles:
            return Actor.clock()
        return Actor.of(self.citizen(case))

    def citizen(self, case: Case | None) -> User:
        """The citizen's own user."""
        assert case is not None, "a citizen acts on a case"
        user, _ = User.objects.get_or_create(
            citizen=case.citizen,
            defaults={"username": f"borger-{case.number}", "role": Role.CITIZEN, "first_name": case.citizen.first_name},
        )
        return user


def gather(usernames: Mapping[str, str] | None = None) -> Cast:
    """Make the people of a story, their competence and their team; the demo gives them user names of their own."""
    called = usernames or {}
    unit, _ = Unit.objects.get_or_create(name="Enhed Nord")
    people = {}
    for name, (role, first, last, title) in PEOPLE.items():
        people[name], _ = User.objects.get_or_create(
            username=called.get(name, name),
            defaults={
                "role": role,
                "unit": unit,
                "first_name": first,
                "last_name": last,
                "title": title,
                "phone": "00 55 10 20",
            },
        )
    for outcome in ("grant", "rejection", "not_opened"):
        Competence.objects.get_or_create(unit=unit, outcome=outcome, role=Role.TEAM_LEADER, valid_from=LONG_AGO)
    team = team_for(unit)
    member_of(team, people["chair"], "employment", chair=True)
    member_of(team, people["member"], "social")
    member_of(team, people["second_member"], "health")
    member_of(team, people["health_coordinator"], "health_coordinator")
    return Cast(people, unit)


def cpr_for(born: date, serial: int) -> str:
    """A CPR number that nobody can have: the day of birth plus 60, as in the CPR office's form of replacement numbers."""
    century = 4 if born.year >= 2000 else 0
    return f"{born.day + 60:02}{born.month:02}{born.year % 100:02}{century}{serial:03}"


def needs_case(action: Action) -> bool:
    """Whether the action is done to a case that exists."""
    return action.target is Target.CASE


def find_citizen(cpr: str) -> Citizen | None:
    """The citizen of a number."""
    return Citizen.objects.filter(cpr_hash=Citizen.hash_of(cpr)).first()
