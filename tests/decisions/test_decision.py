"""From the first draft to the letter in the citizen's hands."""

from __future__ import annotations

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from cases.letters.letter import from_snapshot
from cases.letters.render import render_text
from cases.models import Case, Competence, Deadline, Document, Letter
from decisions.models import Decision
from flexcase.base import clock, files
from tests.decisions.conftest import DAY, GRANT_TEXTS, REJECTION_TEXTS, rules_of, tell_answer


def text_of(letter: Letter) -> str:
    return " ".join(render_text(from_snapshot(letter.kind, letter.version, letter.snapshot)).split())


def the_decision(case: Case) -> Decision:
    return Decision.objects.select_related("letter", "case__key").get(case=case)


def test_the_very_bytes_that_were_approved_reach_the_citizen(ready, do, hanne):
    case = ready("grant")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        read = the_decision(case).letter
        assert do("approve_decision", case, by=hanne, sha256=read.sha256).done
        issued = do("issue_decision", case)
    assert issued.done, issued
    letter = the_decision(case).letter
    assert letter.state == "delivered"
    assert letter.sha256 == read.sha256 == letter.approved_sha256 == files.sha256(letter.pdf())
    case.refresh_from_db()
    assert (case.state, case.regime_frozen_on) == ("granted", DAY)
    assert (case.assessed_hours, case.assessed_intensity) == (12, 60)


def test_the_letter_of_a_grant_says_what_was_written_and_what_the_case_knew(approved):
    text = text_of(the_decision(approved("grant")).letter)
    for words in (
        "Din læge venter ingen bedring.",
        "Du kan løfte 5 kg (Arbejdsprøvning 2)",
        "Pause hver time",
        "7,2 timers fuld indsats",
        "rehabiliteringsteamet 5. august 2024. Teamet mente, at du skal have fleksjob. Vi har fulgt det.",
        "§ 116",
        "Sådan klager du",
        "Ankestyrelsen",
    ):
        assert words.replace("§ ", "§\N{NO-BREAK SPACE}") in text or words in text.replace("\N{NO-BREAK SPACE}", " "), words


def test_the_complaint_time_runs_from_receipt(approved, do):
    case = approved("rejection")
    with clock.at(DAY):
        assert do("issue_decision", case).done
    case.refresh_from_db()
    assert case.state == "rejected"
    complaint = Deadline.objects.get(case=case, kind="complaint")
    assert complaint.due == date(2024, 9, 2)
    assert "mandag 5. august 2024" in complaint.words


def test_a_rejection_names_its_ground_and_points_onward(approved):
    text = text_of(the_decision(approved("rejection")).letter)
    assert "Din arbejdsevne er ikke varigt nedsat." in text
    assert "Bliver det ikke bedre, kan du søge fleksjob igen." in text


@pytest.mark.parametrize(
    ("outcome", "texts", "stopped_by"),
    [
        ("grant", {"main_considerations": "…"}, {"P-11", "P-12"}),
        ("grant", {"facts": []}, {"P-12"}),
        ("grant", {"needs": []}, {"D-12"}),
        ("rejection", {"ground": ""}, {"P-15"}),
        ("rejection", {"next_steps": ""}, {"P-15"}),
        ("rejection", {"ground": "too_low"}, {"E-15", "P-15"}),
    ],
)
def test_an_unfinished_letter_does_not_go_to_approval(ready, do, outcome, texts, stopped_by):
    case = ready(outcome)
    with clock.at(DAY):
        assert do("write_decision", case, **texts).done
        assert rules_of(do("send_to_approval", case)) == stopped_by
    assert the_decision(case).letter is None


def test_full_accord_needs_a_reason_and_the_reason_reaches_the_letter(ready, do):
    case = ready("grant", fully_met=True, main_considerations="")
    reason = "Birgitte sagde på mødet, at det er lige det, hun søgte om."
    with clock.at(DAY):
        assert rules_of(do("send_to_approval", case)) == {"P-14"}
        assert do("send_to_approval", case, reasons={"P-14": reason}).done
    text = text_of(the_decision(case).letter)
    assert reason in text
    assert "Du har fået det, du søgte om." in text


