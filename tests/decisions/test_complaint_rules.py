"""The law of complaints as pure functions on hand-made facts: each stops, and each lets through."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from cases.action import action
from cases.facts import CaseFacts
from cases.findings import weigh
from decisions.facts import ComplaintFact, FlawFact
from decisions.rules import complaint as rules
from flexcase.law.rule import Dossier, Effect
from tests.decisions.test_rules import CASE, GRANT, HEARING, REJECTION, TODAY
from tests.decisions.test_rules import dossier as plain

BEFORE = TODAY - timedelta(days=1)
HANNE, IDA = UUID(int=5), UUID(int=6)
ISSUED = replace(REJECTION, state="issued", approved_by=HANNE, issued_on=date(2026, 10, 1))
COMPLAINT = ComplaintFact(
    no=1, state="received", decision=1, decision_outcome="rejection", decision_approved_by=HANNE, received_on=BEFORE,
    late=False, outcome="", approved_by=None, letter_state=None, postponed_until=None, new_decision=None, new_issued_on=None,
    ordered_outcome="", due=TODAY,
)  # fmt: skip
UPHELD = replace(COMPLAINT, state="upheld", outcome="upheld", letter_state="rendered")


def dossier(before: str, given: dict[str, Any] | None = None, /, **facts: Any) -> Dossier:
    return replace(plain(**facts), action=before, given=given or {})


def test_a_complaint_never_just_lies_there():
    for state in ("received", "hearing"):
        lack = rules.complaints_are_treated(dossier("close_case", complaints=(replace(COMPLAINT, state=state),)))
        assert lack is not None and lack.text == "Klage 1 er ikke genvurderet endnu."
    for state in ("forwarded", "closed", "withdrawn"):
        assert rules.complaints_are_treated(dossier("close_case", complaints=(replace(COMPLAINT, state=state),))) is None


def test_a_late_complaint_only_reminds():
    assert rules.complaint_time_is_over(dossier("receive_complaint", complaints=(COMPLAINT,))) is None
    lack = rules.complaint_time_is_over(dossier("receive_complaint", complaints=(replace(COMPLAINT, late=True),)))
    assert lack is not None and "Behandl den alligevel" in lack.text
    running = dossier("close_case")
    running.facts[CaseFacts] = replace(CASE, running=("complaint",))  # type: ignore[index]
    assert rules.complaint_time_is_over(running) is not None
    assert rules.complaint_time_is_over(dossier("close_case")) is None


def test_what_is_not_met_is_sent_on_before_the_case_is_closed():
    lack = rules.complaint_is_sent_on(dossier("close_case", complaints=(UPHELD,)))
    assert lack is not None and "ikke sendt til Ankestyrelsen" in lack.text
    assert rules.complaint_is_sent_on(dossier("close_case", complaints=(replace(UPHELD, state="forwarded"),))) is None


def test_the_genvurdering_is_read_by_a_second_person_and_best_by_another_than_last_time():
    assert rules.complaint_is_sent_on(dossier("forward_complaint", complaints=(UPHELD,))) is not None
    approved = replace(UPHELD, letter_state="approved", approved_by=IDA)
    assert rules.complaint_is_sent_on(dossier("forward_complaint", complaints=(approved,))) is None
    assert rules.complaint_is_sent_on(dossier("approve_reassessment", complaints=(approved,))) is None
    same = replace(approved, approved_by=HANNE)
    lack = rules.complaint_is_sent_on(dossier("approve_reassessment", complaints=(same,)))
    assert lack is not None and lack.effect is Effect.WARN
    changed = replace(COMPLAINT, state="changed", outcome="changed", new_decision=2)
    draft = replace(GRANT, no=2, approved_by=HANNE)
    assert rules.complaint_is_sent_on(dossier("approve_decision", complaints=(changed,), decisions=(ISSUED, draft))) is not None
    draft = replace(draft, approved_by=IDA)
    assert rules.complaint_is_sent_on(dossier("approve_decision", complaints=(changed,), decisions=(ISSUED, draft))) is None


def test_four_weeks_without_a_word_are_told():
    assert rules.citizen_is_told_in_time(dossier("reassess_complaint", complaints=(COMPLAINT,))) is None, "the last day itself"
    over = replace(COMPLAINT, due=BEFORE)
    lack = rules.citizen_is_told_in_time(dossier("reassess_complaint", complaints=(over,)))
    assert lack is not None and lack.link == "action:postpone_reassessment"
    assert rules.citizen_is_told_in_time(dossier("postpone_reassessment", complaints=(over,))).link == ""
    assert rules.citizen_is_told_in_time(dossier("reassess_complaint", complaints=(replace(over, state="closed"),))) is None


def test_the_new_decision_says_what_the_genvurdering_came_to():
    changed = replace(COMPLAINT, state="changed", outcome="changed", new_decision=2)
    again = replace(REJECTION, no=2)
    lack = rules.new_decision_answers(dossier("send_to_approval", complaints=(changed,), decisions=(ISSUED, again)))
    assert lack is not None and "fuldt medhold" in lack.text
    met = replace(GRANT, no=2)
    assert rules.new_decision_answers(dossier("send_to_approval", complaints=(changed,), decisions=(ISSUED, met))) is None
    partly = replace(changed, state="partly", outcome="partly")
    assert rules.new_decision_answers(dossier("send_to_approval", complaints=(partly,), decisions=(ISSUED, again))) is None
    assert rules.new_decision_answers(dossier("forward_complaint", complaints=(partly,))) is not None
    sent = replace(partly, new_issued_on=TODAY)
    assert rules.new_decision_answers(dossier("forward_complaint", complaints=(sent,))) is None
    other = replace(UPHELD, no=2)
    assert rules.new_decision_answers(dossier("forward_complaint", {"complaint": 2}, complaints=(partly, other))) is None


def test_what_the_appeal_body_decided_is_followed():
    ordered = replace(UPHELD, state="answered", ordered_outcome="grant", new_decision=2)
    wrong = replace(REJECTION, no=2)
    lack = rules.new_decision_answers(dossier("send_to_approval", complaints=(ordered,), decisions=(ISSUED, wrong)))
    assert lack is not None and "Ankestyrelsen har afgjort: bevilling" in lack.text
    right = replace(GRANT, no=2)
    assert rules.new_decision_answers(dossier("send_to_approval", complaints=(ordered,), decisions=(ISSUED, right))) is None


def test_what_clarifies_gives_way_to_the_appeal_body_and_to_nobody_else():
    right = replace(GRANT, no=2)
    ordered = replace(UPHELD, state="answered", ordered_outcome="grant", new_decision=2)
    young = dossier("send_to_approval", complaints=(ordered,), decisions=(ISSUED, right))
    facts = replace(CASE, born=date(1940, 1, 1))
    young.facts[CaseFacts] = facts  # type: ignore[index]
    finding = next(f for f in rules_of(young) if f.rule == "E-01")
    assert "Kravet viger, fordi Ankestyrelsen har afgjort sagen." in rules.ordered_by_appeal_body(
        young, finding, "send_to_approval"
    )
    assert rules.ordered_by_appeal_body(young, replace(finding, rule="P-13"), "send_to_approval") == ""
    assert rules.ordered_by_appeal_body(young, replace(finding, rule="E-13"), "send_to_approval") == ""
    assert rules.ordered_by_appeal_body(young, finding, "submit_to_team") == ""
    own = dossier("send_to_approval", complaints=(replace(ordered, ordered_outcome=""),), decisions=(ISSUED, right))
    assert rules.ordered_by_appeal_body(own, finding, "send_to_approval") == ""


def rules_of(known: Dossier) -> list[Any]:
    from flexcase.law.rule import book

    return [found for found in (book["E-01"].ask(known),) if found is not None]


def test_flaws_wait_until_they_are_dealt_with():
    left = FlawFact(1, "hearing", None)
    assert rules.flaws_are_remedied(dossier("send_to_approval", flaws=(left,))).text.startswith("Én mangel")
    assert rules.flaws_are_remedied(dossier("send_to_approval", flaws=(left, replace(left, no=2)))).text.startswith("2 mangler")
    assert rules.flaws_are_remedied(dossier("send_to_approval", flaws=(replace(left, remedied_on=BEFORE),))) is None


def test_a_grant_is_reconsidered_with_a_legal_basis_only():
    for nothing in ("", "....", "aaaaaaaaaaaa"):
        given = {"because": "circumstances", "legal_basis": nothing}
        assert rules.grant_is_reconsidered_lawfully(dossier("reconsider_grant", given)).effect is None
    basis = "LAB § 124: betingelserne er ikke opfyldt"
    trap = {"because": "never_in_target_group", "legal_basis": basis}
    assert rules.grant_is_reconsidered_lawfully(dossier("reconsider_grant", trap)).effect is Effect.REASON
    lawful = {"because": "circumstances", "legal_basis": basis}
    assert rules.grant_is_reconsidered_lawfully(dossier("reconsider_grant", lawful)) is None


def test_nobody_comes_out_worse_unheard():
    complained = replace(COMPLAINT, state="worsened", outcome="worsened", decision_outcome="grant", new_decision=2)
    draft = replace(REJECTION, no=2)
    known: dict[str, Any] = {
        "complaints": (complained,),
        "decisions": (replace(GRANT, state="issued", issued_on=BEFORE), draft),
    }
    assert rules.heard_before_worse(dossier("send_to_approval", **known)).link == "action:hear_on_complaint"
    other = replace(HEARING, complaint=7)
    assert rules.heard_before_worse(dossier("send_to_approval", hearings=(other,), **known)) is not None, (
        "heard on something else"
    )
    runs = replace(HEARING, complaint=1, state="sent", considered=False, response_due=TODAY)
    assert "løber stadig" in rules.heard_before_worse(dossier("send_to_approval", hearings=(runs,), **known)).text
    heard = replace(HEARING, complaint=1)
    assert rules.heard_before_worse(dossier("send_to_approval", hearings=(heard,), **known)) is None


def test_a_grant_that_becomes_a_rejection_is_worse_whatever_it_is_called():
    named_better = replace(COMPLAINT, state="partly", outcome="partly", decision_outcome="grant", new_decision=2)
    draft = replace(REJECTION, no=2)
    assert rules.heard_before_worse(dossier("reassess_complaint", complaints=(named_better,), decisions=(draft,))) is not None
    still_a_grant = replace(GRANT, no=2)
    assert (
        rules.heard_before_worse(dossier("reassess_complaint", complaints=(named_better,), decisions=(still_a_grant,))) is None
    )


def test_nothing_at_all_stops_the_receipt():
    worst = dossier("receive_complaint", complaints=(replace(COMPLAINT, late=True),))
    verdict = weigh(action("receive_complaint"), None, worst, {})
    assert verdict.passes and not verdict.unreasoned
