"""The tab of the complaints: each with its decision, its road, its papers, and what the appeal body sent back."""

from __future__ import annotations

from typing import Any

from django.urls import reverse

from cases.access import parts_of
from cases.casepage.tabs import panel
from cases.models import Case, Event, User
from decisions.models import Complaint, Flaw
from decisions.panels.decision import letter_url, link_to
from flexcase.law.rule import Part

STATES = {
    "received": "Skal genvurderes",
    "hearing": "Borgeren høres",
    "changed": "Medhold, ny afgørelse skrives",
    "partly": "Delvis medhold, skal sendes videre",
    "worsened": "Ændres til ugunst, skal sendes videre",
    "upheld": "Fastholdt, skal sendes videre",
    "forwarded": "Hos klageinstansen",
    "answered": "Svar fra klageinstansen",
    "closed": "Afsluttet",
    "withdrawn": "Trukket tilbage",
}


@panel("klage", "Klage", part=Part.DECISION, template="decisions/complaint_panel.html", rank=46)
def complaint(case: Case, user: User) -> dict[str, Any]:
    """Every complaint, the newest first, and the flaws that wait to be dealt with.

    What the appeal body writes is mostly about health, and is shown to those who may read of it.
    """
    rows = Complaint.objects.filter(case=case).select_related(
        "case__key",
        "decision",
        "new_decision",
        "document",
        "letter",
        "bundle",
        "answer_paper",
        "registered_by",
        "reassessed_by",
    )
    return {
        "complaints": [_complaint(row, user) for row in rows.order_by("-no")],
        "flaws": [
            {"row": flaw, "url": link_to("remedy_flaw", case, user, flaw=flaw.no) if flaw.remedied_on is None else ""}
            for flaw in Flaw.objects.filter(case=case).select_related("case__key", "complaint", "remedied_by")
            if Part.HEALTH in parts_of(user)
        ],
        "receive_url": link_to("receive_complaint", case, user),
        "body": case.regime.appeal_body,
        "damaged": Event.objects.filter(case=case, kind="bundle_damaged").exists(),
    }


def _complaint(row: Complaint, user: User) -> dict[str, Any]:
    case = row.case
    reads = Part.DOCUMENTS in parts_of(user)

    def action(name: str, *states: str) -> str:
        return link_to(name, case, user, complaint=row.no) if row.state in states else ""

    return {
        "row": row,
        "state": STATES[row.state],
        "open": row.state not in {"closed", "withdrawn"},
        "paper_url": reverse("document", args=[case.number, row.document.no]) if reads else "",
        "answer_url": reverse("document", args=[case.number, row.answer_paper.no]) if reads and row.answer_paper else "",
        "letter_url": letter_url(case, row.letter, user),
        "sha256": row.letter.sha256[:12] if row.letter else "",
        "bundle_url": letter_url(case, row.bundle, user),
        "bundle_sha256": row.bundle.sha256[:12] if row.bundle else "",
        "buttons": [
            (label, url, kind)
            for label, url, kind in (
                ("Genvurdér klagen", action("reassess_complaint", "received", "hearing"), "secondary"),
                ("Læs og godkend", _approval(row, user), "secondary"),
                ("Send klagen videre", action("forward_complaint", "partly", "worsened", "upheld"), "secondary"),
                ("Registrér svaret", action("record_appeal_outcome", "forwarded"), "secondary"),
                ("Skriv, at det tager længere tid", action("postpone_reassessment", "received", "hearing"), "tertiary"),
                ("Send partshøring", action("hear_on_complaint", "received", "hearing"), "tertiary"),
                (
                    "Tag genvurderingen om",
                    action("reconsider_complaint", "changed", "partly", "worsened", "upheld"),
                    "tertiary",
                ),
            )
            if url
        ],
    }


def _approval(row: Complaint, user: User) -> str:
    """Where the letter is approved; nobody approves what they wrote."""
    if user.pk == row.reassessed_by_id:
        return ""
    readable = row.state == "upheld" and row.letter is not None and row.letter.state == "rendered"
    return link_to("approve_reassessment", row.case, user, complaint=row.no) if readable else ""
