"""Tasks: who is given what, what came of it, and who sees it where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.act import Actor
from cases.daily import morning
from cases.daily.reminders import remind
from cases.models import AbsenceCover, Case, Note, Notice, Task, User
from cases.outcome import Outcome, OutcomeKind
from cases.runner import run
from cases.writing import task_lines
from flexcase.base import clock
from tests.cases.conftest import DAY
from tests.cases.test_notes import TALK

TODAY = date(2026, 11, 23)
PEOPLE = {"Åse Kjær": "åse", "Mads Holm": "mads", "Mads Bech": "bech"}


def do(name: str, user: User, case: Case, **given: Any) -> Outcome:
    with clock.at(DAY):
        return run(name, Actor.of(user), given, case=case)


def opened(user: User, path: str) -> Any:
    client = Client()
    client.force_login(user)
    with clock.at(DAY):
        return client.get(path)


@pytest.mark.parametrize(
    ("line", "read"),
    [
        ("Bestil attest", ("Bestil attest", "jeg", None)),
        ("Åse: bestil attest senest 4.12.", ("Bestil attest", "åse", date(2026, 12, 4))),
        ("borgeren: sender cv, senest den 3.1.", ("Sender cv", "borgeren", date(2027, 1, 3))),
        ("Enheden: følg op inden 24/11/2026", ("Følg op", "enheden", date(2026, 11, 24))),
        ("Mads Bech: ring til virksomheden.", ("Ring til virksomheden", "bech", None)),
    ],
)
def test_a_line_is_read_as_it_is_typed(line: str, read: tuple[str, str, date | None]) -> None:
    (found,) = task_lines.read([line], PEOPLE, TODAY)
    assert (found.what, found.who, found.due) == read


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("Kurt: ring", "»Kurt« er ikke en kollega i enheden"),
        ("Mads: ring", "»Mads« er flere kolleger"),
        ("Ring senest i morgen", "Skriv dagen sidst"),
        ("Ring senest 31.2.", "ingen dag i kalenderen"),
        ("Ring senest 1.11.2026", "Dagen er gået"),
        ("Åse:", "siger ikke"),
    ],
)
def test_a_line_that_nobody_can_act_on_says_what_to_write(line: str, why: str) -> None:
    with pytest.raises(task_lines.Unclear, match=f"^Linje 2.*{why}"):
        task_lines.read(["Bestil attest", line], PEOPLE, TODAY)


def test_a_task_given_to_a_colleague_is_told_and_done(case: Case, aase: User, mads: User) -> None:
    assert do("add_task", aase, case, text="Bestil attest", whose=str(mads.pk), due=DAY + timedelta(days=3)).done
    assert Notice.objects.get(user=mads).text == f"Du har fået en opgave i sag {case.number}."
    page = opened(mads, "/opgaver/").content.decode()
    assert "Bestil attest" in page and case.citizen.name in page
    assert "Bestil attest" in opened(aase, f"/sager/{case.number}/").content.decode()
    assert do("finish_task", mads, case, task=1).done
    assert "Bestil attest" not in opened(mads, "/opgaver/").content.decode()
    assert not do("finish_task", mads, case, task=1).done, "done is done"


def test_a_task_is_given_up_with_a_reason(case: Case, aase: User) -> None:
    do("add_task", aase, case, text="Ring til lægen")
    assert do("drop_task", aase, case, task=1).errors == {"reason": ("Skriv, hvorfor opgaven ikke er aktuel mere.",)}
    assert do("drop_task", aase, case, task=1, reason="Attesten er kommet.").done
    assert Task.objects.get().state == "dropped"
    assert Note.objects.select_related("case__key").get().text == "Attesten er kommet."


def test_tasks_agreed_in_a_conversation_stand_with_it(case: Case, aase: User, mads: User) -> None:
    agreed = ["Borgeren: sender cv senest 20.8.", "Mads: ringer til gartneriet", "Bestil attest"]
    assert do("record_conversation", aase, case, **TALK, tasks=agreed).done
    assert [(task.who, task.due) for task in Task.objects.order_by("no")] == [
        ("Borgeren", date(2026, 8, 20)),
        (str(mads), None),
        (str(aase), None),
    ]
    notes = opened(aase, f"/sager/{case.number}/?fane=notater").content.decode()
    assert "Borgeren: Sender cv, senest 20.08.2026" in notes


def test_a_conversation_with_an_unclear_task_is_not_half_kept(case: Case, aase: User) -> None:
    outcome = do("record_conversation", aase, case, **TALK, tasks=["Bestil attest", "Kurt: ring"])
    assert "»Kurt«" in outcome.errors["tasks"][0]
    assert not Task.objects.exists() and not Note.objects.exists()


def test_a_task_cannot_be_given_to_somebody_elsewhere_or_for_a_past_day(case: Case, aase: User, stranger: User) -> None:
    assert "whose" in do("add_task", aase, case, text="Ring", whose=str(stranger.pk)).errors
    assert "due" in do("add_task", aase, case, text="Ring", due=DAY - timedelta(days=1)).errors


def test_tasks_of_a_case_that_is_over_are_nobodys(case: Case, aase: User) -> None:
    do("add_task", aase, case, text="Ring")
    assert do("withdraw_application", aase, case, channel="letter", words="Jeg trækker min ansøgning.").done
    assert Task.objects.get().state == "dropped"


def test_the_page_shows_what_one_may_see_and_costs_the_same_for_many(
    new_case: Callable[..., Case], aase: User, mads: User, stranger: User
) -> None:
    def queries(user: User) -> int:
        with CaptureQueriesContext(connection) as seen:
            assert opened(user, "/opgaver/").status_code == 200
        return len(seen)

    case = new_case()
    for text, whose in (("Min", ""), ("Enhedens", task_lines.UNIT), ("Borgerens", task_lines.CITIZEN)):
        assert do("add_task", aase, case, text=text, whose=whose).done
    assert do("record_conversation", aase, case, **TALK, next_on=DAY + timedelta(days=7)).done
    few = queries(aase)
    for _ in range(4):
        other = new_case()
        for whose in ("", task_lines.UNIT, task_lines.CITIZEN):
            do("add_task", aase, other, text="Mere", whose=whose)
        do("record_conversation", aase, other, **TALK, next_on=DAY + timedelta(days=7))
    assert queries(aase) == few
    page = opened(mads, "/opgaver/").content.decode()
    assert "Enhedens" in page and "Borgerens" not in page
    assert case.citizen.name not in opened(stranger, "/opgaver/").content.decode()


def test_done_on_the_page_of_tasks_leads_back_to_it(case: Case, aase: User) -> None:
    do("add_task", aase, case, text="Ring")
    client = Client()
    client.force_login(aase)
    with clock.at(DAY):
        answer = client.post(f"/sager/{case.number}/handling/finish-task/", {"task": "1", "back": "opgaver"})
    assert answer.url == "/opgaver/"


def test_who_gets_the_case_gets_what_the_one_before_had_still_to_do_on_it(
    case: Case, aase: User, mads: User, hanne: User
) -> None:
    do("add_task", aase, case, text="Ring")
    do("add_task", aase, case, text="Hannes", whose=str(hanne.pk))
    assert do("assign_case", hanne, case, caseworker=mads.username).done
    assert [task.assignee for task in Task.objects.order_by("no")] == [mads, hanne]


def test_an_inhabil_persons_task_is_free_and_whoever_takes_it_first_has_it(
    case: Case, aase: User, mads: User, hanne: User, stranger: User
) -> None:
    do("add_task", hanne, case, text="Bestil attest", whose=str(mads.pk))
    assert do("declare_conflict", mads, case).done
    told = {notice.user for notice in Notice.objects.filter(kind="task_freed")}
    assert told == {aase, hanne}, "the unit, and not the one who may know nothing more of the case"
    assert f"En opgave i sag {case.number} er fri" in Notice.objects.filter(kind="task_freed")[0].text
    assert "Tag opgaven" in opened(hanne, "/opgaver/").content.decode()
    client = Client()
    client.force_login(hanne)
    with clock.at(DAY):
        assert client.post(f"/sager/{case.number}/handling/take-task/", {"task": "1", "back": "opgaver"}).url == "/opgaver/"
    assert Task.objects.get().assignee == hanne
    assert "er taget eller afsluttet" in str(do("take_task", aase, case, task=1).errors)
    assert "whose" in do("add_task", aase, case, text="Ring", whose=str(mads.pk)).errors, "he does not see the case"
    assert "inhabil" in do("assign_case", hanne, case, caseworker=mads.username).errors["caseworker"][0]


def test_a_leader_passes_on_what_a_colleague_has_to_do_on_anothers_case(
    case: Case, aase: User, mads: User, hanne: User
) -> None:
    do("add_task", aase, case, text="Bestil attest", whose=str(mads.pk))
    assert do("pass_tasks", aase, case, person=mads.username).kind is OutcomeKind.DENIED
    assert do("pass_tasks", hanne, case, person=mads.username).done
    assert Task.objects.get().assignee == aase
    assert "Du har overtaget en opgave fra Mads" in Notice.objects.get(user=aase, kind="task_added").text
    assert "person" in do("pass_tasks", hanne, case, person=mads.username).errors


def reminded(day: date) -> dict[tuple[str, str], set[User | None]]:
    """Who has been told what of tasks, when the clock has gone by twice."""
    with clock.at(day):
        remind()
        remind()
    found: dict[tuple[str, str], set[User | None]] = {}
    for notice in Notice.objects.filter(kind="task_due").select_related("user"):
        assert notice.user not in found.setdefault((notice.text.split(" i sag ")[0], notice.stage), set()), "told once"
        found[notice.text.split(" i sag ")[0], notice.stage].add(notice.user)
    return found


def in_the_mail(user: User, day: date) -> dict[str, tuple[str, ...]]:
    with clock.at(day):
        return {line.what: line.numbers for line in morning.lines_for(user) if line.what.startswith("Opgave")}


def test_a_task_is_told_of_on_its_day_and_after_it_once_each_and_stands_in_the_morning_mail(
    case: Case, aase: User, mads: User, hanne: User
) -> None:
    due = DAY + timedelta(days=3)
    do("add_task", aase, case, text="Ring om helbredet", whose=str(mads.pk), due=due)
    do("add_task", aase, case, text="Send cv", whose=task_lines.CITIZEN, due=due)
    do("add_task", aase, case, text="Følg op", whose=task_lines.UNIT, due=due)
    do("add_task", aase, case, text="Uden dag")
    assert not reminded(DAY + timedelta(days=2))
    told = reminded(due)
    assert told == {("En opgave", "today"): {mads, hanne}, ("Borgeren", "today"): {aase}}
    assert set(reminded(due + timedelta(days=1))) == {*told, ("En opgave", "over"), ("Borgeren", "over")}
    for person in (aase, mads, hanne):
        assert in_the_mail(person, due) == {"Opgave til i dag": (case.number,)}
        assert in_the_mail(person, due + timedelta(days=9)) == {"Opgave, hvis dag er gået": (case.number,)}
    words = morning.text_for(mads, morning.lines_for(mads))
    assert "/opgaver/" in words and "helbred" not in words
    do("finish_task", mads, case, task=1)
    assert in_the_mail(mads, due) == {}


def test_who_covers_sees_the_tasks_and_is_told_of_them(case: Case, aase: User, mads: User, hanne: User, stranger: User) -> None:
    due = DAY + timedelta(days=3)
    do("add_task", aase, case, text="Bestil attest", due=due)
    do("add_task", aase, case, text="Send cv", whose=task_lines.CITIZEN, due=due)
    do("add_task", aase, case, text="Mads ringer", whose=str(mads.pk), due=due)
    days = {"valid_from": DAY, "valid_until": due, "reason": "Ferie", "granted_by": hanne}
    AbsenceCover.objects.create(absent=aase, cover=stranger, **days)
    page = opened(stranger, "/opgaver/").content.decode()
    assert "Opgaver hos dem, du dækker" in page
    assert "Bestil attest" in page and "Send cv" in page and "Mads ringer" not in page
    assert "Opgaver hos dem" not in opened(mads, "/opgaver/").content.decode()
    assert reminded(due) == {
        ("En opgave", "today"): {aase, mads},
        ("En opgave hos Åse Prøve", "today"): {stranger},
        ("Borgeren", "today"): {aase, stranger},
    }
    assert in_the_mail(stranger, due) == {"Opgave til i dag": (case.number,)}
    AbsenceCover.objects.create(absent=mads, cover=stranger, **days)
    AbsenceCover.objects.filter(absent=aase).delete()
    with clock.at(due):
        remind()
    assert Notice.objects.filter(user=stranger, kind="task_due").count() == 2, "a case that one does not see is not named"


def test_the_task_of_somebody_who_has_left_is_told_to_the_leader(case: Case, aase: User, mads: User, hanne: User) -> None:
    do("add_task", aase, case, text="Bestil attest", whose=str(mads.pk), due=DAY)
    User.objects.filter(pk=mads.pk).update(is_active=False)
    assert reminded(DAY) == {("En opgave hos Mads Prøve", "today"): {hanne}}
