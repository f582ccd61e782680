"""A municipality that decides: a caseworker, two leaders, a team that answers, and cases on their way."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from cases.act import Actor
from cases.models import Case, Competence, Role, Unit, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock, outbox
from rehab_team.models import Membership, Team

DAY = date(2024, 8, 5)
GRANT_TEXTS: dict[str, Any] = {
    "main_considerations": "Din arbejdsevne er varigt og væsentligt nedsat. Din læge venter ingen bedring.",
    "facts": ["Du kan løfte 5 kg | Arbejdsprøvning 2"],
    "needs": ["Pause hver time"],
    "job_types": ["Let kontorarbejde"],
}
REJECTION_TEXTS: dict[str, Any] = {
    "ground": "not_lasting",
    "main_considerations": "Din læge venter, at behandlingen hjælper.",
    "facts": ["Behandlingen slutter til foråret | LÆ 265"],
}


@pytest.fixture(autouse=True)
def quick(weasyprint_at_rest: None) -> None:
    """These stories are about what is decided and told, not about paper."""


@pytest.fixture
def unit(db: None) -> Unit:
    return Unit.objects.create(name="Enhed Nord")


@pytest.fixture
def aase(unit: Unit) -> User:
    return _person(unit, Role.CASEWORKER, "Åse")


@pytest.fixture
def mads(unit: Unit) -> User:
    return _person(unit, Role.CASEWORKER, "Mads")


@pytest.fixture
def hanne(unit: Unit) -> User:
    """The leader, who may decide on everything in the unit."""
    Competence.objects.create(unit=unit, outcome="*", role=Role.TEAM_LEADER, valid_from=date(2020, 1, 1))
    return _person(unit, Role.TEAM_LEADER, "Hanne")


def _person(unit: Unit, role: Role, name: str) -> User:
    return User.objects.create(username=name.lower(), first_name=name, last_name="Prøve", role=role, unit=unit)


@pytest.fixture
def team(unit: Unit) -> Team:
    team = Team.objects.create(name="Rehabiliteringsteam Nord", unit=unit, quorum=1)
    member = _person(unit, Role.TEAM_MEMBER, "Bodil")
    Membership.objects.create(team=team, user=member, field="social", is_chair=True, valid_from=date(2020, 1, 1))
    return team


Do = Callable[..., Outcome]


@pytest.fixture
def do(aase: User) -> Do:
    """Perform an action as the caseworker unless told otherwise, and let the worker finish what follows."""

    def perform(
        name: str, case: Case, *, by: User | None = None, reasons: dict[str, str] | None = None, **given: Any
    ) -> Outcome:
        outcome = run(name, Actor.of(by or aase), given, case=case, reasons=reasons)
        outbox.drain()
        return outcome

    return perform


@pytest.fixture
def taken_over(aase: User, hanne: User) -> Callable[..., Case]:
    """A case that begins in a given state."""

    def take(state: str, day: date = DAY, **given: Any) -> Case:
        with clock.at(day):
            data = {"cpr": "720679-1234", "name": "Birgitte Ørsted Madsen", "address": "Strandgade 0\n0000 Nordhavn"}
            outcome = run("take_over_case", Actor.of(aase), data | {"state": state} | given)
            assert outcome.done, outcome
            return Case.objects.get(pk=outcome.case_id)

    return take


PARTS = ("goals", "work", "social", "health", "earlier_efforts", "own_view")
ASSESSMENT: dict[str, Any] = {
    "lasting": "Behandlingen er afsluttet, og smerterne er varige.",
    "lasting_documents": [1],
    "treatment_options": "no",
    "passing_causes": "no",
    "substantial": "Under halvdelen af 37 timer i alle slags arbejde.",
    "substantial_documents": [1],
    "any_work": "Også stillesiddende arbejde er set igennem.",
    "clarified": "Lægen og lønnet arbejde viser, hvad der er muligt.",
    "clarified_documents": [1],
}
OTHER_MEASURES = [
    "behandling",
    "omplacering",
    "revalidering",
    "ressourceforloeb",
    "hjaelpemiddel",
    "personlig_assistance",
    "mentor",
]


def clarify(do: Do, case: Case) -> None:
    """Everything that a grant rests on: the description, the doctor, what has been tried, what was measured."""
    steps: list[tuple[str, dict[str, Any]]] = [
        ("receive_medical_report", {"existing": True, "kind": "LAE265", "consultation_on": DAY, "summary": "Varige smerter."}),
        (
            "record_measure",
            {
                "kind": "aktive_tilbud",
                "result": "Prøvet.",
                "documented": True,
                "others_not_relevant": OTHER_MEASURES,
                "others_reason": "Hjælper ikke på ryggen.",
            },
        ),
        (
            "record_evidence",
            {
                "source": "wage",
                "hours": "12",
                "intensity": "60",
                "starts_on": DAY - timedelta(weeks=12),
                "ends_on": DAY - timedelta(days=7),
            },
        ),
        ("check_pension", {"result": "none", "source": "register"}),
        ("write_assessment", ASSESSMENT),
        *(("write_profile_part", {"key": key, "text": "Beskrevet sammen med Birgitte."}) for key in PARTS),
        ("complete_profile", {}),
    ]
    for name, given in steps:
        outcome = do(name, case, **given)
        assert outcome.done, (name, outcome)


@pytest.fixture
def answered(taken_over: Callable[..., Case], team: Team, do: Do) -> Callable[..., Case]:
    """A case on which the team has answered, and where nothing is adverse; clarified if it shall be granted."""

    def answer(outcome: str, day: date = DAY, **given: Any) -> Case:
        with clock.at(day):
            if outcome == "grant":
                case = taken_over("profile", day, **given)
                clarify(do, case)
                assert do("state_nothing_adverse", case).done
                form = {
                    "proposal": "grant",
                    "lasting": "Ja.",
                    "substantial": "Ja.",
                    "needs": ["Pause"],
                    "job_types": ["Kontor"],
                }
                assert do("write_recommendation", case, **form).done
                submitted = do("submit_to_team", case)
                assert submitted.done, submitted
            else:
                case = taken_over("team", day, **given)
                assert do("state_nothing_adverse", case).done
            told = tell_answer(do, case, outcome)
            assert told.done, told
            return case

    return answer


def tell_answer(do: Do, case: Case, outcome: str) -> Outcome:
    return do(
        "record_team_outcome",
        case,
        outcome=outcome,
        employment="Har prøvet tre fag.",
        social="Bor alene.",
        health="Varige smerter i ryggen.",
        clarified="Alt er prøvet, og et almindeligt job er for meget.",
        job_goal="Let kontorarbejde",
        support="Mentor de første uger.",
        needs=["Pause hver time"],
        present=["bodil"],
    )


@pytest.fixture
def ready(answered: Callable[..., Case], do: Do) -> Callable[..., Case]:
    """A case with a finished draft that agrees with the team."""

    def make(outcome: str, day: date = DAY, **texts: Any) -> Case:
        case = answered(outcome, day)
        with clock.at(day):
            known = GRANT_TEXTS if outcome == "grant" else REJECTION_TEXTS
            assert do("start_decision", case, outcome=outcome).done
            written = do("write_decision", case, **(known | texts))
            assert written.done, written
        return case

    return make


@pytest.fixture
def approved(ready: Callable[..., Case], do: Do, hanne: User) -> Callable[..., Case]:
    """A case with an approved letter."""

    def make(outcome: str, day: date = DAY) -> Case:
        case = ready(outcome, day)
        with clock.at(day):
            sent = do("send_to_approval", case)
            assert sent.done, sent
            agreed = do("approve_decision", case, by=hanne)
            assert agreed.done, agreed
        return case

    return make


def rules_of(outcome: Outcome) -> set[str]:
    """What stood in the way."""
    return {finding.rule for finding in outcome.findings if finding.effect.value != "warn"}
