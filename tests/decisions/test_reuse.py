"""What is known is entered once: it stands with its source where it is used, and what has changed since shows there."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from cases.models import Case, Role, User
from decisions import sources
from flexcase.base import clock
from resourceprofile.models import Accommodation
from resourceprofile.usage import known_of, used
from tests.decisions.conftest import DAY

CHANGED = "ændret siden"


@pytest.fixture(autouse=True)
def on_the_day():
    with clock.at(DAY):
        yield


def page(user: User, path: str) -> str:
    client = Client()
    client.force_login(user)
    return client.get(path).content.decode().replace("\u00a0", " ")


def places(case: Case) -> dict[str, dict[str, bool]]:
    """For each source, where it is used and whether it has changed since."""
    return {key: {use.where: use.changed for use in uses} for key, uses in used(known_of(case)).items()}


def test_a_figure_tells_where_it_is_used_and_turns_amber_when_it_is_put_right(ready, do, aase):
    case = ready("grant")
    draft = reverse("decision", args=[case.number])
    begun = sources.first_texts(case, "grant", "", sources.gather(case))["facts"]
    assert do("write_decision", case, facts=begun, hours=12, intensity=60).done
    assert places(case)["#kilde-1"] == {"Udkast til afgørelse": False, "Udkast til afgørelse: vurderet arbejdsevne": False}
    assert CHANGED not in page(aase, draft)

    later = DAY + timedelta(days=3)
    with clock.at(later):
        right = {"source": "wage", "hours": "11", "intensity": "60", "replaces": 1}
        assert do("record_evidence", case, **right).done
        assert places(case)["#kilde-2"] == {"Udkast til afgørelse": True, "Udkast til afgørelse: vurderet arbejdsevne": True}
        shown = page(aase, draft)
        assert CHANGED in shown and "udkastet siger noget andet" in shown and "11 timer og 60 %" in shown
        tab = page(aase, f"/sager/{case.number}/?fane=arbejdsproevning")
        assert 'fane=afgoerelse#fane">Udkast til afgørelse</a>' in tab and CHANGED in tab


def test_an_accommodation_is_followed_into_form_answer_and_draft(ready, do, aase):
    case = ready("grant", needs=["Pause hver time", "Ingen tunge løft"])
    told = {"accommodations": ["Pause hver time", "Pause"], "transport": ["Kører selv i bil"], "source": "conversation"}
    assert do("change_accommodations", case, **told, confirmed_by_citizen=True).done
    assert places(case)["#hensyn-1"] == {"Svaret fra rehabiliteringsteamet": False, "Udkast til afgørelse": False}
    with clock.at(DAY + timedelta(days=2)):
        assert do("change_accommodations", case, accommodations=["Pause hver halve time"], source="doctor").done
    assert all(places(case)["#hensyn-1"].values()), "a pause every hour is what stands there, and no longer what holds"
    tab = page(aase, f"/sager/{case.number}/?fane=arbejdsproevning")
    assert "Transport til og fra arbejde" in tab and "bekræftet af borgeren" in tab
    assert "Skånehensyn, der ikke gælder længere (2)" in tab
    row = Accommodation.objects.get(case=case, area="transport")
    assert row.ended_on is None, "an area that is left out stays as it is"


def test_finding_the_uses_costs_the_same_for_one_source_and_ten(ready, do):
    case = ready("grant")

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            used(known_of(case))
        return len(captured)

    before = queries()
    for no in range(9):
        assert do("record_evidence", case, source="school", hours=str(no + 1), intensity="50").done
    assert do("change_accommodations", case, accommodations=[f"Hensyn {no}" for no in range(9)]).done
    assert queries() == before


def test_who_may_not_read_a_place_is_not_told_of_it(ready, do, aase):
    case = ready("grant", needs=["Pause hver time"])
    assert do("change_accommodations", case, accommodations=["Pause hver time"]).done
    consultant = User.objects.create(username="tine", role=Role.JOB_CONSULTANT, unit=aase.unit)
    tab = page(consultant, f"/sager/{case.number}/?fane=arbejdsproevning")
    assert "Udkast til afgørelse" in tab and "Svaret fra" not in tab
