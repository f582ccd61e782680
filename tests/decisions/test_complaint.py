"""A complaint on its way: registered once, read by a second person, and sent on with every paper in one file."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from uuid import uuid4

import pikepdf
import pytest
from django.test import Client
from django.urls import reverse

from cases.act import Actor
from cases.letters.sheet import sheet_pdf
from cases.models import Case, Delivery, Document, Event, Letter, Note, Notice, Role, User
from cases.outcome import OutcomeKind
from cases.papers.strike import texts
from cases.papers.uploads import store
from cases.runner import run
from decisions.models import Complaint
from flexcase.base import clock, files, outbox
from flexcase.base.models import OutboxItem
from tests.decisions.conftest import Do

ISSUED, COMPLAINED, LATER = date(2024, 8, 5), date(2024, 8, 12), date(2024, 8, 20)


@pytest.fixture
def rejected(approved: Callable[..., Case], do: Do) -> Case:
    """A case whose rejection has been delivered."""
    case = approved("rejection")
    with clock.at(ISSUED):
        assert do("issue_decision", case).done
    return Case.objects.get(pk=case.pk)


@pytest.fixture
def complained(rejected: Case, do: Do) -> Case:
    with clock.at(COMPLAINED):
        assert do("receive_complaint", rejected, channel="phone", text="Jeg kan ikke arbejde.").done
    return rejected


@pytest.fixture
def upheld(complained: Case, do: Do) -> Case:
    with clock.at(LATER):
        assert do("reassess_complaint", complained, outcome="upheld", added="Intet nyt.", why="Du kan arbejde.").done
    return complained


@pytest.fixture
def approved_letter(upheld: Case, do: Do, hanne: User) -> Case:
    with clock.at(LATER):
        assert do("approve_reassessment", upheld, by=hanne).done
    return upheld


def bundle(case: Case) -> Letter:
    letter = Complaint.objects.select_related("bundle__case__key").get(case=case).bundle
    assert letter is not None
    return letter


def bookmarks(letter: Letter) -> list[str]:
    with pikepdf.open(io.BytesIO(letter.pdf())) as pdf, pdf.open_outline() as outline:
        return [str(item.title) for item in outline.root]


def test_a_double_click_is_one_complaint(rejected: Case, aase: User) -> None:
    once = uuid4()
    with clock.at(COMPLAINED):
        first, second = (
            run("receive_complaint", Actor.of(aase), {"channel": "phone"}, case=rejected, run_id=once) for _ in range(2)
        )
    assert first.done and second.done and second.again
    assert Complaint.objects.count() == 1


def test_two_registrations_are_two_complaints_over_the_same_decision(rejected: Case, do: Do, mads: User) -> None:
    with clock.at(COMPLAINED):
        assert do("receive_complaint", rejected, channel="phone").done
        assert do("receive_complaint", rejected, by=mads, channel="letter", by_name="Prøve Ven").done
    rows = Complaint.objects.order_by("no")
    assert [(row.no, row.decision.no) for row in rows] == [(1, 1), (2, 1)]


def test_leader_and_caseworker_are_told(complained: Case, hanne: User) -> None:
    assert Notice.objects.filter(user=hanne, kind="complaint_received", case=complained).count() == 1


def test_nobody_approves_what_they_wrote_and_changed_bytes_are_read_again(
    upheld: Case, do: Do, hanne: User, aase: User
) -> None:
    with clock.at(LATER):
        assert do("approve_reassessment", upheld, by=aase).kind is OutcomeKind.DENIED
        changed = do("approve_reassessment", upheld, by=hanne, sha256="0" * 64)
        assert changed.kind is OutcomeKind.INVALID and "Brevet er ændret" in changed.errors[""][0]
        assert do("approve_reassessment", upheld, by=hanne).done
    row = Complaint.objects.select_related("letter").get()
    assert row.letter is not None
    assert (row.letter.state, row.letter.approved_sha256) == ("approved", row.letter.sha256)


@pytest.mark.prints
def test_every_paper_is_in_one_file_with_a_bookmark_each(approved_letter: Case, do: Do) -> None:
    with clock.at(LATER):
        assert do("write_note", approved_letter, heading="Samtale", text="Birgitte ringede.").done
        assert do("forward_complaint", approved_letter).done
    letter = bundle(approved_letter)
    assert letter.state == "issued" and letter.sha256 == files.sha256(letter.pdf())
    marks = bookmarks(letter)
    papers = [mark for mark in marks if mark.startswith("Akt ")]
    assert [mark.split(":")[0] for mark in papers] == [f"Akt {number}" for number in range(1, len(papers) + 1)]
    for words in ("Klage 1 over afgørelse 1", "Afgørelse: afslag på fleksjob", "Genvurdering", "Notat: Samtale"):
        assert any(words in mark for mark in papers), words
    listed = letter.snapshot["records"]
    assert len(listed) == len(papers) == len(letter.enclosures)
    decision = next(one for one in listed if "afslag" in one["title"])
    assert f"Bevis: {Delivery.objects.get(letter__kind='decision_rejection').proof}" in decision["received"]


@pytest.mark.prints
def test_the_appeal_body_also_gets_the_files_that_were_there_before(rejected: Case, do: Do, hanne: User) -> None:
    """What the decision could rest on, though another file stands in its place by now; what came and went later is not that."""
    case, why = rejected, "Filen var skæv. Lægen har sendt den igen."
    file = store(case.key, sheet_pdf("Attest", ISSUED, case.number, {"Om": "Det, som afgørelsen bygger på."}))
    with clock.at(ISSUED):
        assert do("add_document", case, kind="medical", title="Attest", file=file, dated="2024-07-01").done
    with clock.at(COMPLAINED):
        assert do("receive_complaint", case, channel="phone", text="Jeg kan ikke arbejde.").done
        no = str(Document.objects.filter(case=case, kind="medical").latest("no").no)
        for words in ("Den, der kom med klagen.", "Den, der gælder nu."):
            fresh = store(case.key, sheet_pdf("Attest", COMPLAINED, case.number, {"Om": words}))
            assert do("replace_document", case, document=no, file=fresh, reason=why).done
    with clock.at(LATER):
        assert do("reassess_complaint", case, outcome="upheld", added="Intet nyt.", why="Du kan arbejde.").done
        assert do("approve_reassessment", case, by=hanne).done
        assert do("forward_complaint", case).done
    titles = [mark.split(": ", 1)[1] for mark in bookmarks(bundle(case)) if "Attest" in mark]
    assert titles == ["Attest", "Attest (version 1, erstattet 12.08.2024)"]
    whole = " ".join(texts(bundle(case).pdf()))
    assert "Det, som afgørelsen bygger på." in whole and "Den, der gælder nu." in whole
    assert "Den, der kom med klagen." not in whole
    copy = Letter.objects.select_related("case__key").get(kind="complaint_forwarded")
    assert "Attest (version 1, erstattet 12.08.2024)" in [one["title"] for one in copy.snapshot["papers"]]


@pytest.mark.prints
def test_a_paper_that_cannot_be_read_is_named_in_its_place_and_somebody_is_told(
    approved_letter: Case, do: Do, hanne: User
) -> None:
    lost = Letter.objects.select_related("case__key").get(kind="decision_rejection")
    assert lost.blob is not None
    files.remove(lost.blob)
    with clock.at(LATER):
        assert do("forward_complaint", approved_letter).done
    marks = bookmarks(bundle(approved_letter))
    assert sum("(kan ikke læses)" in mark for mark in marks) == 1
    assert Event.objects.filter(case=approved_letter, kind="bundle_damaged").count() == 1
    note = Note.objects.select_related("case__key").get(case=approved_letter, run__action="record_damaged_papers")
    assert "Afgørelse: afslag på fleksjob (kan ikke læses)" in note.text
    assert Notice.objects.filter(user=hanne, kind="bundle_damaged").exists()


def test_a_worker_that_died_makes_the_same_file_once(approved_letter: Case, aase: User) -> None:
    with clock.at(LATER):
        assert run("forward_complaint", Actor.of(aase), {}, case=approved_letter).done
        item = OutboxItem.objects.get(kind="letter.render", subject=bundle(approved_letter).pk)
        # Killed after the claim: the work lies there until the claim has run out.
        OutboxItem.objects.filter(pk=item.pk).update(state="claimed", claimed_at=clock.now(), attempts=1)
        outbox.drain()
        assert bundle(approved_letter).blob is None
        OutboxItem.objects.filter(pk=item.pk).update(claimed_at=clock.now().replace(year=2023))
        outbox.drain()
        first = bundle(approved_letter).sha256
        assert first
        assert not outbox.work_off(item.pk), "done is done"
    assert bundle(approved_letter).sha256 == first


def test_the_complaint_itself_is_a_health_paper(complained: Case) -> None:
    paper = Document.objects.get(case=complained, source_kind="complaint")
    assert paper.health and paper.known_to_citizen


def test_the_worklist_waits_for_the_genvurdering(complained: Case) -> None:
    row = complained.deadlines.get(kind="reassessment")
    assert (row.due, row.met_on) == (date(2024, 9, 9), None)
    complained.refresh_from_db()
    assert complained.next_due == row.due


def test_the_letter_does_not_go_to_somebody_whose_mandate_has_ended(complained: Case, do: Do, aase: User, hanne: User) -> None:
    with clock.at(LATER):
        mandate = store(complained.key, b"%PDF-1.7 fuldmagt")
        given = {
            "kind": "representative",
            "name": "Prøve Advokat",
            "covers": "whole_case",
            "digital_post": True,
            "mandate": mandate,
        }
        assert run("register_representative", Actor.of(aase), given, case=complained).done
        uphold = {"outcome": "upheld", "added": "Intet nyt.", "why": "Du kan arbejde."}
        assert do("reassess_complaint", complained, **uphold).done
        assert do("approve_reassessment", complained, by=hanne).done
        assert do("revoke_representative", complained, person="1", channel="phone").done
        stopped = do("forward_complaint", complained)
        assert stopped.kind is OutcomeKind.INVALID
        assert "stilet til en anden" in stopped.errors[""][0]
        assert do("reconsider_complaint", complained, reason="Fuldmagten er trukket tilbage.").done
        assert do("reassess_complaint", complained, **uphold).done
        assert do("approve_reassessment", complained, by=hanne).done
        assert do("forward_complaint", complained).done


def test_what_is_sent_back_follows_the_law_of_the_day_whatever_was_chosen_before(approved_letter: Case, do: Do) -> None:
    case = approved_letter
    with clock.at(LATER):
        assert do("forward_complaint", case).done
        Case.objects.filter(pk=case.pk).update(regime_name="lab-2020", regime_chosen_on=ISSUED)
        answer = {"outcome": "remitted", "step": "profile", "flaws": ["Din læge er ikke spurgt om din ryg."]}
        file = store(case.key, b"%PDF-1.7 svar")
        assert do("record_appeal_outcome", case, file=file, **answer).done
    case.refresh_from_db()
    assert (case.regime_name, case.regime_chosen_on, case.regime_frozen_on) == ("lab-2022", None, None)


@pytest.mark.parametrize(("role", "seen"), [(Role.CASEWORKER, True), (Role.JOB_CONSULTANT, False)])
def test_what_the_appeal_body_writes_of_health_is_not_read_by_the_job_consultant(
    approved_letter: Case, do: Do, role: Role, seen: bool
) -> None:
    case = approved_letter
    reader = User.objects.create(username="laeser", role=role, unit=case.unit)
    client = Client()
    client.force_login(reader)
    with clock.at(LATER):
        assert do("forward_complaint", case).done
        answer = {"outcome": "remitted", "step": "profile", "flaws": ["Din læge er ikke spurgt om din ryg."]}
        assert do("record_appeal_outcome", case, file=store(case.key, b"%PDF-1.7 svar"), **answer).done
        page = client.get(reverse("case", args=[case.number]), {"fane": "klage"})
    assert page.status_code == 200
    assert "Klage 1" in page.content.decode()
    assert ("spurgt om din ryg" in page.content.decode()) == seen


@pytest.mark.parametrize(("role", "seen"), [(Role.CASEWORKER, True), (Role.JOB_CONSULTANT, False)])
def test_the_citizens_own_words_are_not_read_by_the_job_consultant(
    taken_over: Callable[..., Case], complained: Case, do: Do, role: Role, seen: bool
) -> None:
    client = Client()
    client.force_login(User.objects.create(username="laeser", role=role, unit=complained.unit))
    with clock.at(LATER):
        assert do("withdraw_complaint", complained, channel="phone", words="Min psykiater siger nej.").done
        running = taken_over("profile", LATER)
        assert do("ask_for_present_basis", running, channel="phone", words="Min psykiater siger ja.").done
        assert do("withdraw_application", running, channel="phone", words="Min psykiater siger stop.").done
        pages = [client.get(reverse("case", args=[one.number])).content.decode() for one in (complained, running)]
    assert ["Min psykiater" in page for page in pages] == [seen, seen]


def test_the_leader_hears_that_a_complaint_was_withdrawn(complained: Case, do: Do, hanne: User) -> None:
    with clock.at(LATER):
        assert do("withdraw_complaint", complained, channel="phone", words="Det er godt nok.").done
    told = Notice.objects.get(user=hanne, kind="complaint_withdrawn")
    assert told.text == f"Åse Prøve har registreret, at en klage i sag {complained.number} er trukket tilbage."
