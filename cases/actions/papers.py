"""Papers and notes that are put on a case."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.action import Act, Action
from cases.actions.common import CASEWORK
from cases.inputs import DocumentInput, NoteInput
from cases.models import Document, Role
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
        document = act.document(
            given["kind"],
            given["title"],
            dated=given["dated"] or act.day,
            file=given["file"],
            health=given["kind"] in HEALTH_KINDS,
            adverse=given["adverse"],
            known_to_citizen=given["known_to_citizen"],
        )
        return {"document": document.no, "kind": document.kind}


HEALTH_KINDS = frozenset({Document.Kind.MEDICAL, Document.Kind.HEALTH_STATEMENT})


class WriteNote(Action):
    """Writes a note of a conversation (notatpligt, D-24)."""

    label = "Skriv notat"
    inputs = NoteInput
    roles = CASEWORK | {Role.JOB_CONSULTANT}
    event = "note_written"
    icon, rank = "edit", 40

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        act.note(given["heading"], given["text"])
