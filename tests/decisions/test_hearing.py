"""The citizen is heard: every paper in one letter, time to answer, and an answer that is taken into account."""

from __future__ import annotations

import io
import subprocess
from datetime import date, timedelta

import pikepdf
import pytest
from PIL import Image

from cases.act import Actor
from cases.letters.sheet import sheet_pdf
from cases.models import AccessRequest, Case, Citizen, Deadline, Document, Role, User
from cases.papers.uploads import store
from cases.runner import run
from decisions.models import Decision, Hearing
from decisions.tasks import end_what_ran_out
from flexcase.base import clock
from tests.decisions.conftest import DAY, REJECTION_TEXTS, rules_of, tell_answer

DUE = date(2024, 8, 19)


@pytest.fixture
def adverse(taken_over, do) -> Case:
    """A case at the description with one adverse document that the citizen does not know."""
    case = taken_over("profile")
    with clock.at(DAY):
        scan = io.BytesIO()
        Image.new("RGB", (800, 600), "white").save(scan, "JPEG")
        added = do(
            "add_document",
            case,
            kind="medical",
            title="Speciallægeerklæring",
            dated="2024-07-01",
            file=store(case.key, scan.getvalue()),
            adverse=True,
        )
        assert added.done, added
    return case


@pytest.fixture
def heard(adverse, do) -> Case:
    """The same case with a hearing under way."""
    with clock.at(DAY):
        started = do("start_hearing", adverse)
        assert started.done, started
    return adverse


def the_hearing(case: Case) -> Hearing:
    return Hearing.objects.select_related("letter", "case__key").get(case=case)


def put_before_team(do, case: Case) -> None:
    form = {"proposal": "rejection", "lasting": "Nej.", "substantial": "Ja."}
    assert do("write_recommendation", case, **form).done


def the_deadline(case: Case) -> Deadline:
    return Deadline.objects.get(case=case, kind="hearing_response")


@pytest.mark.prints
def test_the_letter_holds_every_paper_with_a_bookmark(heard):
    letter = the_hearing(heard).letter
    with pikepdf.open(io.BytesIO(letter.pdf())) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root][1:] == ["Bilag 1: Speciallægeerklæring"]
        assert len(pdf.pages) >= 3
        assert pdf.open_metadata().get("pdfuaid:part") is None, "a photograph has no tags, and the file does not claim any"
        assert "/StructTreeRoot" in pdf.Root, "the letter's own pages keep theirs"


def test_the_citizen_has_two_weeks_from_receipt(heard):
    assert the_deadline(heard).due == DUE
    assert the_hearing(heard).list_facts() == (("Det, der står i »Speciallægeerklæring«", "dokument 1, 1. juli 2024"),)


def test_on_paper_the_time_runs_from_the_day_the_letter_arrives(adverse, do):
    Citizen.objects.update(digital_post=False)
    with clock.at(DAY):
        assert do("start_hearing", adverse).done
    # Six hverdage after 5 August is 13 August, and two weeks later is the 27th.
    assert the_deadline(adverse).due == date(2024, 8, 27)


def test_nothing_goes_on_while_the_citizen_can_answer(heard, do):
    with clock.at(DUE):
        put_before_team(do, heard)
        assert rules_of(do("submit_to_team", heard)) >= {"P-09"}
    with clock.at(DUE + timedelta(days=1)):
        assert "P-09" not in rules_of(do("submit_to_team", heard))


def test_an_adverse_paper_that_nobody_heard_the_citizen_about_stops(adverse, do):
    with clock.at(DAY):
        put_before_team(do, adverse)
        assert "P-08" in rules_of(do("submit_to_team", adverse))
        said = do("state_nothing_adverse", adverse)
    assert said.errors == {"": ("Dokument 1 er mærket til ugunst, og borgeren kender det ikke. Send partshøring.",)}


def test_an_extension_lengthens_and_never_shortens(heard, do):
    with clock.at(DAY):
        assert do("extend_hearing", heard, until="19.8.2024").errors["until"]
        assert do("extend_hearing", heard, until="30.8.2024").done
    assert the_deadline(heard).due == date(2024, 8, 30)


def test_the_citizen_answers_in_the_portal_and_the_letter_replies(heard, do, hanne):
    kim = User.objects.create(username="birgitte", role=Role.CITIZEN, citizen=heard.citizen)
    with clock.at(DAY + timedelta(days=3)):
        answered = run("record_hearing_response", Actor.of(kim), {"text": "Jeg kan ikke arbejde to dage i træk."}, case=heard)
        assert answered.done, answered
        hearing = the_hearing(heard)
        assert (hearing.state, hearing.channel) == ("answered", "portal")
        assert the_deadline(heard).met_on == DAY + timedelta(days=3)
        paper = Document.objects.get(case=heard, kind="citizen")
        assert paper.known_to_citizen
        assert "to dage i træk" in paper.sheet
        assert do("consider_hearing", heard, how="Vi er enige, og vi har skrevet det ind.").done
    assert the_hearing(heard).state == "considered"


def test_an_answer_that_changes_the_description_sends_the_case_back(heard, do):
    with clock.at(DAY):
        assert do("record_hearing_response", heard, text="Det er forkert.", channel="phone").done
        assert do("consider_hearing", heard, how="Vi retter det.", changes_something=True).done
    heard.refresh_from_db()
    assert heard.state == "profile"
    hearing = the_hearing(heard)
    assert (hearing.state, hearing.answer, hearing.lapsed_on) == ("lapsed", "Det er forkert.", DAY)


