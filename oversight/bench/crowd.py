"""A municipality at work: some cases played through the door, many copied, and a caseworker who has eighty of them."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore

from cases.act import Actor
from cases.models import Case, Role, User
from cases.models.people import Unit
from cases.runner import run
from flexcase.base import clock, outbox
from oversight.bench.clones import copy_cases
from oversight.scenario import cast
from oversight.scenario.play import play
from oversight.scenario.story import read

#: What an ordinary caseworker has.
HERS = 80
UNITS, CASEWORKERS = 50, 250
#: Template cases for a million copies: most are young, as in a municipality, and every fifth has been through much.
APPLICATIONS, STORIES = 160, 40
SHELF = Path(settings.ROOT) / "scenarios"


def told() -> list[str]:
    """Stories for the templates: some that begin with an application and plan no meeting, for the team is in one room only."""
    stories = {path.stem: path.read_text() for path in sorted(SHELF.glob("*.yaml"))}
    names = [name for name, text in stories.items() if "do: receive_application" in text and "plan_meeting" not in text]
    return names[:: max(1, len(names) // STORIES)][:STORIES]


class Municipality:
    """Fifty units with their caseworkers, and cases for them all. ``me`` is an ordinary caseworker with eighty cases."""

    def __init__(self) -> None:
        self.people = cast.gather()
        self.me = self.people.people["caseworker"]
        self.units = [self.people.unit, *(Unit.objects.create(name=f"Enhed {at}") for at in range(1, UNITS))]
        self.workers = [self._worker(at) for at in range(CASEWORKERS)]
        self.sources: list[UUID] = []
        self.copies = 0

    def receive(self, count: int) -> None:
        """So many applications through the door, one a day back in time; the last eighty are mine."""
        for at in range(count):
            with clock.at(clock.today() - timedelta(days=at)), outbox.silent():
                born = date(1950 + at % 50, 1 + at % 12, 1 + at % 28)
                given = {"cpr": cast.cpr_for(born, at), "name": f"Prøve Person {at}", "channel": "letter"}
                given |= {"initiator": "citizen", "income": "dagpenge"}
                outcome = run("receive_application", Actor.of(self.me), given)
                assert outcome.case_id, outcome
                self.sources.append(outcome.case_id)
        Case.objects.exclude(pk__in=self.sources[:HERS]).update(caseworker=self.people.people["colleague"])

    def tell(self, names: Iterable[str]) -> None:
        """Play stories from the shelf to their ends; their cases are a colleague's."""
        known = set(Case.objects.values_list("pk", flat=True))
        for name in names:
            with outbox.silent():
                played = play(read(SHELF / f"{name}.yaml"), keep=True)
            assert played.held, played.faults
        told = Case.objects.exclude(pk__in=known)
        told.update(caseworker=self.people.people["colleague"])
        self.sources += told.values_list("pk", flat=True)

    def grow(self, cases: int) -> None:
        """Copy until there are so many cases."""
        missing = cases - Case.objects.count()
        copy_cases(self.sources, missing, self._owner, first=self.copies)
        self.copies += missing

    def _worker(self, at: int) -> User:
        unit = self.units[at % UNITS]
        return User.objects.create(username=f"medarbejder-{at}", role=Role.CASEWORKER, unit=unit, first_name=f"Prøve {at}")

    def _owner(self, at: int) -> tuple[Unit, User | None]:
        """Units in turn, and in each its caseworkers in turn; every sixth case waits for one."""
        unit, turn = self.units[at % UNITS], (at // UNITS) % (CASEWORKERS // UNITS + 1)
        return unit, self.workers[at % UNITS + UNITS * turn] if turn < CASEWORKERS // UNITS else None


def session_of(user: User) -> str:
    """A signed-in session, as the login page would make it."""
    store = SessionStore()
    store["_auth_user_id"] = str(user.pk)
    store["_auth_user_backend"] = "allauth.account.auth_backends.AuthenticationBackend"
    store["_auth_user_hash"] = user.get_session_auth_hash()
    store.create()
    return str(store.session_key)