def test_nobody_approves_what_they_wrote(ready, do, mads, hanne, unit):
    case = ready("grant")
    Competence.objects.create(unit=unit, outcome="grant", person=mads, valid_from=date(2020, 1, 1))
    with clock.at(DAY):
        assert do("write_decision", case, by=mads, decision="Du får fleksjob.").done
        assert do("send_to_approval", case).done
        refused = do("approve_decision", case, by=mads)
    assert refused.errors == {"": ("Du har selv skrevet i udkastet. En anden skal godkende det.",)}
    decision = the_decision(case)
    with pytest.raises(IntegrityError, match="no_writer_approves"), transaction.atomic():
        decision.approved_by = mads
        decision.save(update_fields=["approved_by"])


def test_only_who_has_the_competence_that_day_approves(ready, do, hanne):
    case = ready("grant")
    Competence.objects.update(valid_until=date(2024, 8, 4))
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        assert rules_of(do("approve_decision", case, by=hanne)) == {"K-02"}
    assert the_decision(case).state == "to_approve"


def test_an_approver_does_not_approve_another_letter_than_the_one_read(ready, do, hanne):
    case = ready("grant")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        outcome = do("approve_decision", case, by=hanne, sha256="0" * 64)
    assert outcome.errors == {"": ("Brevet er ændret, siden du åbnede det. Læs det nye brev, og godkend det.",)}


def test_any_edit_voids_letter_and_approval(approved, do):
    case = approved("grant")
    first = the_decision(case).letter
    with clock.at(DAY):
        assert do("write_decision", case, decision="Du får bevilget fleksjob fra i dag.").done
        again = do("issue_decision", case)
    assert again.errors == {"": ("Afgørelsen er ikke godkendt endnu.",)}
    decision = the_decision(case)
    assert (decision.state, decision.approved_by, decision.letter) == ("draft", None, None)
    first.refresh_from_db()
    assert first.state == "voided"


def test_the_approver_sends_it_back_and_it_can_be_sent_again(ready, do, hanne):
    case = ready("grant")
    with clock.at(DAY):
        assert do("send_to_approval", case).done
        assert do("return_decision", case, by=hanne, reason="Skriv mere om skånehensyn.").done
        assert the_decision(case).returned == "Skriv mere om skånehensyn."
        assert do("send_to_approval", case).done
    assert the_decision(case).state == "to_approve"
    drafts = case.letters.filter(kind="decision_grant")
    assert sorted(drafts.values_list("state", flat=True)) == ["rendered", "voided"]


def test_what_was_known_is_not_typed_again(answered, do):
    case = answered("grant")
    with clock.at(DAY):
        assert do("start_decision", case, outcome="grant").done
    decision = the_decision(case)
    assert (decision.assessed_hours, decision.assessed_intensity) == (12, 60)
    texts = decision.list_texts()
    assert texts["needs"] == ["Pause hver time"]
    assert texts["job_types"] == ["Let kontorarbejde"]
    assert texts["main_considerations"] == "", "nobody else can have the reasons"


def test_the_way_onward_follows_the_ground_until_somebody_writes_it(ready, do):
    case = ready("rejection")
    with clock.at(DAY):
        assert do("write_decision", case, ground="too_high").done
        assert "hjælpemiddel" in the_decision(case).list_texts()["next_steps"]
        assert do("write_decision", case, next_steps="Vi ringer til dig på mandag.").done
        assert do("write_decision", case, ground="not_tried").done
    assert the_decision(case).list_texts()["next_steps"] == "Vi ringer til dig på mandag."


def test_a_colleagues_text_is_shown_beside_mine(ready, do, mads):
    case = ready("grant")
    version = the_decision(case).version
    with clock.at(DAY):
        assert do("write_decision", case, by=mads, version=version, decision="Madses tekst.").done
        stale = do("write_decision", case, version=version, decision="Min tekst.", pension="")
    assert stale.kind == "stale"
    assert stale.theirs == {"decision": "Madses tekst.", "version": str(version + 1)}
    assert the_decision(case).list_texts()["decision"] == "Madses tekst."


def test_what_is_left_out_of_the_input_stays(ready, do):
    case = ready("grant")
    with clock.at(DAY):
        assert do("write_decision", case, decision="Ja.").done
    texts = the_decision(case).list_texts()
    assert texts["decision"] == "Ja."
    assert texts["main_considerations"] == GRANT_TEXTS["main_considerations"]


