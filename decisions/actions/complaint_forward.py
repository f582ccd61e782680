"""What is not met in full goes to the appeal body: one file with every paper, and a copy letter to the citizen (D-22)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions import BY_CLOCK, CASEWORK, issue_letter
from cases.letters import wording
from cases.models import Case, Event, Letter
from cases.papers.akt import Akt
from decisions import letters, papers
from decisions.actions.complaint import complaint_of
from decisions.actions.complaint_reassess import require_addressee
from decisions.facts import DecisionFacts
from decisions.inputs import DamagedInput, OfComplaint
from decisions.models import Complaint
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part

#: What the appeal body is told of the genvurdering.
OUTCOMES = {
    Complaint.Reassessment.UPHELD: "Kommunen har genvurderet sagen og fastholder afgørelsen.",
    Complaint.Reassessment.PARTLY: "Kommunen har genvurderet sagen og givet delvis medhold. Resten af klagen sendes til jer.",
    Complaint.Reassessment.WORSENED: "Kommunen har genvurderet sagen og truffet en ny afgørelse, der går imod borgeren.",
}


class ForwardComplaint(Action):
    """Sends the complaint and every paper to the appeal body, the approved D-21 to the citizen, and a copy letter."""

    label = "Send klagen videre"
    effects = (
        "Borgeren får genvurderingen og besked om, at klagen er sendt.",
        "Sagens akter samles i én fil med aktliste til klageinstansen.",
    )
    inputs = OfComplaint
    roles = CASEWORK
    part = Part.DECISION
    event = "complaint_forwarded"
    icon, rank = "send", 11

    def offered(self, case: Case, dossier: Dossier) -> bool:
        complaints = dossier.of(DecisionFacts).complaints
        return any(one.state in {"partly", "worsened", "upheld"} for one in complaints)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "partly", "worsened", "upheld")
        self._let_out(act, row)
        found = papers.gather(act.case, row.decision.dated or act.day)
        row.bundle = act.letter(
            cover_letter(act, row, found),
            recipient=Letter.Recipient.APPEAL_BODY,
            enclosures=tuple(paper.row.pk for paper in found),
        )
        row.forwarded_on = act.day
        row.save(update_fields=["bundle", "forwarded_on"])
        act.take(row, "forward")
        act.letter(_copy(act, row, found))
        return {"complaint": row.no, "letter": row.bundle.pk, "papers": len(found)}

    def _let_out(self, act: Act, row: Complaint) -> None:
        """D-21 goes out with the complaint; where the decision was changed, the new one has gone out before."""
        if row.outcome == Complaint.Reassessment.UPHELD:
            if row.letter is None or row.letter.state != "approved":
                raise Refused("Genvurderingen er ikke godkendt endnu.")
            require_addressee(row.letter, act.case)
            issue_letter(act, row.letter)
        elif row.new_decision is None or row.new_decision.state != "issued":
            raise Refused("Den nye afgørelse er ikke sendt endnu.")


def cover_letter(act: Act, row: Complaint, found: list[Akt]) -> letters.ComplaintForwarding:
    """D-22, with the list of papers."""
    case, regime = act.case, act.case.regime
    citizen = case.citizen
    envelope = wording.envelope(case, act.day)
    by = f"Klagen er indgivet af {row.by_name or row.get_by_display().lower()}." if row.by != Complaint.By.CITIZEN else ""
    return letters.ComplaintForwarding(
        envelope=replace(envelope, recipient=regime.appeal_body, recipient_lines=(), delivery="Sendt elektronisk"),
        body=regime.appeal_body,
        citizen_name=citizen.name,
        citizen_cpr=f"{citizen.cpr[:6]}-{citizen.cpr[6:]}",
        representative=by,
        outcome=OUTCOMES[Complaint.Reassessment(row.outcome)],
        added=row.added,
        reasons=row.reasons,
        late=LATE.format(body=regime.appeal_body) if row.late else "",
        stages=papers.stages(row, found, act.day),
        records=tuple(papers.record(paper) for paper in found),
        rules=regime.texts["rules_reassessment"].strip(),
    )


LATE = "Klagen kom efter klagefristen. Kommunen har ikke afvist den. {body} afgør, om den kan tages under behandling."


def _copy(act: Act, row: Complaint, found: list[Akt]) -> letters.ComplaintForwarded:
    regime = act.case.regime
    return letters.ComplaintForwarded(
        envelope=wording.envelope(act.case, act.day),
        body=regime.appeal_body,
        complained_on=row.received_on,
        forwarded_on=act.day,
        met_partly=row.outcome == Complaint.Reassessment.PARTLY,
        next_steps=regime.texts["complaint_forwarded_next"].strip(),
        papers=tuple(letters.SentPaper(title=paper.title, dated=paper.dated) for paper in found),
        who_can_help=wording.helpers(regime),
    )


class RecordDamagedPapers(Action):
    """The worker could not read some papers when it bound the bundle: they are named in it, and somebody must send them."""

    label = "Registrér akter, der ikke kan læses"
    inputs = DamagedInput
    roles = BY_CLOCK
    part = Part.DECISION
    event = "bundle_damaged"
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = complaint_of(act.case, given["complaint"], "forwarded", "answered", "closed", "withdrawn")
        if Event.objects.filter(case=act.case, kind=self.event, body__contains=str(row.bundle_id)).exists():
            raise Refused("Det står allerede på sagen.")
        act.note("Akter, der ikke kan læses", "\n".join(given["papers"]))
        text = f"Akter til klageinstansen i sag {act.case.number} kan ikke læses. Skaf dem, og send dem bagefter."
        act.notify(act.case.caseworker, self.event, text)
        act.notify_leaders(self.event, text)
        return {"complaint": row.no, "letter": row.bundle_id, "papers": len(given["papers"])}
