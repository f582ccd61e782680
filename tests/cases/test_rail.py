"""The rail: what is counted beside each list, for whom, and until when."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import timedelta

import pytest
from django.test import Client

from cases.act import Actor
from cases.models import Case, Unit, User
from cases.runner import run
from cases.worklists import counting
from cases.worklists.columns import COLUMNS, Row
from flexcase.base import clock, outbox
from flexcase.base.display.components import drawn
from tests.cases.conftest import DAY

Make = Callable[..., Case]
WEEK = {"valid_from": DAY, "valid_until": DAY + timedelta(days=6), "reason": "Ferie"}


@pytest.fixture(autouse=True)
def _on_the_day() -> Iterator[None]:
    with clock.at(DAY), outbox.silent():
        yield


def rail(user: User) -> dict[str, str]:
    """What stands in the rail with its count; of two lists of one name, the unit's."""
    client = Client()
    client.force_login(User.objects.get(pk=user.pk))
    page = client.get("/sager/").content.decode().split('fc-rail"')[1].split("</nav>")[0]
    return dict(re.findall(r"<span>([^<]+)</span>\s*<span[^>]*>(\d+)</span>", page))


def test_what_is_lent_and_covered_is_counted_together_until_its_last_day(
    new_case: Make, aase: User, mads: User, hanne: User, stranger: User
) -> None:
    lent, covered, other = new_case(), new_case(), new_case()
    Case.objects.filter(pk__in=[covered.pk, other.pk]).update(caseworker=mads)
    assert run("lend_case", Actor.of(aase), {"to": stranger.username, **WEEK}, case=lent).done
    assert run("arrange_cover", Actor.of(hanne), {"absent": mads.username, "cover": stranger.username, **WEEK}).done
    assert rail(stranger)["Lånt og dækket"] == "3"
    covered.refresh_from_db()
    assert run("declare_conflict", Actor.of(stranger), {}, case=covered).done
    assert rail(stranger)["Lånt og dækket"] == "2", "what one is inhabil in is hidden at once"
    with clock.at(DAY + timedelta(days=7)):
        assert rail(stranger)["Lånt og dækket"] == "0"


def test_who_comes_to_another_unit_is_counted_for_anew_the_same_day(new_case: Make, aase: User, stranger: User) -> None:
    new_case()
    assert (rail(aase)["Alle mine"], rail(aase)["Enhedens sager"]) == ("1", "1")
    User.objects.filter(pk=aase.pk).update(unit=stranger.unit)
    assert (rail(aase)["Alle mine"], rail(aase)["Enhedens sager"]) == ("1", "0")


def test_a_list_of_many_is_counted_as_far_as_it_tells_and_ones_own_to_the_end(
    new_case: Make, aase: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(counting, "BESIDE", 2)
    monkeypatch.setattr(counting, "SHOWN", 3)
    for _ in range(4):
        new_case()
    client = Client()
    client.force_login(aase)
    for many, beside, shown in ((4, "2+", "3+"), (3, "2+", "3"), (2, "2", "2")):
        Case.objects.exclude(pk__in=Case.objects.values("pk")[:many]).update(caseworker=None, unit=elsewhere())
        page = client.get("/sager/?vis=enhed").content.decode()
        assert re.search(rf"Enhedens sager</span>\s*<span[^>]*>{re.escape(beside)}<", page), many
        assert f"Viser {many} af {shown}" in page
        assert f"Vælg alle {shown}" in page
        assert rail(aase)["Alle mine"] == str(many)


def elsewhere() -> Unit:
    return Unit.objects.get_or_create(name="Enhed Vest")[0]


def test_a_cell_is_drawn_anew_on_another_day() -> None:
    cell = {"day": DAY}
    assert "i\u00a0dag" in drawn("components/due.html", cell)
    with clock.at(DAY + timedelta(days=1)):
        assert "1\u00a0dag over" in drawn("components/due.html", cell)


@pytest.mark.parametrize(("running", "words"), [(False, "Luk sagen"), (True, "Klagen er i gang")])
def test_a_decided_case_is_not_to_be_closed_while_a_complaint_runs(case: Case, running: bool, words: str) -> None:
    decided = Case(number=case.number, state="rejected", regime_name=case.regime_name, complaint_running=running)
    cell = COLUMNS["naeste"].cell(Row(decided, None, role="caseworker"))
    assert cell.words == words
    assert bool(cell.url) is not running