def test_a_late_answer_is_kept_and_must_be_considered(heard, do):
    with clock.at(DUE + timedelta(days=2)):
        assert do("consider_hearing", heard, how="Der kom intet svar.").done
        assert the_hearing(heard).state == "considered"
        assert do("record_hearing_response", heard, text="Undskyld, her er mit svar.", channel="letter").done
    hearing = the_hearing(heard)
    assert (hearing.considered_on, hearing.answer) == (None, "Undskyld, her er mit svar.")


def test_the_clock_ends_a_hearing_that_nobody_answered(heard):
    with clock.at(DUE):
        assert end_what_ran_out() == 0
    with clock.at(DUE + timedelta(days=1)):
        assert end_what_ran_out() == 1
        assert end_what_ran_out() == 0
    assert the_hearing(heard).state == "expired"
    assert the_deadline(heard).met_on == DUE + timedelta(days=1)


def test_new_adverse_facts_are_heard_as_well(heard, do):
    after = DUE + timedelta(days=1)
    with clock.at(after):
        assert do("add_document", heard, kind="other", title="Nyt notat", file=pdf_of(heard), adverse=True).done
        put_before_team(do, heard)
        stopped = do("submit_to_team", heard)
        assert "P-10" in rules_of(stopped)
        assert "P-08" not in rules_of(stopped)
        assert do("hear_again", heard).done
        assert do("hear_again", heard).errors[""], "one at a time"
    assert list(Hearing.objects.filter(case=heard).values_list("state", flat=True)) == ["expired", "sent"]
    assert list(Deadline.objects.filter(case=heard, kind="hearing_response", met_on=None).values_list("due", flat=True)) == [
        after + timedelta(days=14)
    ]
    assert list(Hearing.objects.filter(case=heard).values_list("no", "enclosures")) == [(1, [1]), (2, [1, 2])]


def pdf_of(case: Case):
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out)
    return store(case.key, out.getvalue())


def test_the_whole_way_of_a_rejection(heard, do, team, hanne):
    with clock.at(DUE):
        assert do("record_hearing_response", heard, text="Jeg kan ikke arbejde to dage i træk.", channel="meeting").done
        assert do("consider_hearing", heard, how="Vi er enige, men smerterne ventes at aftage.").done
        move_to_team(do, heard)
        assert tell_answer(do, heard, "rejection").done
        assert do("start_decision", heard, outcome="rejection", ground="not_lasting").done
        assert do("write_decision", heard, own_words_answer="", **REJECTION_TEXTS).done
        assert rules_of(do("send_to_approval", heard)) == {"P-08"}, "the citizen's words are not answered"
        assert do("write_decision", heard, own_words_answer="Vi er enige.").done
        assert do("send_to_approval", heard).done
        assert do("approve_decision", heard, by=hanne).done
        assert do("issue_decision", heard).done
    decision = Decision.objects.select_related("letter", "case__key").get(case=heard)
    said = decision.letter.snapshot["own_words"]
    assert said == [
        {
            "said": "Den 19. august 2024 svarede du på det, vi havde skrevet: »Jeg kan ikke arbejde to dage i træk.«",
            "answer": "Vi er enige.",
        }
    ]


def move_to_team(do, case: Case) -> None:
    """To the team, past what a grant would need."""
    put_before_team(do, case)
    submitted = do("submit_to_team", case)
    assert submitted.done, submitted


def test_what_aktindsigt_leaves_out_is_not_enclosed_and_then_not_heard(adverse, do):
    with clock.at(DAY):
        file = store(adverse.key, b"%PDF-1.7 andet")
        assert do("add_document", adverse, kind="employer", title="Udtalelse", dated="2024-07-01", file=file).done
        assert do("request_access", adverse, channel="phone").done
        assert do("withhold_document", adverse, document="1", ground="others", why="Hensynet til en anden.").done
        assert do("start_hearing", adverse).done
    hearing = the_hearing(adverse)
    assert hearing.enclosures == [2]
    assert len(hearing.letter.enclosures) == 1


@pytest.mark.prints
def test_a_letter_that_is_given_brings_nothing_in_that_is_left_out(adverse, do):
    """The hearing enclosed the document; the answer to aktindsigt gives the hearing's letter, and not the document with it."""
    with clock.at(DAY):
        file = store(adverse.key, sheet_pdf("Udtalelse", DAY, adverse.number, {"Om": "Hemmeligheden fra chefen."}))
        assert do("add_document", adverse, kind="employer", title="Udtalelse", dated="2024-07-01", file=file).done
        assert do("start_hearing", adverse).done
        assert do("write_note", adverse, heading="Samtale om høring", text="Borgeren ringede.", promised="Vi ringer igen.").done
        assert do("request_access", adverse, channel="phone").done
        assert do("withhold_document", adverse, document="2", ground="others", why="Hensynet til en anden.").done
        assert do("decide_access", adverse).done
    assert "Hemmeligheden" in words_of(the_hearing(adverse).letter.pdf())
    letter = AccessRequest.objects.select_related("letter__case__key").get(case=adverse).letter
    given = words_of(letter.pdf())
    assert "Hemmeligheden" not in given
    for words in ("Notat: Samtale om høring", "Borgeren ringede.", "Vi ringer igen.", "Partshøring"):
        assert words in given, words


def words_of(pdf: bytes) -> str:
    """The text of a PDF on one line."""
    done = subprocess.run(["pdftotext", "-", "-"], input=pdf, capture_output=True, check=True)
    return " ".join(done.stdout.decode().split())
