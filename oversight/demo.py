"""Demo data: fictive people and cases, played through the application's own door from the stories in scenarios/."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction

from cases.models import Case, Role, Unit, User
from flexcase.base import clock, outbox
from oversight.scenario import cast
from oversight.scenario.play import play
from oversight.scenario.story import Step, Story, read

PASSWORD = "fleksjob-demo-2026"  # fictive people on a loopback address; production refuses to start with them

#: Who plays whom in the stories: name in a story → user name.
USERNAMES = {
    "caseworker": "aase",
    "colleague": "mads",
    "team_leader": "hanne",
    "second_leader": "ida",
    "job_consultant": "tine",
    "health_coordinator": "aysel",
    "chair": "lene",
    "member": "morten",
    "second_member": "rikke",
}


@dataclass(frozen=True)
class DemoCase:
    """A citizen, the story that they live, and how far they have come."""

    name: str
    born: date
    story: str
    until: str = ""
    login: str = ""


CASES = (
    DemoCase("Birgitte Ørsted Madsen", date(1979, 6, 12), "reform-grant", "start_hearing", "birgitte"),
    DemoCase("Kim Østby", date(1971, 3, 4), "reform-rejection", "", "kim"),
    DemoCase("Poul Åkjær", date(1968, 11, 30), "reform-grant", "start_profile"),
    DemoCase("Zeynep Arslan", date(1985, 1, 22), "reform-grant", "start_work_trial"),
    DemoCase("Jens-Ole Brandt", date(1966, 9, 9), "reform-grant", "schedule_case"),
    DemoCase("Maja Lund Thomsen", date(1990, 4, 17), "reform-grant", "request_medical_report"),
    DemoCase("Søren Væver", date(1974, 12, 2), "reform-grant", "send_to_approval"),
    DemoCase("Helle Kragh", date(1982, 7, 8), "reform-grant", "complete_profile"),
    DemoCase("Inge-Lis Dam", date(1969, 2, 14), "reform-grant", "receive_application"),
    DemoCase("Tariq Nawaz", date(1988, 8, 25), "reform-grant", ""),
    DemoCase("Vibeke Holst", date(1972, 9, 14), "reform-complaint", "receive_complaint", "vibeke"),
)


def is_loaded() -> bool:
    """Whether the demo is there already."""
    return User.objects.filter(username="aase").exists()


def load() -> Iterator[str]:
    """Make people and cases; yields a line for each, so that set-up shows progress."""
    with transaction.atomic():
        people = cast.gather(USERNAMES)
        _others(people.unit)
    yield "Brugere og team er oprettet"
    for at, demo in enumerate(CASES):
        played = play(_story(demo, at), keep=True, usernames=USERNAMES)
        yield f"Sagen for {demo.name}: {played.state}" + "".join(f"\n  {fault}" for fault in played.faults)
        _let_in(demo)
    _passwords()


def _story(demo: DemoCase, at: int) -> Story:
    """The story with another citizen, cut off where the case has come to, and moved so that it ends now."""
    story = read(Path(settings.ROOT) / "scenarios" / f"{demo.story}.yaml")
    steps = [step for step in story.steps if step.expect.kind == "done"]
    if demo.until:
        last = max(at for at, step in enumerate(steps) if step.do == demo.until)
        steps = steps[: last + 1]
    behind = (clock.today() - steps[-1].date).days - 1
    shift = timedelta(days=max(0, behind - behind % 7))  # whole weeks: what happened on a Monday happens on a Monday
    steps = [replace(step, date=step.date + shift, given=_moved(step, shift, at)) for step in steps]
    ending = replace(story.expect, state="", letters=(), deadlines=(), events=(), regime="")
    citizen = {"name": demo.name, "born": demo.born, "phone": "00 12 34 56", "email": ""}
    return replace(story, id=f"demo-{demo.name}", citizen=citizen, steps=tuple(steps), expect=ending)


def _moved(step: Step, shift: timedelta, at: int) -> dict[str, Any]:
    """The step's input on its new day; each case's meeting at an hour of its own."""
    given = {name: value + shift if isinstance(value, date) else _called(value) for name, value in step.given.items()}
    return {**given, "starts": f"{8 + at // 2}:{at % 2 * 3}0"} if step.do == "plan_meeting" else given


def _called(value: Any) -> Any:
    """Whoever a story names by the part that they play, by the user name that they have here."""
    if isinstance(value, list):
        return [_called(one) for one in value]
    return USERNAMES.get(value, value) if isinstance(value, str) else value


def _others(unit: Unit) -> None:
    """People outside the stories: the neighbouring unit and the administrator."""
    south, _ = Unit.objects.get_or_create(name="Enhed Syd")
    for username, role, first, last, where in (
        ("sofie", Role.CASEWORKER, "Sofie", "Lund", south),
        ("per", Role.TEAM_LEADER, "Per", "Bundgaard", south),
        ("admin", Role.ADMINISTRATOR, "Admin", "Nordhavn", None),
    ):
        User.objects.get_or_create(
            username=username, defaults={"role": role, "first_name": first, "last_name": last, "unit": where}
        )


def _let_in(demo: DemoCase) -> None:
    if not demo.login:
        return
    case = Case.objects.select_related("citizen").filter(citizen__name=demo.name).latest("pk")
    user, _ = User.objects.get_or_create(citizen=case.citizen, defaults={"role": Role.CITIZEN, "username": demo.login})
    first, _, last = demo.name.partition(" ")
    user.username, user.first_name, user.last_name = demo.login, first, last
    user.save()


def _passwords() -> None:
    """One password for all: hashed once for each user, so that nobody can compare."""
    for user in User.objects.filter(password=""):
        user.set_password(PASSWORD)
        user.email = f"{user.username}@nordhavn.example" if user.is_employee else ""
        user.save(update_fields=["password", "email"])


def logins() -> list[tuple[str, str, str]]:
    """User name, role and name, in the order of the roles."""
    order = list(Role)
    users = sorted(User.objects.exclude(role=Role.CLOCK), key=lambda user: (order.index(Role(user.role)), user.username))
    named = [user for user in users if user.is_employee or user.username in {demo.login for demo in CASES}]
    return [(user.username, user.get_role_display(), str(user)) for user in named]


def silent_load() -> Iterator[str]:
    """Load without telling the broker: the demo works off its own outbox."""
    with outbox.silent():
        yield from load()
