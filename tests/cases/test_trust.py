"""Change or cut anything: verify names it. Rotation keeps everything readable; destruction erases it."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import date
from io import StringIO

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from cases import housekeeping, timeline, verification
from cases.act import Actor
from cases.models import Case, Event, Letter, User
from cases.runner import run
from flexcase.base import files, outbox
from flexcase.base.crypto import DataKey, Unreadable, seal, unseal
from flexcase.base.ids import new_id
from flexcase.base.models import Denial


@pytest.fixture
def worked(case: Case, aase: User) -> Case:
    """A case with a few events and a letter."""
    run("write_note", Actor.of(aase), {"heading": "Opkald", "text": "Borgeren ringede"}, case=case)
    outbox.drain()
    return Case.objects.select_related("key", "citizen__key").get(pk=case.pk)


def test_a_whole_chain_is_whole(worked: Case) -> None:
    assert timeline.verify(worked) is None
    assert len(timeline.events_of(worked)) >= 4
    assert list(verification.faults()) == []


def links(case: Case) -> list[Event]:
    return timeline.events_of(case)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda rows: setattr(rows[1], "body", rows[1].body.replace("note", "nite")), "hændelse 2 er ændret"),
        (lambda rows: rows.pop(1), "hændelse 2 mangler"),
        (lambda rows: setattr(rows[2], "previous", "0" * 64), "hændelse 3 hænger ikke sammen"),
        (lambda rows: setattr(rows[0], "kind", "decision_issued"), "hændelse 1 siger noget andet"),
        (lambda rows: setattr(rows[1], "run_id", new_id()), "hændelse 2 siger noget andet"),
        (lambda rows: setattr(rows[1].run, "case_id", new_id()), "hændelse 2 hører til en anden sag"),
    ],
)
def test_every_change_is_named(worked: Case, change: Callable[[list[Event]], object], words: str) -> None:
    rows = links(worked)
    change(rows)
    assert words in (timeline.fault_in(rows) or "")


def test_a_tail_that_was_cut_off_is_found_by_an_exported_digest(worked: Case) -> None:
    exported = verification.export(housekeeping.heads())
    assert verification.missing_since(exported) == []
    longer = exported.replace(f" {len(links(worked))} ", f" {len(links(worked)) + 1} ")
    assert "er skåret væk" in verification.missing_since(longer)[0]


def test_an_issued_letter_changed_behind_the_application_is_found(worked: Case) -> None:
    letter = Letter.objects.get(case=worked)
    path = settings.FILES_DIR / letter.blob.hex[-2:] / letter.blob.hex
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("verify", stdout=out)
    assert "er ændret uden om systemet" in out.getvalue()
    path.unlink()
    assert any("findes ikke mere" in fault for fault in verification.faults())


def test_a_text_cannot_be_opened_in_another_row(worked: Case) -> None:
    sealed = seal(worked.key, "Note.text", worked.pk, b"hemmeligt")
    assert unseal(worked.key, "Note.text", worked.pk, sealed) == b"hemmeligt"
    for key, place, row in (
        (worked.key, "Note.text", new_id()),
        (worked.key, "Note.heading", worked.pk),
        (worked.citizen.key, "Note.text", worked.pk),
    ):
        with pytest.raises(Unreadable):
            unseal(key, place, row, sealed)


def test_an_unchanged_text_keeps_its_ciphertext(worked: Case) -> None:
    citizen = worked.citizen
    before = bytes(citizen.address_sealed)
    citizen.address = citizen.address
    assert bytes(citizen.address_sealed) == before
    citizen.address = "Et andet sted"
    assert bytes(citizen.address_sealed) != before


def test_rotation_keeps_old_letters_readable_and_destruction_ends_it(worked: Case, settings: object) -> None:
    letter = Letter.objects.select_related("case__key").get(case=worked)
    pdf = letter.pdf()
    settings.MASTER_KEYS = {**settings.MASTER_KEYS, 2: os.urandom(32)}  # type: ignore[attr-defined]
    call_command("rotate_keys", stdout=StringIO())
    assert not DataKey.objects.exclude(master_version=2).exists()
    del settings.MASTER_KEYS[1]  # type: ignore[attr-defined]
    letter = Letter.objects.select_related("case__key").get(case=worked)
    assert letter.pdf() == pdf
    letter.case.key.destroy()
    letter.case.key.save()
    again = Letter.objects.select_related("case__key").get(case=worked)
    with pytest.raises(Unreadable):
        again.pdf()
    with pytest.raises(Unreadable):
        _ = again.content


def test_a_full_disk_leaves_nothing_half_done(worked: Case, monkeypatch: pytest.MonkeyPatch) -> None:
    before = files.names()

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(files.DiskFull):
        files.store(worked.key, b"en fil")
    assert files.names() == before
    assert not list(settings.FILES_DIR.glob("**/*.part"))


def test_deadlines_in_the_table_are_those_of_the_events(worked: Case) -> None:
    out = StringIO()
    call_command("deadlines", "--check", stdout=out)
    assert "0 forskelle" in out.getvalue()
    worked.deadlines.update(due="2030-01-01")
    with pytest.raises(SystemExit):
        call_command("deadlines", "--check", stdout=out)
    assert f"{worked.number}: case_decision" in out.getvalue()


@pytest.mark.parametrize(
    ("tamper", "words"),
    [
        (lambda case: case.deadlines.filter(kind="case_decision").delete(), "case_decision"),
        (lambda case: case.deadlines.filter(kind="case_decision").update(words="Fristen er en anden."), "case_decision"),
        (lambda case: case.deadlines.filter(kind="case_decision").update(met_on="2026-08-03"), "case_decision"),
        (lambda case: case.deadlines.filter(kind="case_decision").update(anchor=77), "case_decision"),
        (lambda case: Case.objects.filter(pk=case.pk).update(next_due="2031-01-01"), "næste frist er"),
        (lambda case: Case.objects.filter(pk=case.pk).update(waits_for=["lægen"]), "sagen venter på ingen, ikke lægen"),
        (lambda case: Case.objects.filter(pk=case.pk).update(complaint_running=True), "ingen klage venter på kommunen"),
    ],
)
def test_a_deadline_changed_behind_the_application_is_named(
    worked: Case, new_case: Callable[..., Case], monkeypatch: pytest.MonkeyPatch, tamper: Callable[[Case], object], words: str
) -> None:
    monkeypatch.setattr("cases.recount.LOT", 1)
    others = [new_case() for _ in range(2)]
    tamper(worked)
    out = StringIO()
    with pytest.raises(SystemExit):
        call_command("deadlines", "--check", "--processes=1", stdout=out)
    assert f"{worked.number}: {words}" in out.getvalue()
    assert out.getvalue().splitlines()[-1].startswith("3 sager, ")
    assert not any(other.number in out.getvalue() for other in others)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (lambda letter: setattr(letter, "content", "{}"), "har en anden tekst"),
        (lambda letter: setattr(letter, "dated", date(2020, 1, 1)), "har en anden art eller dato"),
        (lambda letter: setattr(letter, "kind", "hearing"), "har en anden art eller dato"),
        (lambda letter: setattr(letter, "sha256", "0" * 64), "er ændret uden om systemet"),
        (lambda letter: setattr(letter, "pk", new_id()), "uden at nogen hændelse"),
        (lambda letter: setattr(letter.delivery, "received_on", date(2020, 1, 1)), "har en anden modtagelsesdag"),
    ],
)
def test_a_row_of_an_issued_letter_that_was_edited_is_named(
    worked: Case, change: Callable[[Letter], object], words: str
) -> None:
    letter = Letter.objects.select_related("case__key", "delivery").get(case=worked)
    assert verification.letter_fault(letter) is None
    change(letter)
    assert words in (verification.letter_fault(letter) or "")


def test_another_letter_put_in_its_place_is_found(worked: Case) -> None:
    letter = Letter.objects.select_related("case__key").get(case=worked)
    letter.blob = files.store(worked.key, b"%PDF-1.7 another letter")
    letter.sha256 = files.sha256(b"%PDF-1.7 another letter")
    assert "har et andet aftryk" in (verification.letter_fault(letter) or "")


def test_a_changed_letter_is_shown_to_nobody(worked: Case, aase: User) -> None:
    letter = Letter.objects.get(case=worked)
    client = Client()
    client.force_login(aase)
    url = reverse("letter", args=[worked.number, letter.pk])
    assert client.get(url)["Content-Type"] == "application/pdf"
    path = settings.FILES_DIR / letter.blob.hex[-2:] / letter.blob.hex
    path.write_bytes(path.read_bytes()[:-1] + b"x")
    answer = client.get(url)
    assert answer.status_code == 409
    assert "er ikke længere det brev, der blev sendt" in answer.content.decode()
    assert Denial.objects.filter(case_id=worked.pk, what__contains="changed").exists()


def test_nobody_works_on_a_case_of_their_own(
    case: Case, new_case: Callable[..., Case], aase: User, mads: User, hanne: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    cpr = case.citizen.cpr
    for user in (aase, hanne):
        monkeypatch.setattr("sys.stdin", StringIO(f"{cpr[:6]}-{cpr[6:]}\n"))
        told = StringIO()
        call_command("employee_cpr", user.username, stdout=told)
        assert told.getvalue() == "Lukket for 1 egne sager.\n"
        user.refresh_from_db()
        assert cpr not in user.cpr_hash
    run("withdraw_application", Actor.of(mads), {"channel": "phone", "in_writing": True, "words": "Nej tak."}, case=case)
    again = new_case(cpr=f"{cpr[:6]}-{cpr[6:]}")  # registered by Åse herself
    assert again.pk != case.pk
    for user, sees in ((aase, False), (hanne, False), (mads, True)):
        client = Client()
        client.force_login(user)
        for one in (case, again):
            assert client.get(reverse("case", args=[one.number])).status_code == (200 if sees else 404)
            note = {"heading": "Opkald", "text": "Borgeren ringede."}
            assert run("write_note", Actor.of(user), note, case=one).done == sees
    again.refresh_from_db()
    assert again.caseworker is None
