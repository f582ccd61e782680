"""The whole case as one file: everything that the orderer may see, for the orderer only, and gone after two days."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime, time, timedelta

import pikepdf
import pytest
from django.test import Client

from cases.act import Actor
from cases.letters.posting import stored_blobs
from cases.letters.sheet import sheet_pdf
from cases.models import Case, CaseFile, Document, Event, Role, Unit, User
from cases.papers import akt
from cases.papers.enclosing import readable_or_named
from cases.papers.strike import texts
from cases.papers.uploads import store
from cases.runner import run
from flexcase.base import clock, files, outbox
from flexcase.base.clock import COPENHAGEN
from flexcase.base.models import Denial, OutboxItem, Read
from tests.cases.conftest import DAY, person


@pytest.fixture
def full(case: Case, aase: User) -> Case:
    """A case with a receipt, a health document, another document and a note."""
    with clock.at(DAY):
        outbox.drain()
        for kind, words in (("medical", "Lægens ord om ryggen."), ("employer", "Chefens ord om arbejdet.")):
            file = store(case.key, sheet_pdf("Udtalelse", DAY, case.number, {"Om": words}))
            given = {"kind": kind, "title": f"Udtalelse {kind}", "file": file, "dated": "2026-07-01"}
            assert run("add_document", Actor.of(aase), given, case=case).done
        assert run("write_note", Actor.of(aase), {"heading": "Samtale", "text": "Borgeren ringede."}, case=case).done
    return case


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def ordered(case: Case, user: User) -> CaseFile:
    """Ordered with the button, and made by the worker."""
    assert signed_in(user).post(f"/sager/{case.number}/hele-sagen/").status_code == 302
    outbox.drain()
    return CaseFile.objects.select_related("case__key").get(ordered_by=user)


def test_everything_stands_in_one_file_under_numbers_that_can_be_found(full: Case, aase: User) -> None:
    with clock.at(DAY):
        row = ordered(full, aase)
        answer = signed_in(aase).get(f"/sager/{full.number}/hele-sagen/{row.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert Event.objects.filter(case=full, kind="case_file_ordered").count() == 1
    assert Read.objects.filter(user_id=aase.pk, what="case_file").count() == 1
    pages = texts(answer.content)
    with pikepdf.open(io.BytesIO(answer.content)) as pdf, pdf.open_outline() as outline:
        marks = [str(item.title) for item in outline.root if str(item.title).startswith("Akt ")]
    assert len(marks) == row.papers == row.bound == 4 and row.damaged == 0
    assert [mark.split(":")[0] for mark in marks] == ["Akt 1", "Akt 2", "Akt 3", "Akt 4"]
    whole = " ".join(pages)
    for words in ("Indhold", "Tidslinje", "Notat skrevet", "Lægens ord om ryggen.", "Chefens ord", "Borgeren ringede."):
        assert words in whole, words
    told = next(line for line in pages[0].splitlines() if "Notat: Samtale" in line)
    assert "Borgeren ringede." in pages[int(told.split()[-1]) - 1], "the contents name the page on which the paper begins"


def test_each_gets_only_what_they_may_see(full: Case, unit: Unit, mads: User) -> None:
    tine = person(unit, Role.JOB_CONSULTANT, "Tine")
    with clock.at(DAY):
        seen, more = (" ".join(texts(ordered(full, user).content())) for user in (tine, mads))
    for words in ("Lægens ord om ryggen.", "Chefens ord", "Udtalelse medical"):
        assert words not in seen and words in more, words
    assert "Borgeren ringede." in seen, "the note of the conversation belongs to the case"


def test_nobody_else_fetches_it_and_after_two_days_nobody_at_all(full: Case, aase: User, mads: User, stranger: User) -> None:
    with clock.at(DAY):
        row = ordered(full, aase)
        path = f"/sager/{full.number}/hele-sagen/{row.pk}/"
        for other in (mads, stranger):
            assert signed_in(other).get(path).status_code == 404
            assert Denial.objects.filter(user_id=other.pk).exists()
        assert row.blob in stored_blobs()
    with clock.at(DAY + timedelta(days=3)):
        assert signed_in(aase).get(path).status_code == 404
        assert row.blob not in stored_blobs(), "the sweeper takes it"


def test_a_paper_that_is_lost_is_named_in_its_place(full: Case, aase: User) -> None:
    lost = Document.objects.filter(case=full).earliest("no")
    assert lost.blob is not None
    files.remove(lost.blob)
    with clock.at(DAY):
        row = ordered(full, aase)
        page = signed_in(aase).get(f"/sager/{full.number}/hele-sagen/").content.decode()
    assert row.damaged == 1 and "1 akt kunne ikke læses" in page
    assert "Akten kunne ikke læses" in " ".join(texts(row.content()))


def test_who_has_lost_the_case_meanwhile_gets_no_file(full: Case, aase: User, stranger: User) -> None:
    with clock.at(DAY):
        assert signed_in(aase).post(f"/sager/{full.number}/hele-sagen/").status_code == 302
        Case.objects.filter(pk=full.pk).update(unit=stranger.unit, caseworker=stranger)
        outbox.drain()
        assert CaseFile.objects.get().blob is None
        Case.objects.filter(pk=full.pk).update(unit=aase.unit, caseworker=aase)
        desk, address = signed_in(aase), f"/sager/{full.number}/hele-sagen/"
        page = desk.get(address).content.decode()
        assert "kunne ikke samles: den, der bad om filen, har ikke længere adgang til sagen." in page
        assert "bliver samlet om lidt" not in page and "hx-get" not in page.split('id="files"')[1][:200]
        row = CaseFile.objects.get()
        signed_in(stranger).post(address, {"again": str(row.pk)})
        outbox.drain()
        assert CaseFile.objects.get().blob is None, "nobody else asks for it"
        desk.post(address, {"again": "x"})
        assert desk.post(address, {"again": str(row.pk)}).status_code == 302
        outbox.drain()
        assert "Hent filen" in desk.get(address).content.decode()


def test_begun_twice_it_is_made_once(full: Case, aase: User, make_again: Callable[[], None]) -> None:
    with clock.at(DAY):
        first = ordered(full, aase).blob
        make_again()
    assert CaseFile.objects.get().blob == first


def test_a_large_case_is_not_taken_from_the_worker_that_is_at_it(
    full: Case, aase: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else another would begin the same anew, and after eight of them nobody would go on."""
    noon, free = datetime.combine(DAY, time(12), COPENHAGEN), []

    def slow(item: OutboxItem) -> None:
        for minute in (1, 2):
            with clock.at(noon + timedelta(minutes=minute)):
                before = item.pk in outbox.waiting()
                readable_or_named("Akt 1", Document.objects.get(case=full, no=1), akt.alone, DAY)
                free.append((before, item.pk in outbox.waiting()))

    monkeypatch.setitem(outbox._handlers, "test.large", slow)
    with clock.at(noon):
        assert signed_in(aase).post(f"/sager/{full.number}/hele-sagen/").status_code == 302
        OutboxItem.objects.filter(kind="case.file").update(kind="test.large")
        assert outbox.work_off(OutboxItem.objects.get(kind="test.large").pk)
    assert free == [(True, False), (True, False)]


@pytest.fixture
def make_again() -> Callable[[], None]:
    """A worker that died after the work was done leaves it to another."""

    def again() -> None:
        OutboxItem.objects.filter(kind="case.file").update(state="waiting", claimed_at=None, attempts=0)
        outbox.drain()

    return again
