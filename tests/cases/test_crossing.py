"""The law changes while a case runs: what the new one demands is listed, on the case, to the caseworker, and for the leader."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.act import Actor
from cases.action import action as action_named
from cases.dossier import dossier_of
from cases.models import Case, Event, Note, Notice, User
from cases.outcome import Outcome
from cases.runner import preview, run
from flexcase.base import clock
from flexcase.base.ids import new_id
from flexcase.base.models import Run
from flexcase.law import regime

BEFORE, AFTER = date(2026, 6, 22), date(2026, 7, 1)


@pytest.fixture
def old(new_case: Callable[..., Case], aase: User) -> Case:
    """A case whose description is being written under the law before the reform."""
    found = new_case(BEFORE)
    assert do("start_profile", aase, found, BEFORE).done
    return fresh(found)


def do(name: str, user: User, case: Case, day: date, **given: Any) -> Outcome:
    with clock.at(day):
        return run(name, Actor.of(user), given, case=case)


def fresh(case: Case) -> Case:
    return Case.objects.select_related("citizen__key", "key", "unit", "caseworker").get(pk=case.pk)


def test_crossing_tells_the_caseworker_what_the_new_law_demands(old, aase):
    assert do("cross_regime", aase, old, AFTER).done
    told = Notice.objects.get(case=old, kind="regime_crossed")
    assert told.user == aase
    assert "følger nu »Reformen fra juli 2026«" in told.text
    assert "M-06" in told.text
    assert "M-02" not in told.text, "what the old law demanded is no longer asked"
    assert old.citizen.name not in told.text


def test_the_case_page_lists_what_is_new_until_it_is_done(old, aase):
    client = Client()
    client.force_login(aase)
    do("cross_regime", aase, old, AFTER)
    with clock.at(AFTER):
        page = client.get(f"/sager/{old.number}/", {"fane": "regelsaet"}).content.decode()
    assert "Nyt, siden sagen fulgte »Overgangen fra februar 2026«" in page
    assert "M-06" in page.split("Nyt, siden")[1]
    given = {"question": "Hvad?", "answer": "Ryg.", "functional_loss": "Løft.", "author": "Dan Vang"}
    assert do("record_health_statement", aase, fresh(old), AFTER, **given).done
    with clock.at(AFTER):
        page = client.get(f"/sager/{old.number}/", {"fane": "regelsaet"}).content.decode()
    assert "M-06" not in page.split("Nyt, siden")[1]


def test_a_law_chosen_by_hand_stands_on_the_case_with_its_reason_and_the_leader_knows(old, aase, hanne):
    why = "Sagen var forelagt teamet inden skiftet."
    assert do("choose_regime", aase, old, AFTER, regime="lab-2025", reason=why).done
    case = fresh(old)
    assert (case.regime_name, case.regime_chosen_on) == ("lab-2025", AFTER)
    assert Note.objects.get(case=case).text == why
    assert Notice.objects.filter(user=hanne, kind="regime_chosen").exists()
    client = Client()
    client.force_login(aase)
    with clock.at(AFTER):
        page = client.get(f"/sager/{case.number}/", {"fane": "regelsaet"}).content.decode()
    assert why in page
    assert "Beskæftigelsesloven fra 2025 (valgt)" in page
    # The law of the day, chosen back, is no choice any more.
    assert do("choose_regime", aase, case, AFTER, regime="reform-2026", reason="Juristen er nået frem til noget andet.").done
    assert fresh(old).regime_chosen_on is None


def test_a_law_that_does_not_hold_yet_cannot_be_chosen(old, aase):
    outcome = do("choose_regime", aase, old, BEFORE, regime="reform-2026", reason="Sagen bliver nok afgjort til august.")
    assert "regime" in outcome.errors


@pytest.fixture
def before_the_team(tmp_path: Path) -> Iterator[None]:
    """The lawyer says: what was before the team keeps to the law before."""
    file = tmp_path / "svar.toml"
    file.write_text('[cases_already_before_team]\nvalue = true\nconfirmed_by = "Prøve Jurist"\nconfirmed_on = 2026-06-01\n')
    known = regime._extra_folders, regime._answers
    regime.configure(known[0], file)
    yield
    regime.configure(*known)


@pytest.mark.usefixtures("before_the_team")
def test_a_transitional_rule_keeps_a_case_with_its_law(people_story):
    case, aase = people_story
    dossier = dossier_of(case, AFTER)
    assert "T-18" not in {f.rule for f in preview(action_named("send_to_approval"), case, dossier).findings}
    assert "sagen følger allerede" in str(do("cross_regime", aase, case, AFTER).errors).lower()


def test_without_it_the_case_must_cross(people_story):
    case, _ = people_story
    dossier = dossier_of(case, AFTER)
    assert "T-18" in {f.rule for f in preview(action_named("send_to_approval"), case, dossier).findings}


@pytest.fixture
def people_story(old: Case, aase: User) -> tuple[Case, User]:
    """The case after it was put before the team, by its event alone."""
    a_run = Run.objects.create(
        id=new_id(), action="submit_to_team", case_id=old.pk, actor_kind="clock", recorded_at=clock.now()
    )
    last = Event.objects.filter(case=old).latest("seq")
    Event.objects.create(
        case=old, run=a_run, seq=last.seq + 1, kind="submitted_to_team", happened_on=BEFORE, recorded_at=a_run.recorded_at,
        actor_kind="clock", body='{"facts": {}}', previous=last.hash, hash="0" * 64,
    )  # fmt: skip
    return old, aase


def listed(to: str | None = None) -> str:
    out = StringIO()
    call_command("crossings", *(["--to", to] if to else []), stdout=out)
    return out.getvalue()


def test_the_report_names_cases_steps_and_demands(old, new_case):
    with clock.at(BEFORE):
        text = listed()
    assert f"{old.number}  Forberedende del  Overgangen fra februar 2026 → Reformen fra juli 2026" in text
    assert "M-06: " in text
    assert "1 sager skifter til »Reformen fra juli 2026« (01.07.2026)" in text
    with clock.at(AFTER):
        new_case(AFTER)
        assert old.number in listed(), "who has not crossed yet"
        assert "1 sager" in listed("reform-2026")
        assert "0 sager" in listed("lab-2022")
    with pytest.raises(CommandError, match="lab-2062"):
        listed("lab-2062")


def test_the_leaders_page_costs_the_same_for_one_case_and_for_ten(old, new_case, hanne, aase):
    client = Client()
    client.force_login(hanne)

    def look() -> tuple[int, str]:
        with (
            clock.at(BEFORE),
            CaptureQueriesContext(
                connection,
            ) as queries,
        ):
            answer = client.get(reverse("crossings"))
        assert answer.status_code == 200
        return len(queries), answer.content.decode()

    look()
    few, page = look()
    assert old.citizen.name in page
    assert "M-06" in page
    for _ in range(9):
        new_case(BEFORE)
    many, page = look()
    assert many == few
    assert page.count("2026-0") >= 10
    client.force_login(aase)
    assert client.get(reverse("crossings")).status_code == 404
