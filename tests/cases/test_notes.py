"""Notes: calls and conversations, their corrections, and the conversation that was agreed on and not noted."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from cases.act import Actor
from cases.casepage.notes import PAGE
from cases.daily.reminders import remind
from cases.models import Case, Deadline, Note, Notice, User
from cases.outcome import Outcome
from cases.runner import run
from flexcase.base import clock
from tests.cases.conftest import DAY

TALK: dict[str, Any] = {
    "channel": "meeting",
    "talked_with": "Borgeren og bisidder",
    "text": "Vi talte om praktik i et gartneri.",
    "promised": "Borgeren besøger stedet.",
    "next_step": "Vi skriver til gartneriet.",
}


def talks(user: User, case: Case, day: date, **said: Any) -> Outcome:
    with clock.at(day):
        return run("record_conversation", Actor.of(user), TALK | said, case=case)


def page(user: User, case: Case, query: str = "") -> str:
    client = Client()
    client.force_login(user)
    with clock.at(DAY + timedelta(days=10)):
        return client.get(f"/sager/{case.number}/?fane=notater{query}").content.decode()


def seq_of(note: Note) -> int:
    return note.run.event.seq


def test_a_conversation_is_read_with_everything_that_was_agreed(case: Case, aase: User) -> None:
    assert talks(aase, case, DAY, next_on=DAY + timedelta(days=7)).done
    seen = page(aase, case)
    for words in (
        "Møde med Borgeren og bisidder",
        "praktik i et gartneri",
        "Borgeren besøger stedet.",
        "Vi skriver til gartneriet.",
    ):
        assert words in seen
    assert "10.08.2026" in seen


def test_what_a_conversation_must_hold_is_asked_for_at_the_field(case: Case, aase: User) -> None:
    outcome = run("record_conversation", Actor.of(aase), {"channel": "phone"}, case=case)
    assert set(outcome.errors) == {"text", "promised", "next_step"}
    assert talks(aase, case, DAY, next_on=DAY).errors["next_on"] == ("Næste samtale ligger efter denne. Skriv en senere dag.",)
    assert not Note.objects.filter(case=case).exists()


def test_a_corrected_note_stays_and_the_new_one_counts(case: Case, aase: User, mads: User) -> None:
    talks(aase, case, DAY)
    old = Note.objects.select_related("run__event").get(case=case)
    anew = {"note": seq_of(old), "channel": "phone", "text": "Vi talte om praktik i en boghandel."}
    with clock.at(DAY + timedelta(days=1)):
        assert run("correct_note", Actor.of(mads), anew, case=case).done
        assert not run("correct_note", Actor.of(aase), anew, case=case).done, "the newest is the one to correct"
    new = Note.objects.get(corrects=old)
    assert new.dated == old.dated, "it is still about the day on which they talked"
    seen = page(aase, case)
    assert "gartneri" in seen and "boghandel" in seen
    assert seen.index("boghandel") < seen.index("gartneri")
    assert f"<s>{old.heading}</s>" in seen
    assert f"note={seq_of(new)}" in seen and f"note={seq_of(old)}" not in seen


def test_the_form_of_a_correction_holds_what_was_written(case: Case, aase: User) -> None:
    talks(aase, case, DAY)
    client = Client()
    client.force_login(aase)
    no = seq_of(Note.objects.select_related("run__event").get(case=case))
    form = client.get(f"/sager/{case.number}/handling/correct-note/?note={no}").content.decode()
    assert "Vi talte om praktik i et gartneri." in form and "03.08.2026" in form
    assert client.get(f"/sager/{case.number}/handling/correct-note/?note=x").status_code == 200


def test_a_note_of_another_case_is_not_corrected_from_here(new_case: Any, aase: User) -> None:
    mine, other = new_case(), new_case()
    talks(aase, other, DAY)
    no = seq_of(Note.objects.select_related("run__event").get(case=other))
    assert not run("correct_note", Actor.of(aase), {"note": no, "heading": "Nyt", "text": "Nyt"}, case=mine).done


def test_the_caseworker_is_reminded_the_day_before_and_when_the_note_is_missing(case: Case, aase: User) -> None:
    day = DAY + timedelta(days=7)
    talks(aase, case, DAY, next_on=day)
    reminders = Notice.objects.filter(user=aase, kind="deadline.next_conversation").order_by("at")
    told = []
    for ahead in (-2, -1, 0, 1, 2):
        with clock.at(day + timedelta(days=ahead)):
            remind()
        told.append([notice.text.partition(case.number)[2] for notice in reminders.all()])
    first, second, third = " nærmer sig.", " er i dag.", " er ikke noteret."
    assert told == [[], [first], [first, second], [first, second, third], [first, second, third]]


@pytest.mark.parametrize(
    ("what", "given", "kept"),
    [
        ("write_note", {"channel": "phone", "text": "Kort opkald"}, True),
        ("write_note", {"heading": "Huskeseddel", "text": "Ring"}, False),
        ("plan_conversation", {"next_on": DAY + timedelta(days=20)}, True),
        ("plan_conversation", {}, True),
    ],
)
def test_an_appointment_is_kept_by_a_note_or_by_another_day(
    case: Case, aase: User, what: str, given: dict[str, Any], kept: bool
) -> None:
    day = DAY + timedelta(days=7)
    talks(aase, case, DAY, next_on=day)
    with clock.at(day):
        assert run(what, Actor.of(aase), given, case=case).done
    first = Deadline.objects.filter(case=case, kind="next_conversation").earliest("anchor")
    assert (first.due, first.met_on) == (day, day if kept else None)


def test_correcting_the_note_that_made_an_appointment_does_not_bring_it_back(case: Case, aase: User) -> None:
    day = DAY + timedelta(days=7)
    talks(aase, case, DAY, next_on=day)
    first = Note.objects.select_related("run__event").get(case=case)
    talks(aase, case, day)
    with clock.at(day + timedelta(days=1)):
        given = TALK | {"note": seq_of(first), "text": "Rettet", "next_on": day}
        assert run("correct_note", Actor.of(aase), given, case=case).done
    assert [row.met_on for row in Deadline.objects.filter(case=case, kind="next_conversation")] == [day]


def test_the_kinds_of_notes_are_counted_and_chosen(case: Case, aase: User) -> None:
    talks(aase, case, DAY)
    with clock.at(DAY):
        assert run("write_note", Actor.of(aase), {"channel": "phone", "text": "Ringede om kvitteringen"}, case=case).done
    everything, calls = page(aase, case), page(aase, case, "&slags=telefon")
    assert "Ringede om kvitteringen" in everything and "gartneri" in everything
    assert "Ringede om kvitteringen" in calls and "gartneri" not in calls
    assert "gartneri" in page(aase, case, "&slags=noget"), "an unknown kind hides nothing"


def test_templates_put_headings_into_the_form(case: Case, aase: User) -> None:
    client = Client()
    client.force_login(aase)
    form = client.get(f"/sager/{case.number}/handling/record-conversation/").content.decode()
    assert 'data-into="id_text"' in form and "Jobsamtale" in form


def test_many_notes_are_paged_and_cost_what_few_cost(case: Case, aase: User) -> None:
    def seen(query: str = "") -> tuple[str, int]:
        client = Client()
        client.force_login(aase)
        with clock.at(DAY + timedelta(days=10)), CaptureQueriesContext(connection) as queries:
            shown = client.get(f"/sager/{case.number}/?fane=notater{query}").content.decode()
        return shown, len(queries)

    talks(aase, case, DAY, text="Den første samtale")
    assert talks(aase, case, DAY, text="Den anden samtale").done
    seen()
    few = seen()[1]
    for number in range(PAGE):
        with clock.at(DAY + timedelta(days=1)):
            assert run("write_note", Actor.of(aase), {"channel": "phone", "text": f"Opkald {number}."}, case=case).done
    newest, many = seen()
    assert many == few <= 40
    assert "Den anden samtale" not in newest and f"Opkald {PAGE - 1}." in newest
    after = re.search(r"efter=([0-9a-f-]{36})", newest)
    assert after is not None
    older, _ = seen(f"&efter={after[1]}")
    assert "Den første samtale" in older and "Den anden samtale" in older and "Til det nyeste" in older
    assert "Opkald 3." not in older
    assert "Den første samtale" in seen("&slags=samtaler")[0], "each kind is paged for itself"
    first = Note.objects.filter(case=case).earliest("at")
    assert "Den første samtale" in seen(f"&fra={first.pk}")[0], "the search leads to the page of its note"
    assert f"Opkald {PAGE - 1}." in seen("&efter=vrøvl")[0], "a key that nobody gave out leads to the newest"
