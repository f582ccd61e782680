"""From approval to issue: a second person approves the bytes, and those bytes go out."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import STAFF, Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.actions import BY_CLOCK, CASEWORK, issue_letter
from cases.models import Case, Deadline, Letter, Role, User
from decisions.actions.draft import open_decision, outcome_at_stake, take_back
from decisions.facts import DecisionFacts
from decisions.inputs import ApproveInput, IssueInput, LetterReadyInput, ReturnDecisionInput
from decisions.models import Complaint, Decision
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: Who may be given competence; whether one has it stands in the dated table (K-02).
DECIDERS = CASEWORK | {Role.TEAM_CHAIR}
DECIDERS_RELATIONS = STAFF | {Relation.TEAM}


def stands_at(*states: str) -> Any:
    """An ``offered`` for actions that need the decision in one of these states."""

    def offered(self: Action, case: Case, dossier: Dossier) -> bool:
        stake = dossier.of(DecisionFacts).draft
        return stake is not None and stake.state in states

    return offered


def require_law_of_case(letter: Letter, case: Case) -> None:
    """Raises Refused when the case has crossed into another law since the letter was made: its rules are the old ones."""
    if letter.regime_name != case.regime_name:
        raise Refused("Brevet følger det tidligere regelsæt. Ret udkastet, og send det til godkendelse igen.")


class MarkLetterReady(Action):
    """The letter of a decision is rendered: the approver can read it."""

    label = "Registrér, at afgørelsens brev er klar"
    inputs = LetterReadyInput
    roles = BY_CLOCK
    part = Part.DECISION
    event = "decision_letter_ready"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Decision.objects.get(case=act.case, letter=given["letter"])
        act.take(row, "letter_ready")
        act.notify_leaders("decision_to_approve", f"En afgørelse i sag {act.case.number} venter på godkendelse.")
        return {"decision": row.no, "letter": given["letter"]}


class ReturnDecision(Action):
    """Sends the draft back to its writer. The letter is void."""

    label = "Send udkastet tilbage"
    effects = ("Brevet annulleres.", "Den, der skrev udkastet, får din besked.")
    inputs = ReturnDecisionInput
    roles = DECIDERS
    relations = DECIDERS_RELATIONS
    when = ("decision",)
    part = Part.DECISION
    event = "decision_returned"
    icon, rank = "reply", 16
    offered = stands_at("awaiting_letter", "to_approve", "approved")

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = open_decision(act.case)
        if not take_back(act, row):
            raise Refused("Afgørelsen er allerede et udkast.")
        row.returned = given["reason"]
        row.save(update_fields=["returned_sealed"])
        act.note("Udkastet er sendt tilbage", given["reason"])
        act.notify(row.drafted_by, self.event, f"Udkastet til afgørelse i sag {act.case.number} er sendt tilbage til dig.")
        return {"decision": row.no}


class ApproveDecision(Action):
    """Approves the bytes of the letter. Nobody approves what they wrote; whether one may decide stands in the table (K-02)."""

    label = "Godkend afgørelsen"
    help = "Du godkender brevet, som det ligger. Det bliver sendt, uden at noget ændres."
    effects = ("Afgørelsen kan sendes til borgeren.", "Bliver der rettet i den, skal den godkendes igen.")
    inputs = ApproveInput
    roles = DECIDERS
    relations = DECIDERS_RELATIONS
    when = ("decision",)
    part = Part.DECISION
    event = "decision_approved"
    icon, rank = "check", 10
    offered = stands_at("to_approve")

    def is_for(self, user: User, dossier: Dossier) -> bool:
        draft = dossier.of(DecisionFacts).draft
        return draft is not None and user.pk not in draft.writers

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = open_decision(act.case)
        letter = row.letter
        if row.state == "awaiting_letter":
            raise Refused("Brevet dannes stadig. Prøv igen om lidt.")
        if row.state != "to_approve" or letter is None:
            raise Refused("Der ligger ingen afgørelse til godkendelse.")
        if act.user.pk in row.writers:
            raise Refused("Du har selv skrevet i udkastet. En anden skal godkende det.")
        if given["sha256"] and given["sha256"] != letter.sha256:
            raise Refused("Brevet er ændret, siden du åbnede det. Læs det nye brev, og godkend det.")
        require_law_of_case(letter, act.case)
        act.outcome = row.outcome
        letter.approved_by, letter.approved_sha256 = act.user, letter.sha256
        letter.save(update_fields=["approved_by", "approved_sha256"])
        act.take(letter, "approve")
        row.approved_by, row.approved_on = act.user, act.day
        row.save(update_fields=["approved_by", "approved_on"])
        act.take(row, "approve")
        act.notify(row.drafted_by, self.event, f"Afgørelsen i sag {act.case.number} er godkendt og kan sendes.")
        return {
            "decision": row.no,
            "outcome": row.outcome,
            "letter": letter.pk,
            "sha256": letter.sha256,
            "declined_no_ground": given["declined_no_ground"] or None,
        }


class IssueDecision(Action):
    """Sends the approved letter. From here the law of the case stands fast."""

    label = "Send afgørelsen"
    effects = (
        "Borgeren får det godkendte brev.",
        "Sagen følger fra nu af de regler, der gælder i dag.",
        "Klagefristen løber, fra borgeren har brevet.",
    )
    inputs = IssueInput
    roles = CASEWORK
    moves = ("grant", "reject")
    part = Part.DECISION
    event = "decision_issued"
    icon, rank = "send", 10
    offered = stands_at("approved")

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        return outcome_at_stake(self, dossier, given)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row, case = open_decision(act.case), act.case
        letter = row.letter
        if row.state != "approved" or letter is None:
            raise Refused("Afgørelsen er ikke godkendt endnu.")
        require_law_of_case(letter, case)
        act.outcome = row.outcome
        act.move = "grant" if row.outcome == Decision.Outcome.GRANT else "reject"
        row.issued_on, row.regime_name = act.day, letter.regime_name
        if row.outcome == Decision.Outcome.GRANT:
            row.effective_from = row.effective_from or letter.dated  # the day that the letter names
        row.save(update_fields=["issued_on", "regime_name", "effective_from"])
        act.take(row, "issue")
        issue_letter(act, letter)
        self._freeze(case, row)
        answered = self._answer_complaints(act, row)
        return {
            "decision": row.no,
            "outcome": row.outcome,
            "ground": row.ground or None,
            "letter": letter.pk,
            "regime": row.regime_name,
            "effective_from": row.effective_from,
            "complaints": ":".join(map(str, answered)) or None,
        }

    def _answer_complaints(self, act: Act, row: Decision) -> list[int]:
        """The complaints that the decision answers. What is met in full is over; the rest is still to be sent on."""
        answered = list(Complaint.objects.filter(case=act.case, new_decision=row).order_by("no"))
        for complaint in answered:
            if complaint.road.allows("close", complaint.state):
                act.take(complaint, "close")
        return [complaint.no for complaint in answered]

    def _freeze(self, case: Case, row: Decision) -> None:
        case.regime_frozen_on = row.issued_on
        if row.outcome == Decision.Outcome.GRANT:
            case.assessed_hours, case.assessed_intensity = row.assessed_hours, row.assessed_intensity
        case.save(update_fields=["regime_frozen_on", "assessed_hours", "assessed_intensity"])


class EndComplaintTime(Action):
    """The clock notes that the time for complaints has passed. A later complaint goes on to the appeal body as well."""

    label = "Registrér, at klagefristen er gået"
    inputs = IssueInput
    roles = BY_CLOCK
    part = Part.DECISION
    event = "complaint_time_over"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        running = Deadline.objects.filter(case=act.case, kind="complaint", met_on=None)
        if not running.filter(due__lt=act.day).exists():
            raise Refused("Klagefristen er ikke gået.")
