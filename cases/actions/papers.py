"""Papers that are put on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK
from cases.inputs import DocumentInput, MarkDocumentInput
from cases.models import Case, Document, User
from cases.reading.guess import HEALTH_KINDS
from cases.road import UNDER_WAY
from flexcase.law.event import FactValue
from flexcase.law.rule import Part


class AddDocument(Action):
    """Puts a document on the case (journalisering, P-16)."""

    label = "Tilføj dokument"
    inputs = DocumentInput
    roles = CASEWORK
    part = Part.DOCUMENTS
    event = "document_added"
    icon, rank = "upload", 42

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if given["dated"] is not None and given["dated"] > act.day:
            raise Refused("Dokumentet kan ikke være dateret efter den dag, det kom.", "dated")
        document = act.document(
            given["kind"],
            given["title"],
            dated=given["dated"] or act.day,
            file=given["file"],
            health=given["health"] or given["kind"] in HEALTH_KINDS,
            adverse=given["adverse"],
            known_to_citizen=given["known_to_citizen"],
            sender=given["sender"],
        )
        return {"document": document.no, "kind": document.kind}


class MarkDocument(Action):
    """Says anew whether a document is of weight and against the citizen, and whether the citizen knows it.

    The hearing rules (P-08, P-10) follow the mark at once, so it is never changed without a reason.
    """

    label = "Ret dokumentets mærke"
    help = "Mærket afgør, om borgeren skal høres over dokumentet."
    inputs = MarkDocumentInput
    roles = CASEWORK
    when = UNDER_WAY
    part = Part.DOCUMENTS
    event = "document_marked"
    icon, rank = "edit", 47

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": numbered_documents(case)}

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        row = Document.objects.filter(case=case, no=asked["document"]).first() if asked.get("document") else None
        return {"adverse": row.adverse, "known_to_citizen": row.known_to_citizen} if row else {}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = document_numbered(act, given["document"])
        if (row.adverse, row.known_to_citizen) == (given["adverse"], given["known_to_citizen"]):
            raise Refused("Mærket er uændret. Ret et af de to krydser.", "adverse")
        row.adverse, row.known_to_citizen = given["adverse"], given["known_to_citizen"]
        row.save(update_fields=["adverse", "known_to_citizen"])
        act.note(f"Derfor er mærket på dokument {row.no} rettet", given["reason"])
        return {"document": row.no, "adverse": row.adverse, "known_to_citizen": row.known_to_citizen}


def numbered_documents(case: Case) -> list[tuple[str, str]]:
    """The documents of a case as choices, by number."""
    rows = Document.objects.filter(case=case).select_related("case__key").order_by("no")
    return [(str(row.no), f"{row.no}. {row.title}") for row in rows]


def document_numbered(act: Act, no: str) -> Document:
    """The document of the case with this number, which a form's choices have let through."""
    return Document.objects.select_related("case__key").get(case=act.case, no=int(no))
