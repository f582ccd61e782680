"""Papers on a case: several at once, each looked at by a person; one that is wrong is replaced or taken off, never silently."""

from __future__ import annotations

import io
import re
import tempfile
from collections.abc import Callable
from datetime import timedelta
from html import unescape
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.test import Client, RequestFactory
from pytest_django import Settings

from cases.act import Actor
from cases.dossier import load
from cases.facts import CaseFacts
from cases.housekeeping import sweep_files
from cases.models import Case, Document, DocumentVersion, Event, HeldFile, User
from cases.outcome import Outcome
from cases.papers.uploads import store
from cases.runner import run
from flexcase.base import clock, files
from flexcase.base.crypto import Unreadable
from flexcase.base.ids import new_id
from flexcase.base.models import Denial, Read
from tests.cases.conftest import DAY
from tests.cases.papers import mail, word

LATER = DAY + timedelta(days=2)


def pdf(mark: str = "a") -> bytes:
    """A page of nothing, like no other."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        made.docinfo["/Title"] = mark
        made.save(out)
    return out.getvalue()


@pytest.fixture
def desk(aase: User) -> Client:
    client = Client()
    client.force_login(aase)
    return client


@pytest.fixture
def put(aase: User, case: Case) -> Callable[..., Document]:
    """Put one document on the case."""

    def make(content: bytes = b"", user: User = aase, **fields: Any) -> Document:
        given = {"kind": "other", "title": "Udtalelse", "file": store(case.key, content or pdf())} | fields
        with clock.at(DAY):
            outcome = run("add_document", Actor.of(user), given, case=case)
        assert outcome.done, outcome
        return Document.objects.filter(case=case).latest("no")

    return make


def do(name: str, user: User, case: Case, **given: Any) -> Outcome:
    with clock.at(LATER):
        return run(name, Actor.of(user), given, case=case)


def address(case: Case, last: str = "ny") -> str:
    return f"/sager/{case.number}/dokumenter/{last}/"


def upload(name: str, content: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, "application/octet-stream")


def lines(case: Case, **changed: Any) -> dict[str, Any]:
    """The form as the page shows it: every file that waits, with what was suggested."""
    sent: dict[str, Any] = {"file": []}
    for file in HeldFile.objects.filter(case=case).select_related("case__key"):
        sent["file"].append(str(file.pk))
        told = file.told
        sent |= {f"{file.pk.hex}-{name}": told[name] or "" for name in ("title", "kind", "dated")}
        sent |= {f"{file.pk.hex}-health": "on"} if told["health"] else {}
    return sent | changed


def test_several_papers_are_put_on_the_case_at_once(desk: Client, case: Case) -> None:
    """Without scripts: the files are chosen, looked at, and added. Each has its own title, kind and day."""
    sent = [
        upload("C:\\scan\\2026-07-20 LÆ_265 fra lægen.pdf", pdf("attest")),
        upload("hej.eml", mail(text="Jeg kommer på mandag.")),
        upload("Ansøgning om fleksjob.docx", word("Jeg søger om fleksjob.")),
    ]
    page = desk.post(address(case), {"files": sent})
    assert page.status_code == 200
    for told in ("2026-07-20 LÆ 265 fra lægen", "Min læge har skrevet", "Ansøgning om fleksjob", "20.07.2026"):
        assert told in page.content.decode(), told
    answer = desk.post(address(case), lines(case, known_to_citizen="on"))
    assert (answer.status_code, answer["Location"]) == (302, f"/sager/{case.number}/?fane=dokumenter")
    found = {row.title: row for row in Document.objects.filter(case=case).select_related("case__key") if row.blob}
    attest = found["2026-07-20 LÆ 265 fra lægen"]
    assert (attest.kind, attest.health, f"{attest.dated}") == ("medical", True, "2026-07-20")
    wrote = found["Min læge har skrevet"]
    assert (wrote.sender, f"{wrote.dated}") == ("Birgitte Ørsted <birgitte@eksempel.example>", "2026-07-31")
    applied = found["Ansøgning om fleksjob"]
    assert (applied.kind, applied.health, applied.known_to_citizen) == ("application", False, True)
    assert attest.journal_no == f"{case.number}-{attest.no}"
    assert not HeldFile.objects.exists()


def test_what_nobody_can_read_is_kept_as_a_health_paper_until_somebody_says_otherwise(desk: Client, case: Case) -> None:
    page = desk.post(address(case, "fil"), {"files": upload("scan0001.pdf", pdf())})
    assert "Vi kan ikke se, hvad det er." in page.content.decode()
    desk.post(address(case), lines(case))
    assert Document.objects.get(case=case, kind="other", blob__isnull=False).health


def test_a_trial_report_that_speaks_of_diagnoses_is_a_health_paper_too(desk: Client, case: Case) -> None:
    desk.post(address(case, "fil"), {"files": upload("Rapport fra arbejdsprøvning.docx", word("Diagnosen er slidgigt."))})
    told = HeldFile.objects.select_related("case__key").get().told
    assert (told["kind"], told["health"], told["sure"]) == ("trial_report", True, True)


def test_a_wrong_file_is_named_and_hinders_no_other(desk: Client, case: Case) -> None:
    page = desk.post(address(case), {"files": [upload("god.pdf", pdf()), upload("ond.exe", b"MZ\x90")], "sender": "Lægehuset"})
    assert page.status_code == 422
    words = page.content.decode()
    assert "ond.exe: Filen skal være PDF" in words
    assert 'value="Lægehuset"' in words
    assert [file.told["name"] for file in HeldFile.objects.select_related("case__key")] == ["god.pdf"]


def test_a_line_that_is_wrong_keeps_its_file_and_its_words_and_the_others_go_through(desk: Client, case: Case) -> None:
    for name in ("en.pdf", "to.pdf"):
        desk.post(address(case, "fil"), {"files": upload(name, pdf(name))})
    second = HeldFile.objects.last()
    wrong = {f"{second.pk.hex}-dated": "i går", f"{second.pk.hex}-title": "Den anden"}
    page = desk.post(address(case), lines(case, **wrong))
    assert page.status_code == 422
    assert "to.pdf: Skriv datoen som dag.måned.år" in page.content.decode()
    assert 'value="Den anden"' in page.content.decode()
    assert list(HeldFile.objects.values_list("pk", flat=True)) == [second.pk]
    assert desk.post(address(case), lines(case)).status_code == 302
    assert {row.title for row in Document.objects.filter(case=case).select_related("case__key")} >= {"en", "to"}


def test_pressed_twice_a_file_is_added_once(desk: Client, case: Case) -> None:
    desk.post(address(case, "fil"), {"files": upload("en.pdf", pdf())})
    form = lines(case)
    assert [desk.post(address(case), form).status_code for _ in range(2)] == [302, 302]
    assert Document.objects.filter(case=case, blob__isnull=False).count() == 1


def test_without_a_file_and_with_one_that_is_gone_the_page_says_so(desk: Client, case: Case) -> None:
    assert "Vælg mindst én fil." in desk.post(address(case), {}).content.decode()
    gone = desk.post(address(case), {"file": str(new_id())})
    assert gone.status_code == 422
    assert "En fil ligger her ikke længere. Vælg den igen." in gone.content.decode()
    assert desk.post(address(case, "fil"), {}).status_code == 422
    assert desk.post(address(case), {"file": "x' OR 1=1"}).status_code == 422


def test_another_persons_file_is_nobodys(desk: Client, mads: User, case: Case) -> None:
    other = Client()
    other.force_login(mads)
    other.post(address(case, "fil"), {"files": upload("mads.pdf", pdf())})
    assert "mads.pdf" not in desk.get(address(case)).content.decode()
    assert desk.post(address(case), lines(case)).status_code == 422
    desk.post(address(case), {"drop": str(HeldFile.objects.get().pk)})
    assert HeldFile.objects.count() == 1
    assert not Document.objects.filter(case=case, blob__isnull=False).exists()


def test_a_file_that_is_not_wanted_is_let_go_and_swept(desk: Client, case: Case) -> None:
    with clock.at(DAY):
        desk.post(address(case, "fil"), {"files": upload("en.pdf", pdf())})
        desk.post(address(case, "fil"), {"files": upload("to.pdf", pdf("b"))})
        kept = HeldFile.objects.last()
        desk.post(address(case), {"drop": str(HeldFile.objects.first().pk)})
    assert HeldFile.objects.get() == kept
    with clock.at(DAY + timedelta(days=6)):
        sweep_files()
        assert kept.blob in files.names()
    far = clock.today() + timedelta(days=400)
    with clock.at(far):
        sweep_files()
    assert kept.blob not in files.names()
    assert not HeldFile.objects.exists()


def test_a_torn_file_is_replaced_and_the_old_one_stays_readable(aase: User, case: Case, put: Any) -> None:
    row = put(b"%PDF-1.7\n%%EOF", adverse=True, known_to_citizen=True)
    given = {"document": str(row.no), "adverse": True, "reason": "Filen var gået i stykker, og lægen har sendt den igen."}
    outcome = do("replace_document", aase, case, file=store(case.key, pdf("ny")), **given)
    assert outcome.done, outcome
    row = Document.objects.select_related("case__key").get(pk=row.pk)
    assert (row.version, len(row.content())) == (2, row.size)
    old = DocumentVersion.objects.select_related("document__case__key").get(document=row)
    assert (old.no, old.content(), old.reason) == (1, b"%PDF-1.7\n%%EOF", given["reason"])
    seen = next(one for one in load([case])[case.pk].of(CaseFacts).documents if one.no == row.no)
    assert (seen.adverse, seen.known_to_citizen) == (True, False), "nobody has been heard about the new file"
    assert "gået i stykker" not in Event.objects.filter(case=case, kind="document_replaced").get().body


def test_a_file_is_not_replaced_without_a_reason_or_by_itself(aase: User, case: Case, put: Any) -> None:
    content = pdf()
    row = put(content)
    same = do("replace_document", aase, case, document=str(row.no), file=store(case.key, content), reason="Den er bedre nu.")
    assert same.errors["file"] == ("Det er den samme fil. Vælg den, der skal stå i stedet.",)
    empty = do("replace_document", aase, case, document=str(row.no), file=store(case.key, pdf("b")), reason="...")
    assert "reason" in empty.errors


def replacing(desk: Client, case: Case, row: Document, **given: Any) -> tuple[int, str]:
    answer = desk.post(f"/sager/{case.number}/handling/replace-document/", {"document": str(row.no), **given})
    return answer.status_code, answer.content.decode()


def test_a_form_that_must_be_put_right_keeps_its_file(desk: Client, aase: User, case: Case, put: Any) -> None:
    row = put()
    status, page = replacing(desk, case, row, file=upload("Den rigtige.pdf", pdf("rigtig")), reason="")
    assert status == 422
    assert "Vælg en fil." not in page
    held = HeldFile.objects.get()
    assert f'value="{held.pk}"' in page
    assert "Den rigtige.pdf" in page
    assert str(held.pk) not in desk.get(address(case)).content.decode(), "it is no paper on its way"
    status, page = replacing(desk, case, row, file=[str(held.pk), upload("ond.exe", b"MZ")], reason="Den var ulæselig.")
    assert (status, "Den rigtige.pdf" in page, "Filen skal være PDF" in page) == (422, True, True)
    status, _ = replacing(desk, case, row, file=str(held.pk), reason="Filen var gået i stykker.")
    assert status == 302
    assert Document.objects.get(pk=row.pk).blob == held.blob
    assert not HeldFile.objects.exists()


def test_a_file_in_a_form_can_be_left_out_and_is_nobody_elses(desk: Client, mads: User, case: Case, put: Any) -> None:
    row = put()
    replacing(desk, case, row, file=upload("ny.pdf", pdf("ny")), reason="")
    other = Client()
    other.force_login(mads)
    for client, file in ((other, str(HeldFile.objects.get().pk)), (desk, ""), (desk, "x"), (desk, str(new_id()))):
        status, page = replacing(client, case, row, file=file, reason="Filen var gået i stykker.")
        assert (status, "Vælg en fil." in page) == (422, True), file
    assert Document.objects.get(pk=row.pk).version == 1


def test_a_file_in_a_form_is_held_as_soon_as_it_is_chosen(desk: Client, case: Case) -> None:
    url = f"/sager/{case.number}/handling/replace-document/fil/"
    line = desk.post(f"{url}file/", {"files": upload("ny.pdf", pdf("ny"))}).content.decode()
    held = HeldFile.objects.select_related("case__key").get()
    assert (held.form, held.told) == ("replace_document", {"name": "ny.pdf"})
    assert 'name="file"' in line
    assert desk.post(f"{url}reason/", {"files": upload("ny.pdf", pdf("ny"))}).status_code == 404
    assert desk.post(f"{url}file/", {"files": upload("ny.exe", b"MZ")}).status_code == 422


def test_a_file_over_the_limit_is_refused_and_no_disk_is_filled_by_it(desk: Client, case: Case, settings: Settings) -> None:
    settings.UPLOAD_MAX_BYTES = 3 * 1024 * 1024
    large = upload("stor.pdf", pdf() + bytes(3 * 1024 * 1024))
    refused = desk.post(address(case, "fil"), {"files": large})
    assert (refused.status_code, HeldFile.objects.count()) == (422, 0)
    assert refused.content.decode().startswith("Filen er for stor. Den må højst fylde 3 MB.")
    large.seek(0)
    assert "stor.pdf: Filen er for stor." in desk.post(address(case), {"files": large}).content.decode()


def test_a_file_that_finds_no_room_while_it_is_received_is_refused_in_words(
    desk: Client, case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    large = upload("stor.pdf", pdf() + bytes(3 * 1024 * 1024))
    with monkeypatch.context() as full:
        full.setattr(tempfile, "tempdir", "/proc/nowhere")
        refused = desk.post(address(case, "fil"), {"files": large})
        unread = desk.post(address(case, "fil"), {"files": upload("hej.eml", mail())})
    assert (refused.status_code, unread.status_code, HeldFile.objects.count()) == (422, 422, 0)
    assert "Filen kunne ikke gemmes lige nu. Prøv igen om lidt" in refused.content.decode()
    assert "Filen nåede ikke at blive undersøgt." in unread.content.decode()


def test_of_files_that_are_too_much_together_the_first_are_kept_and_each_other_is_named(
    desk: Client, case: Case, settings: Settings
) -> None:
    settings.UPLOAD_TOTAL_BYTES = 3 * 1024 * 1024
    sent = [
        upload(f"{name}.pdf", pdf(name) + bytes(int(size * 1024 * 1024))) for name, size in (("a", 2), ("b", 2), ("c", 0.5))
    ]
    page = desk.post(address(case), {"files": sent, "sender": "Lægehuset"})
    assert page.status_code == 422
    for name in "bc":
        assert f"{name}.pdf: Der blev sendt mere end 3 MB på én gang, og filen kom ikke med." in page.content.decode()
    assert 'value="Lægehuset"' in page.content.decode()
    assert [file.told["name"] for file in HeldFile.objects.select_related("case__key")] == ["a.pdf"]


def test_a_large_file_that_was_changed_on_the_disk_is_not_opened(case: Case, put: Any) -> None:
    row = put(pdf() + bytes(3 * 1024 * 1024))
    path = files._path(row.blob)
    sealed = bytearray(path.read_bytes())
    for damaged in (sealed[:-1], sealed[:20], bytearray([sealed[0] ^ 1]) + sealed[1:]):
        path.write_bytes(damaged)
        with pytest.raises(Unreadable):
            row.content()
    path.write_bytes(sealed)
    assert len(row.content()) == row.size


def test_a_paper_on_the_wrong_case_is_removed_by_another_and_leaves_its_number(hanne: User, case: Case, put: Any) -> None:
    row = put(title="Attest for en anden borger")
    given = {"document": str(row.no), "removal": "wrong_case", "reason": "Attesten handler om en anden borger."}
    assert do("remove_document", hanne, case, **given).done
    assert row.no not in Document.objects.filter(case=case).values_list("no", flat=True)
    stub = Document.everything.select_related("case__key").get(pk=row.pk)
    assert (stub.removed_by, stub.removed_on, stub.removal_reason) == (hanne, LATER, given["reason"])
    assert (stub.title, stub.blob, stub.sender) == ("", None, "")
    sweep_far = clock.today() + timedelta(days=400)
    with clock.at(sweep_far):
        sweep_files()
    assert row.blob not in files.names()
    assert put().no == row.no + 1, "its number is not given to another"


def test_nobody_erases_alone_what_they_put_on_the_case(hanne: User, aase: User, case: Case, put: Any) -> None:
    own = put(user=hanne)
    given = {"document": str(own.no), "removal": "twice", "reason": "Det ligger der to gange."}
    assert do("remove_document", hanne, case, **given).errors["document"] == (
        "Du har selv lagt det på sagen. En anden leder skal fjerne det.",
    )
    assert not do("remove_document", aase, case, **given).done
    with pytest.raises(IntegrityError), transaction.atomic():
        Document.everything.filter(pk=own.pk).update(
            removed_on=LATER, removed_by=hanne, removal="twice", removal_reason_sealed=b"x"
        )


def test_what_the_citizen_was_sent_stays_on_the_case(hanne: User, aase: User, case: Case, put: Any) -> None:
    row = put()
    assert do("request_access", aase, case, channel="phone", what="Alle papirer").done
    assert do("decide_access", aase, case).done
    given = {"document": str(row.no), "removal": "twice", "reason": "Det ligger der to gange."}
    refused = do("remove_document", hanne, case, **given).errors["document"]
    assert refused[0].startswith("Det er vedlagt brevet")


def pictures(page: str) -> list[str]:
    """The addresses of the pictures on a page."""
    return [unescape(found) for found in re.findall(r'<img src="([^"]+/side/[^"]+)"', page)]


def test_a_paper_is_read_beside_the_list_as_pictures_of_its_pages(desk: Client, case: Case, put: Any) -> None:
    row = put(word("Jeg kan arbejde otte timer."), title="Brev fra borgeren")
    page = desk.get(f"/sager/{case.number}/dokument/{row.no}/vis/").content.decode()
    for told in ("Brev fra borgeren", row.journal_no, "Erstat dokument med en ny fil"):
        assert told in page, told
    (url,) = pictures(page)
    drawn = desk.get(url)
    assert (drawn["Content-Type"], drawn["X-Content-Type-Options"]) == ("image/png", "nosniff")
    assert drawn.content.startswith(b"\x89PNG")
    kept = desk.get(f"/sager/{case.number}/dokument/{row.no}/")
    assert kept["Content-Disposition"] == f'attachment; filename="akt-{row.no}-{case.number}.docx"'
    assert Read.objects.filter(case_id=case.pk, what=f"document:{row.no}").count() == 2


def test_a_copy_is_made_once_for_all_its_pages_and_swept_with_them(desk: Client, case: Case, put: Any) -> None:
    row = put(word("Jeg kan arbejde otte timer."))
    before = files.names()
    (url,) = pictures(desk.get(f"/sager/{case.number}/dokument/{row.no}/vis/").content.decode())
    (copy,) = files.names() - before
    drawn = desk.get(url).content
    with clock.at(clock.today() + timedelta(days=1)):
        sweep_files()
    assert copy not in files.names()
    assert desk.get(url).content == drawn, "and where it is gone too soon it is made anew"


def test_no_page_is_seen_without_a_line_in_the_read_log(desk: Client, mads: User, case: Case, put: Any) -> None:
    row = put()
    url = f"/sager/{case.number}/dokument/{row.no}/side/1/"
    assert desk.get(url).status_code == 404
    assert desk.get(f"{url}?t=x").status_code == 404
    (opened,) = pictures(desk.get(f"/sager/{case.number}/dokument/{row.no}/vis/").content.decode())
    other = Client()
    other.force_login(mads)
    assert other.get(opened).status_code == 404, "an address that was handed on opens nothing"
    assert Denial.objects.filter(case_id=case.pk, what=f"document:{row.no}:side").count() == 3


def test_an_earlier_version_is_read_as_what_it_was(desk: Client, aase: User, case: Case, put: Any) -> None:
    row = put(b"%PDF-1.7\n%%EOF")
    page = f"/sager/{case.number}/dokument/{row.no}/vis/"
    assert "Filen kan ikke vises her." in desk.get(page).content.decode()
    given = {"document": str(row.no), "reason": "Filen var gået i stykker."}
    assert do("replace_document", aase, case, file=store(case.key, pdf("ny")), **given).done
    assert len(pictures(desk.get(page).content.decode())) == 1
    old = desk.get(f"{page}?version=1").content.decode()
    assert "Dette er version 1." in old
    assert "Filen var gået i stykker." in old
    kept = desk.get(f"/sager/{case.number}/dokument/{row.no}/?version=1")
    assert kept.getvalue() == b"%PDF-1.7\n%%EOF"
    assert desk.get(f"{page}?version=7").status_code == 404
    assert desk.get(f"{page}?version=x").status_code == 404
    assert "version 2" in desk.get(f"/sager/{case.number}/?fane=dokumenter").content.decode()


def test_what_came_with_a_mail_becomes_a_paper_of_its_own(desk: Client, case: Case, put: Any) -> None:
    row = put(mail(attest_pdf=pdf("attest"), ark_xlsx=b"PK\x03\x04"), title="Mail fra borgeren")
    page = desk.get(f"/sager/{case.number}/dokument/{row.no}/vis/").content.decode()
    assert "attest.pdf" in page
    answer = desk.post(f"/sager/{case.number}/dokument/{row.no}/bilag/", {"which": "0"})
    assert answer["Location"] == address(case)
    assert [file.told["name"] for file in HeldFile.objects.select_related("case__key")] == ["attest.pdf"]
    refused = desk.post(f"/sager/{case.number}/dokument/{row.no}/bilag/", {"which": "1"}, follow=True)
    assert "ark.xlsx kan ikke lægges på sagen." in refused.content.decode()
    for wrong in ("7", "-3", "x", ""):
        assert desk.post(f"/sager/{case.number}/dokument/{row.no}/bilag/", {"which": wrong}).status_code == 404


def test_a_removed_paper_stands_on_the_list_with_who_when_and_why(desk: Client, hanne: User, case: Case, put: Any) -> None:
    row = put(title="En andens attest")
    given = {"document": str(row.no), "removal": "wrong_case", "reason": "Attesten handler om en anden."}
    assert do("remove_document", hanne, case, **given).done
    listed = desk.get(f"/sager/{case.number}/?fane=dokumenter").content.decode()
    for told in (row.journal_no, "Hanne Prøve", "Det hører til en anden borger eller sag", "Attesten handler om en anden."):
        assert told in listed, told
    assert "En andens attest" not in listed
    for path in ("vis/", ""):
        assert desk.get(f"/sager/{case.number}/dokument/{row.no}/{path}").status_code == 404


def test_a_file_that_cannot_be_examined_for_viruses_is_told_so_and_not_stored(
    desk: Client, case: Case, settings: Settings, tmp_path: Path
) -> None:
    settings.CLAMD = str(tmp_path / "nobody")
    answer = desk.post(address(case, "fil"), {"files": upload("en.pdf", pdf())})
    assert answer.status_code == 422
    assert answer.content.decode().startswith("Filen kunne ikke undersøges for virus lige nu")
    assert not files.names()


def test_of_who_is_not_signed_in_no_file_is_kept_while_the_form_is_read(aase: User) -> None:
    """A form is read for its token before it is asked who sent it, and whoever forges the cookie has a token."""
    for user, kept in ((aase, ["a.pdf", "b.pdf"]), (AnonymousUser(), [])):
        files_sent = [SimpleUploadedFile(name, b"%PDF-1.7") for name in ("a.pdf", "b.pdf")]
        request = RequestFactory().post("/", {"csrfmiddlewaretoken": "a", "files": files_sent})
        request.user = user
        assert request.POST["csrfmiddlewaretoken"] == "a"
        assert [file.name for file in request.FILES.getlist("files")] == kept