def test_the_municipality_asks_the_team_once_more_before_it_disagrees(answered, do, hanne):
    case = answered("grant")
    with clock.at(DAY):
        assert do("start_decision", case, outcome="rejection").done
        assert do("write_decision", case, **REJECTION_TEXTS).done
        assert rules_of(do("send_to_approval", case)) == {"V-03"}
        assert do("return_case", case, to="team", reason="Teamet skal se på sagen igen.").done
        assert the_decision(case).state == "lapsed"
        plan(do, case, hanne)
        again = tell_answer(do, case, "grant")
        assert again.done, again
        assert do("start_decision", case, outcome="rejection").done
        assert do("write_decision", case, **REJECTION_TEXTS).done
        assert rules_of(do("send_to_approval", case)) == {"V-03"}, "the letter must say why"
        assert do("write_decision", case, team_why="Behandlingen er ikke slut.").done
        sent = do("send_to_approval", case)
    assert sent.done, sent
    text = text_of(Decision.objects.get(case=case, state="to_approve").letter)
    assert "Vi har ikke fulgt det. Behandlingen er ikke slut." in text


def plan(do, case, leader):
    assert do("plan_meeting", None, by=leader, day=DAY, starts="13.00", place="Rådhuset").done
    assert do("schedule_case", case).done


def test_where_the_team_decides_nobody_overrides_it(answered, do):
    day = date(2026, 8, 3)
    case = answered("rejection", day, regime="reform-2026")
    with clock.at(day):
        stopped = do("start_decision", case, outcome="grant")
    assert rules_of(stopped) == {"K-01"}
    assert [f.text for f in stopped.findings if f.rule == "K-01"] == [
        "Visitationsteamet har afgjort: afslag. Afgørelsen kan ikke blive bevilling."
    ]


def test_adverse_facts_that_come_after_the_approval_stop_the_letter(approved, do):
    case = approved("rejection")
    with clock.at(DAY):
        paper = Document(case=case, no=99, kind="medical", dated=DAY, received_on=DAY, adverse=True)
        paper.title, paper.sheet = "Ny attest", "{}"
        paper.save()
        assert rules_of(do("issue_decision", case)) == {"P-08"}
    assert the_decision(case).letter.state == "approved"


def test_a_law_that_changed_after_the_approval_stops_the_letter(approved, do):
    case = approved("rejection")
    with clock.at(date(2026, 8, 3)):
        assert "T-18" in rules_of(do("issue_decision", case))
        assert do("cross_regime", case).done
        case.refresh_from_db()
        crossed = do("issue_decision", case)
    assert crossed.errors == {"": ("Brevet følger det tidligere regelsæt. Ret udkastet, og send det til godkendelse igen.",)}
    case.refresh_from_db()
    assert (case.state, case.regime_frozen_on) == ("decision", None)


def test_one_open_draft_a_case(ready, do):
    case = ready("grant")
    with clock.at(DAY):
        refused = do("begin_decision", case, outcome="grant")
    assert refused.errors == {"": ("Der er allerede et udkast til afgørelse i sagen.",)}


def test_going_back_lets_the_draft_and_its_letter_lapse(approved, do):
    case = approved("grant")
    with clock.at(DAY):
        assert do("return_case", case, to="profile", reason="Der mangler en måling.").done
    decision = the_decision(case)
    assert (decision.state, decision.letter.state, decision.lapsed_on) == ("lapsed", "voided", DAY)


def test_a_worker_killed_right_after_the_rendering_leaves_nothing_waiting(ready, aase, do):
    from cases.act import Actor
    from cases.letters import posting
    from cases.runner import run
    from flexcase.base import outbox
    from flexcase.base.models import OutboxItem

    case = ready("grant")
    with clock.at(DAY):
        assert run("send_to_approval", Actor.of(aase), {}, case=case).done
        item = OutboxItem.objects.get(kind="letter.render", state="waiting")
        posting._press(Letter.objects.select_related("case__key").get(pk=item.subject))
        assert the_decision(case).state == "awaiting_letter"
        outbox.drain()
    assert the_decision(case).state == "to_approve"


def test_who_gave_up_staying_reads_that_the_fleksjob_is_somewhere_else(ready, do):
    case = ready("grant")
    with clock.at(DAY):
        place = {"workplace": "Prøve Smedje", "hired_normally": "yes", "lost_capacity_there": "yes", "social_chapter": "no"}
        assert do("describe_workplace", case, **place).done
        assert rules_of(do("send_to_approval", case)) == {"F-01", "F-04", "F-06"}
        assert do("record_wish_for_workplace", case, where="other", words="Jeg vil hellere arbejde et andet sted.").done
        sent = do("send_to_approval", case)
        assert sent.done, sent
    text = text_of(the_decision(case).letter)
    assert "på en anden arbejdsplads end den, du har nu" in text
    assert "§ 119" not in text
