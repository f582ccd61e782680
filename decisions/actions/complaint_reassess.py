"""The genvurdering: heard where it turns against the citizen, postponed with a letter, made, read by a second person."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import CASEWORK, LAPSES, LEADS
from cases.letters import wording
from cases.models import Case, Deadline, Letter, User
from cases.party import leader_of
from cases.road import ANSWERED
from decisions import letters
from decisions.actions.complaint import complaint_of, has_complaint, undo
from decisions.actions.draft import begin
from decisions.actions.hearing import Hear
from decisions.facts import OPEN, ComplaintFact, DecisionFacts
from decisions.inputs import ApproveReassessmentInput, ComplaintHearingInput, PostponeInput, ReassessInput, ReconsiderInput
from decisions.models import Complaint, Decision, Hearing
from flexcase.law.event import FactValue
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Part

MOVES = {
    Complaint.Reassessment.CHANGED: "change",
    Complaint.Reassessment.PARTLY: "change_partly",
    Complaint.Reassessment.WORSENED: "worsen",
    Complaint.Reassessment.UPHELD: "uphold",
}


def reassessment_due(row: Complaint) -> date | None:
    """The last day of the genvurdering as it stands: the n-th complaint has the n-th deadline of its kind."""
    due = Deadline.objects.filter(case=row.case, kind="reassessment").order_by("anchor").values_list("due", flat=True)
    return due[row.no - 1 : row.no].first()


class HearOnComplaint(Hear):
    """Sends a hearing before a genvurdering turns against the citizen (C-09). The case stands as it is meanwhile."""

    label = "Send partshøring om klagen"
    help = "Bruges, når I overvejer at ændre afgørelsen til ugunst for borgeren."
    inputs = ComplaintHearingInput
    when = ANSWERED
    rank = 36
    offered = has_complaint("received", "hearing")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "received", "hearing")
        facts = super().perform(act, given)
        hearing = Hearing.objects.get(case=act.case, letter=act.letters[-1])
        hearing.complaint = row
        hearing.save(update_fields=["complaint"])
        if row.state == "received":
            act.take(row, "hear")
        return {**facts, "complaint": row.no}


class PostponeReassessment(Action):
    """Tells the citizen that four weeks are too few, why, and the new day (C-04)."""

    label = "Skriv, at genvurderingen tager længere tid"
    effects = ("Borgeren får et brev med den nye dag og grunden.", "Fristen flyttes til den nye dag.")
    inputs = PostponeInput
    to_citizen = ("why",)
    roles = CASEWORK
    part = Part.DECISION
    event = "reassessment_postponed"
    icon, rank = "time", 38
    offered = has_complaint("received", "hearing")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "received", "hearing")
        due = reassessment_due(row)
        if given["until"] < act.day or (due is not None and given["until"] <= due):
            raise Refused("Den nye dag skal ligge efter den gamle frist og må ikke være gået.", "until")
        row.postponed_until = given["until"]
        row.save(update_fields=["postponed_until"])
        act.letter(
            letters.ReassessmentDelayed(
                envelope=wording.envelope(act.case, act.day),
                complained_on=row.received_on,
                promised_by=due,
                until=given["until"],
                why=given["why"],
                who_can_help=wording.helpers(act.case.regime),
            )
        )
        return {"complaint": row.no, "until": given["until"], "late": due is not None and due < act.day}


class ReassessComplaint(Action):
    """Makes the genvurdering (retssikkerhedsloven § 66).

    Upheld: the letter (D-21) goes to a second person. Changed: the case is opened again and a new decision begun, by the
    team where the team decides.
    """

    label = "Genvurdér klagen"
    effects = (
        "Fastholdes afgørelsen, dannes brevet, og en anden end dig godkender det.",
        "Ændres den, åbnes sagen igen, og du skriver en ny afgørelse.",
    )
    inputs = ReassessInput
    to_citizen = ("added", "why")
    roles = CASEWORK
    part = Part.DECISION
    event = "complaint_reassessed"
    icon, rank = "edit", 13
    offered = has_complaint("received", "hearing")

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return given.get("outcome") or None

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "received", "hearing")
        upheld = given["outcome"] == Complaint.Reassessment.UPHELD
        if not upheld and row.decision.origin == Decision.Origin.PENSION:
            raise Refused("Klagen gælder førtidspension. Tag stilling igen, og sig ja. Så er den imødekommet.", "outcome")
        if upheld and given["decision"]:
            raise Refused("Fastholdes afgørelsen, er der ingen ny. Lad feltet stå tomt.", "decision")
        if not upheld and not given["decision"]:
            raise Refused("Vælg, hvad den nye afgørelse bliver.", "decision")
        row.outcome, row.added, row.reasons = given["outcome"], given["added"], given["why"]
        row.reassessed_by, row.reassessed_on = act.user, act.day
        if upheld:
            row.letter = act.letter(_upheld(act, row), needs_approval=True)
            act.notify_leaders(self.event, f"En genvurdering i sag {act.case.number} venter på godkendelse.")
        row.save()
        act.take(row, MOVES[Complaint.Reassessment(row.outcome)])
        if not upheld:
            reopen_for(act, row, given["decision"], given["ground"])
        return {
            "complaint": row.no,
            "outcome": row.outcome,
            "letter": row.letter_id,
            "decision": row.new_decision.no if row.new_decision else None,
        }


def _upheld(act: Act, row: Complaint) -> letters.ReassessmentUpheld:
    regime = act.case.regime
    return letters.ReassessmentUpheld(
        envelope=wording.envelope(act.case, act.day),
        complained_on=row.received_on,
        decided_on=row.decision.dated,
        added=row.added,
        reasons=row.reasons,
        late=row.late,
        body=regime.appeal_body,
        rules=regime.texts["rules_reassessment"].strip(),
        who_can_help=wording.helpers(regime),
    )


def reopen_for(act: Act, row: Complaint, outcome: str, ground: str) -> None:
    """Open the case where the new decision is made, and begin it; a case that is open there already is joined.

    Raises Refused while the case stands at an earlier step: the new decision waits until that is done.
    """
    case = act.case
    if case.state in ANSWERED:
        row.came_from = case.state
        by_team = case.regime.mandate is Mandate.DECIDES and not row.ordered_outcome
        if by_team:
            for lapse in LAPSES:
                lapse(act, "team")
        act.take(case, "reopen_at_team" if by_team else "reopen_at_decision")
    else:  # opened for another complaint over the same decision
        row.came_from = next(
            iter(Complaint.objects.filter(case=case).exclude(came_from="").values_list("came_from", flat=True)), ""
        )
    row.save(update_fields=["came_from"])
    if case.state == "decision":
        row.new_decision = Decision.objects.filter(case=case, state__in=OPEN).first() or begin(act, outcome, ground)
        if row.new_decision.outcome != outcome:
            raise Refused("Der ligger allerede et udkast, som siger noget andet. Gør det færdigt først.", "decision")
        row.save(update_fields=["new_decision"])
    elif case.state != "team":
        raise Refused("Sagen er gået tilbage til et tidligere trin. Gør det færdigt, før klagen genvurderes.", "outcome")


class ReconsiderComplaint(Action):
    """Takes the genvurdering up anew before anything has gone out: its letter or its draft lapses."""

    label = "Tag genvurderingen om"
    effects = ("Brevet eller udkastet bortfalder. Den tidligere afgørelse gælder fortsat.",)
    inputs = ReconsiderInput
    roles = CASEWORK
    part = Part.DECISION
    event = "complaint_reconsidered"
    icon, rank = "reply", 40
    offered = has_complaint("changed", "partly", "worsened", "upheld")

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "changed", "partly", "worsened", "upheld")
        if row.new_decision is not None and row.new_decision.state == "issued":
            raise Refused("Den nye afgørelse er sendt, så genvurderingen kan ikke tages om.")
        undo(act, row)
        row.letter, row.new_decision, row.approved_by, row.approved_on = None, None, None, None
        row.outcome, row.came_from = "", ""
        act.take(row, "reconsider")
        row.save()
        act.note("Hvorfor genvurderingen tages om", given["reason"])
        return {"complaint": row.no}


def require_addressee(letter: Letter, case: Case) -> None:
    """Raises Refused when the letter is to another than who leads the case today: a mandate came or ended (P-18)."""
    leader = leader_of(case)
    if letter.representative_id != (leader.pk if leader else None):
        raise Refused("Brevet er stilet til en anden end den, der fører sagen nu. Tag genvurderingen om.")


def waits_for_approval(one: ComplaintFact) -> bool:
    """Whether the letter that upholds the decision can be read by a second person."""
    return one.state == "upheld" and one.letter_state == "rendered"


class ApproveReassessment(Action):
    """Approves the bytes of the letter that upholds the decision. Nobody approves what they wrote."""

    label = "Godkend genvurderingen"
    help = "Du godkender brevet, som det ligger. Det bliver sendt, når klagen sendes videre."
    inputs = ApproveReassessmentInput
    roles = LEADS
    part = Part.DECISION
    event = "reassessment_approved"
    icon, rank = "check", 10

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return any(waits_for_approval(one) for one in dossier.of(DecisionFacts).complaints)

    def is_for(self, user: User, dossier: Dossier) -> bool:
        waiting = filter(waits_for_approval, dossier.of(DecisionFacts).complaints)
        return any(one.reassessed_by != user.pk for one in waiting)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "upheld")
        letter = row.letter
        assert letter is not None, "an upheld complaint has its letter"
        if letter.state != "rendered":
            raise Refused("Brevet er allerede godkendt, eller det dannes stadig. Prøv igen om lidt.")
        if act.user.pk in {row.reassessed_by_id, letter.prepared_by_id}:
            raise Refused("Du har selv skrevet genvurderingen. En anden skal godkende den.")
        if given["sha256"] and given["sha256"] != letter.sha256:
            raise Refused("Brevet er ændret, siden du åbnede det. Læs det nye brev, og godkend det.")
        require_addressee(letter, act.case)
        letter.approved_by, letter.approved_sha256 = act.user, letter.sha256
        letter.save(update_fields=["approved_by", "approved_sha256"])
        act.take(letter, "approve")
        row.approved_by, row.approved_on = act.user, act.day
        row.save(update_fields=["approved_by", "approved_on"])
        act.notify(row.reassessed_by, self.event, f"Genvurderingen i sag {act.case.number} er godkendt. Send klagen videre.")
        return {"complaint": row.no, "letter": letter.pk, "sha256": letter.sha256}
