"""A fleksjob is found, assessed in writing, and the citizen learns why it is fewer hours and how to complain."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, transaction

from cases.letters.letter import from_snapshot
from cases.letters.render import render_text
from cases.models import Reason
from cases.outcome import OutcomeKind
from employment.models import Job
from employment.panels import jobs as panel
from flexcase.base import outbox

JOB = {"employer": "Sønderup Planteskole", "cvr": "01234567", "hours": 8, "intensity": 100}
WHY = "Arbejdsgiver kan aktuelt kun tilbyde otte timer; opfølgning om tre måneder"


def letter_text(outcome, case) -> str:
    row = case.letters.get(pk=outcome.letters[0])
    return render_text(from_snapshot(row.kind, row.version, row.snapshot))


def test_fewer_hours_than_assessed_demand_a_reason_that_reaches_the_letter(do, new_case):
    case = new_case()
    assert do("tine", "propose_job", case, **JOB).done
    refused = do("tine", "issue_job_assessment", case)
    assert refused.kind is OutcomeKind.NEEDS_REASONS
    assert [finding.rule for finding in refused.findings] == ["X-16"]
    assert Job.objects.get().state == "proposed" and not case.letters.exists()

    outcome = do("tine", "issue_job_assessment", case, {"X-16": WHY})
    assert outcome.done
    said = letter_text(outcome, case)
    assert "otte timer om ugen" in said and "tolv timer om ugen" in said
    assert WHY in said and "Sådan klager du" in said and "§ 122, stk. 2" in said
    assert Reason.objects.get(case=case).text == WHY
    outbox.drain()
    assert case.letters.get().state == "delivered"
    assert Job.objects.get().state == "assessed"


def test_the_same_hours_need_no_reason_but_always_a_way_to_complain(do, new_case):
    case = new_case()
    do("aase", "propose_job", case, **(JOB | {"hours": "12,0"}))
    outcome = do("aase", "issue_job_assessment", case, needs_met=["Pause hver time: der er en stol ved bordet"])
    assert outcome.done, outcome
    said = letter_text(outcome, case)
    assert "noget andet end før" not in said
    assert "Sådan klager du" in said and "der er en stol ved bordet" in said


def test_a_job_comes_after_the_grant(do, new_case):
    outcome = do("aase", "propose_job", new_case(state="team"), **JOB)
    assert [finding.rule for finding in outcome.findings] == ["ROAD"]


def test_with_two_jobs_one_must_be_chosen(do, new_case):
    case = new_case()
    for _ in range(2):
        do("aase", "propose_job", case, **(JOB | {"hours": 12}))
    assert do("aase", "issue_job_assessment", case).errors == {"job": ("Vælg det job, som vurderingen gælder.",)}
    assert do("aase", "issue_job_assessment", case, job=2).done
    assert do("aase", "issue_job_assessment", case, job=2).errors[""]
    assert do("aase", "issue_job_assessment", case).done
    assert list(Job.objects.order_by("no").values_list("assessment", flat=True)) == [2, 1]


@pytest.mark.parametrize(
    ("given", "field"),
    [({"cvr": "1234"}, "cvr"), ({"hours": 38}, "hours"), ({"intensity": 101}, "intensity"), ({"employer": ""}, "employer")],
)
def test_figures_that_cannot_be_are_asked_for_again(do, new_case, given, field):
    assert field in do("aase", "propose_job", new_case(), **(JOB | given)).errors


def test_the_team_has_nothing_to_do_with_the_job(do, new_case):
    assert do("lene", "propose_job", new_case(), **JOB).kind is OutcomeKind.DENIED


def test_the_tab_shows_the_job_only_after_the_grant(do, new_case, people):
    case = new_case()
    do("aase", "propose_job", case, **JOB)
    shown = panel(case, people["aase"])
    assert shown["jobs_visited"] and shown["jobs"][0]["effective"] == 8
    assert shown["jobs"][0]["assess_url"].endswith("?job=1")
    assert panel(new_case(state="team", cpr="720679-1235"), people["aase"]) == {"jobs_visited": False, "jobs": []}


def test_the_database_keeps_the_figures_possible_too(do, new_case):
    case = new_case()
    do("aase", "propose_job", case, **JOB)
    for wrong, name in (
        ({"hours": 38}, "job_hours_0_37"),
        ({"intensity": 101}, "job_intensity_0_100"),
        ({"cvr": "x"}, "job_cvr"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Job.objects.update(**wrong)
