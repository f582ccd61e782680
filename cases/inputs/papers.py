"""Papers that are put on a case, replaced, or taken off it."""

from __future__ import annotations

from django import forms

from cases.inputs.blocks import Choice, DatedInput, Day, ReasonInput, Text, Upload
from cases.models import Document


class DocumentInput(DatedInput):
    """A document and what it is. »Adverse« feeds the hearing rules (P-08, P-10)."""

    kind = Choice("Hvad er det?", Document.Kind.choices, "Vælg, hvad dokumentet er.")
    title = Text("Titel", "Skriv en titel.", max_length=160)
    dated = Day("Dokumentets dato", required=False)
    sender = Text("Afsender", "", required=False, max_length=160)
    file = Upload()
    adverse = forms.BooleanField(label="Væsentligt og til ugunst for borgeren", required=False)
    known_to_citizen = forms.BooleanField(label="Borgeren kender indholdet", required=False)
    health = forms.BooleanField(label="Rummer oplysninger om helbred", required=False)


class ReplaceDocumentInput(ReasonInput):
    """A new file in the place of one that is torn, unfinished or the wrong one. What it says is weighed anew."""

    field_order = ["document", "file", "reason", "adverse", "known_to_citizen"]
    document = Choice("Dokument", [], "Vælg et dokument.")
    file = Upload("Den nye fil")
    adverse = forms.BooleanField(label="Væsentligt og til ugunst for borgeren", required=False)
    known_to_citizen = forms.BooleanField(label="Borgeren kender indholdet af den nye fil", required=False)


class RemoveDocumentInput(ReasonInput):
    """Which paper should never have been on the case, and why."""

    field_order = ["document", "removal", "reason"]
    document = Choice("Dokument", [], "Vælg et dokument.")
    removal = Choice("Hvad er fejlen?", Document.Removal.choices, "Vælg, hvad fejlen er.")
