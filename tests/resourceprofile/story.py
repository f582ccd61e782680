"""A case with its people, and the words in which the tests tell what happens to it."""

from __future__ import annotations

from datetime import date
from typing import Any

from cases.act import Actor
from cases.models import Case, Citizen, Role, Unit, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock
from flexcase.law.regime import regimes
from resourceprofile.facts import ProfileFacts, load

APPLICATION = {"cpr": "720679-1234", "name": "Prøve Østergård", "channel": "letter", "initiator": "citizen", "income": "ingen"}
#: Under the law of 2022, and under the reform.
IN_2024, IN_2026 = date(2024, 1, 8), date(2026, 8, 3)


class Story:
    """One case. ``do`` plays an action on a day and answers the outcome; ``done`` demands that it is done."""

    def __init__(self, applied: date = IN_2024) -> None:
        unit = Unit.objects.create(name="Nord")
        self.worker = self._user("aase", Role.CASEWORKER, unit)
        self.leader = self._user("bo", Role.TEAM_LEADER, unit)
        self.consultant = self._user("carl", Role.JOB_CONSULTANT, unit)
        self.apply_again(on=applied)

    def apply_again(self, on: date) -> None:
        """From here on the story is about this new case of the same citizen."""
        self.day = on
        with clock.at(on):
            outcome = run("receive_application", Actor.of(self.worker), APPLICATION)
        self.case = Case.objects.get(number=outcome.created)

    @staticmethod
    def _user(name: str, role: str, unit: Unit | None, citizen: Citizen | None = None) -> User:
        return User.objects.create(username=name, role=role, unit=unit, first_name=name.title(), citizen=citizen)

    def citizen(self) -> User:
        return self._user("borger", Role.CITIZEN, None, self.case.citizen)

    def do(self, name: str, *, on: date | None = None, by: User | None = None, **data: Any) -> Outcome:
        reasons = data.pop("reasons", None)
        self.day = on or self.day
        with clock.at(self.day):
            outcome = run(name, Actor.of(by or self.worker), data, case=self.case, reasons=reasons)
        self.case.refresh_from_db()
        return outcome

    def done(self, name: str, **data: Any) -> Outcome:
        outcome = self.do(name, **data)
        assert outcome.done, (name, outcome.kind, outcome.errors, [finding.text for finding in outcome.findings])
        return outcome

    def refused(self, name: str, **data: Any) -> dict[str, tuple[str, ...]]:
        outcome = self.do(name, **data)
        assert outcome.errors, (name, outcome.kind)
        return dict(outcome.errors)

    def facts(self) -> ProfileFacts:
        return load([self.case.pk])[self.case.pk]

    def write_all(self) -> None:
        for part in regimes().named(self.case.regime_name).profile_parts:
            if part.required or part.citizen:
                self.done("write_profile_part", key=part.key, text=f"Om {part.label}.")
