"""Where this floor's pages lie, what of its own waits for a second person, and its words on the timeline."""

from __future__ import annotations

from collections.abc import Iterator

from django.urls import reverse

from cases import access
from cases.casepage.shown import BEGINS, OWN_PAGE, SIDE_ROADS, SideRoad, action_url
from cases.models import Case, Role, User
from cases.told import ARRIVALS, ICONS, TOLD
from cases.worklists.approvals import Waiting, waits
from decisions.actions.approval import DECIDERS
from decisions.facts import DecisionFacts
from decisions.models import Complaint, Decision
from flexcase.law.rule import Dossier, Part

OWN_PAGE |= {
    "write_decision": "decision",
    "send_to_approval": "decision",
    "approve_decision": "decision_approval",
}
ARRIVALS |= {"hearing_answered", "complaint_received", "complaint_withdrawn", "appeal_answered"}
TOLD |= {
    "hearing_started": "Partshøring sendt",
    "hearing_extended": "Høringsfrist forlænget",
    "hearing_answered": "Svar på partshøring",
    "hearing_considered": "Svar på partshøring taget med",
    "hearing_expired": "Høringsfristen gik uden svar",
    "nothing_adverse_stated": "Intet til ugunst for borgeren",
    "refusal_prepared": "Udkast til afslag på at åbne sagen begyndt",
    "decision_started": "Udkast til afgørelse begyndt",
    "decision_written": "Udkast til afgørelse rettet",
    "decision_sent_to_approval": "Afgørelse sendt til godkendelse",
    "decision_redated": "Afgørelsens brev fik dagens dato",
    "decision_letter_ready": "Afgørelsens brev klar til godkendelse",
    "decision_returned": "Udkast til afgørelse sendt tilbage",
    "decision_approved": "Afgørelse godkendt",
    "decision_issued": "Afgørelse sendt",
    "complaint_time_over": "Klagefristen er gået",
    "complaint_received": "Klage modtaget",
    "complaint_withdrawn": "Klagen trukket tilbage",
    "reassessment_postponed": "Borgeren fik besked om, at genvurderingen tager længere tid",
    "complaint_reassessed": "Klagen genvurderet",
    "complaint_reconsidered": "Genvurderingen taget om",
    "reassessment_approved": "Genvurderingen godkendt",
    "complaint_forwarded": "Klagen sendt til klageinstansen",
    "bundle_damaged": "Akter til klageinstansen kan ikke læses",
    "appeal_answered": "Svar fra klageinstansen",
    "flaw_remedied": "Mangel fra hjemvisningen rettet",
    "grant_reconsidered": "Bevilling taget op igen",
}
ICONS |= {
    "hearing_started": "send",
    "hearing_answered": "chat",
    "decision_written": "edit",
    "decision_redated": "time",
    "decision_approved": "how-to-reg",
    "decision_returned": "reply",
    "decision_issued": "send",
    "complaint_time_over": "time",
    "complaint_received": "flag",
    "reassessment_postponed": "time",
    "complaint_reassessed": "edit",
    "reassessment_approved": "how-to-reg",
    "complaint_forwarded": "send",
    "bundle_damaged": "warning",
    "appeal_answered": "document",
    "grant_reconsidered": "warning",
}


@waits
def decisions_to_approve(user: User) -> list[Waiting]:
    """Decisions whose letter can be read. Nobody is asked to approve what they wrote."""
    if user.role not in DECIDERS:
        return []
    visible = access.visible(Case.objects.all(), user)
    rows = Decision.objects.filter(state="to_approve", case__in=visible).exclude(writers__contains=[user.pk])
    return [
        Waiting(
            what=row.get_outcome_display(),
            case=row.case,
            asked_by=str(row.drafted_by),
            asked_on=row.letter.dated,
            url=reverse("decision_approval", args=[row.case.number]),
        )
        for row in rows.select_related("case__citizen", "drafted_by", "letter")
        if row.letter is not None
    ]


@waits
def reassessments_to_approve(user: User) -> list[Waiting]:
    """Letters that uphold a decision and can be read. Nobody is asked to approve what they wrote."""
    if user.role != Role.TEAM_LEADER:
        return []
    visible = access.visible(Case.objects.all(), user)
    rows = Complaint.objects.filter(state="upheld", letter__state="rendered", case__in=visible).exclude(reassessed_by=user)
    return [
        Waiting(
            what="Genvurdering af klage",
            case=row.case,
            asked_by=str(row.reassessed_by),
            asked_on=row.reassessed_on,
            url=f"{action_url('approve_reassessment', row.case)}?complaint={row.no}",
        )
        for row in rows.select_related("case__citizen", "reassessed_by")
        if row.reassessed_on is not None
    ]


#: How many of its steps a complaint has behind it, by the state that it is in.
_BEHIND = {"received": 1, "hearing": 1, "changed": 2, "partly": 2, "worsened": 2, "upheld": 2, "forwarded": 3, "answered": 4}


def complaints_beside(dossier: Dossier) -> Iterator[SideRoad]:
    """Every complaint that is not over, as a road beside the case's own."""
    for one in dossier.of(DecisionFacts).complaints:
        if one.state not in _BEHIND:
            continue
        anew = one.outcome in {"changed", "partly", "worsened"} or bool(one.ordered_outcome)
        steps = ["Modtaget", "Genvurdering"]
        steps += ["Ny afgørelse"] if anew and not one.ordered_outcome else []
        steps += [f"Sendes til {dossier.regime.appeal_body}", "Svar"] if one.outcome != "changed" else []
        steps += ["Ny afgørelse"] if one.ordered_outcome else []
        behind = _BEHIND[one.state]
        if anew and not one.ordered_outcome and (one.new_issued_on or one.state == "forwarded"):
            behind += 1
        marks = ["done"] * behind + ["now"] + ["ahead"] * len(steps)
        yield SideRoad(f"Klage {one.no}", "klage", Part.DECISION, tuple(zip(steps, marks, strict=False)))


BEGINS.update(shortened_path_taken="hearing", hearing_started="hearing", decision_issued="granted")
if complaints_beside not in SIDE_ROADS:
    SIDE_ROADS.append(complaints_beside)
