"""What no browser can do: people get their passwords, cases come some way, the database is asked.

Runs as one process beside a stack, on the stack's own data: ``Backstage.ask("case", ...)`` calls a function of this file
there. Nothing here stands in for what the browser tests are about.
"""

from __future__ import annotations

import json
import subprocess
import sys
import traceback
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from types import TracebackType
from typing import Any

from flexcase.base.embedded import place

PASSWORD = "fleksjob-demo-2026"
STORIES = place.CHECKOUT / "scenarios"


class Backstage:
    """The process, seen from the test."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.backstage"],
            cwd=place.CHECKOUT,
            env=dict(environment),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def __enter__(self) -> Backstage:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        assert self.process.stdin and self.process.stdout
        self.process.stdin.close()
        self.process.wait(30)
        self.process.stdout.close()

    def ask(self, what: str, **given: Any) -> Any:
        """Call a function by name and wait for its answer."""
        assert self.process.stdin and self.process.stdout
        print(json.dumps([what, given]), file=self.process.stdin, flush=True)
        line = self.process.stdout.readline()
        assert line, f"backstage died of {what}"
        answer, fault = json.loads(line)
        assert not fault, fault
        return answer


def people() -> list[str]:
    """One of each role in one unit, with the same password; and somebody of a unit that has no business here."""
    from cases.models import Role, Unit, User
    from oversight.scenario import cast

    cast.gather()
    south, _ = Unit.objects.get_or_create(name="Enhed Syd")
    User.objects.get_or_create(
        username="stranger", defaults={"role": Role.CASEWORKER, "first_name": "Sofie", "last_name": "Lund", "unit": south}
    )
    users = list(User.objects.exclude(role__in=[Role.CLOCK, Role.CITIZEN]))
    for user in users:
        user.set_password(PASSWORD)
        user.save(update_fields=["password"])
    return [user.username for user in users]


def let_in(case: str) -> str:
    """Make the citizen of a case known to the demo's identity provider; answers the name to choose there."""
    from cases.models import Case
    from cases.signin import citizen_user

    citizen = Case.objects.select_related("citizen__key").get(number=case).citizen
    citizen_user(citizen.cpr)
    return citizen.name


def case(name: str, born: str, story: str, until: str) -> str:
    """A case that has come as far as a step of a story; answers its number."""
    from cases.models import Case
    from flexcase.base import outbox
    from oversight.scenario.play import play
    from oversight.scenario.story import read

    told = read(STORIES / f"{story}.yaml")
    steps = [step for step in told.steps if step.expect.kind == "done"]
    last = max(at for at, step in enumerate(steps) if step.do == until)
    # Every case its own meeting: a team meets once at a time.
    at = f"{8 + Case.objects.count() // 2}:{Case.objects.count() % 2 * 3}0"
    steps = [replace(step, given={**step.given, "starts": at}) if step.do == "plan_meeting" else step for step in steps]
    ending = replace(told.expect, state="", letters=(), deadlines=(), events=(), regime="")
    citizen = {"name": name, "born": date.fromisoformat(born), "phone": "00 12 34 56"}
    with outbox.silent():
        played = play(replace(told, id=name, citizen=citizen, steps=tuple(steps[: last + 1]), expect=ending), keep=True)
    assert played.held, played.faults
    return Case.objects.get(citizen__name=name).number


def decision_letter(case: str) -> dict[str, Any]:
    """What the database says of the letter of a case's newest decision."""
    from cases.models import Case
    from decisions.models import Decision

    row = Decision.objects.select_related("letter").filter(case__number=case).latest("no").letter
    assert row is not None
    found = {"state": row.state, "sha256": row.sha256, "approved_sha256": row.approved_sha256}
    return {**found, "regime": Case.objects.get(number=case).regime_name}


def times(case: str, event: str) -> int:
    """How often something has happened on a case."""
    from cases.models import Event

    return Event.objects.filter(case__number=case, kind=event).count()


def cases_of(name: str) -> list[str]:
    """The cases of a citizen."""
    from cases.models import Case

    return list(Case.objects.filter(citizen__name=name).values_list("number", flat=True))


def cpr_of(name: str) -> str:
    """The CPR number of a citizen."""
    from cases.models import Citizen

    return Citizen.objects.select_related("key").get(name=name).cpr


def nobodys(case: str) -> None:
    """Take the case from its caseworker, as when somebody has left the house."""
    from cases.models import Case

    Case.objects.filter(number=case).update(caseworker=None)


def _serve() -> None:
    import django
    from django.core.exceptions import ObjectDoesNotExist

    django.setup()
    known = {one.__name__: one for one in (people, let_in, case, decision_letter, times, cases_of, cpr_of, nobodys)}
    answers = sys.stdout
    sys.stdout = sys.stderr  # whatever is printed on the way is no answer
    for line in sys.stdin:
        what, given = json.loads(line)
        try:
            answer, fault = known[what](**given), ""
        except (AssertionError, ObjectDoesNotExist):
            answer, fault = None, traceback.format_exc()
        print(json.dumps([answer, fault]), file=answers, flush=True)


if __name__ == "__main__":
    _serve()
