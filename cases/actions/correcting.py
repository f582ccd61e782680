"""A paper that is wrong: another file in its place, or taken off the case. Each with a reason, and never without a trace."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from cases.act import Act, Refused
from cases.action import Action
from cases.actions.common import CASEWORK, LEADS
from cases.actions.papers import document_numbered, numbered_documents
from cases.inputs import RemoveDocumentInput, ReplaceDocumentInput
from cases.models import Case, Document, DocumentVersion, Letter, User
from flexcase.law.event import FactValue
from flexcase.law.rule import Part


class ReplaceDocument(Action):
    """Puts a new file in the place of another. What was enclosed before stays what it was; the rules see the new one."""

    label = "Erstat dokument med en ny fil"
    help = "Den gamle fil bliver på sagen som en tidligere version. Breve, der er sendt, ændres ikke."
    effects = (
        "Dokumentet beholder sit nummer, og den gamle fil kan stadig læses.",
        "Et brev, der ventede på dokumentet, bliver dannet igen.",
    )
    inputs = ReplaceDocumentInput
    roles = CASEWORK
    part = Part.DOCUMENTS
    event = "document_replaced"
    icon, rank = "refresh", 48

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": numbered_documents(case)}

    def filled(self, case: Case, user: User, asked: Mapping[str, Any]) -> dict[str, Any]:
        row = Document.objects.filter(case=case, no=asked["document"]).first() if asked.get("document") else None
        return {"adverse": row.adverse} if row else {}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row, file = document_numbered(act, given["document"]), given["file"]
        if row.blob is None:
            raise Refused("Det er et ark, som systemet har skrevet. Tilføj filen som et nyt dokument.", "document")
        if file.sha256 == row.sha256:
            raise Refused("Det er den samme fil. Vælg den, der skal stå i stedet.", "file")
        old = DocumentVersion(document=row, no=row.version, replaced_on=act.day, replaced_by=act.user)
        old.blob, old.media_type, old.size, old.sha256 = row.blob, row.media_type, row.size, row.sha256
        old.reason = given["reason"]
        old.save()
        row.blob, row.media_type, row.size, row.sha256 = file.blob, file.media_type, file.size, file.sha256
        row.version += 1
        row.outdated_letters = [*row.outdated_letters, *_holding_the_old(row)]
        row.adverse, row.known_to_citizen = given["adverse"], given["known_to_citizen"]
        row.save()
        act.put("document.replaced", row.pk, str(row.version))
        act.reread(row)
        return {"document": row.no, "version": row.version, "adverse": row.adverse, "known_to_citizen": row.known_to_citizen}


def _holding_the_old(row: Document) -> list[UUID]:
    """Letters whose bytes hold the file as it was. One that is not rendered yet gets the new file."""
    letters = Letter.objects.filter(case=row.case, enclosures__contains=[str(row.pk)])
    return list(letters.exclude(state__in=["queued", "voided"]).values_list("pk", flat=True))


#: What higher floors say against taking a document off its case: a sentence, or nothing.
HELD: list[Callable[[Document], str]] = []


class RemoveDocument(Action):
    """Takes a paper off a case where it never belonged. Its number, who, when and why stay; what it said is erased.

    Papers are journalised (offentlighedsloven § 15) and kept, so nothing else is a ground, and nobody erases alone what they
    put there. What was enclosed with a letter, or lay there when it was decided, is part of the case for good.
    """

    label = "Fjern dokument fra sagen"
    help = "Læg det først på den rigtige sag: Filen slettes og kan ikke hentes tilbage."
    effects = (
        "Nummeret, hvem, hvornår og hvorfor bliver stående på sagen.",
        "Hører det til en anden borger, kan det være et brud på datasikkerheden. Tal med databeskyttelsesrådgiveren.",
    )
    inputs = RemoveDocumentInput
    roles = LEADS
    part = Part.DOCUMENTS
    event = "document_removed"
    icon, rank = "delete", 49

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"document": numbered_documents(case)}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = document_numbered(act, given["document"])
        if row.added_by_id == act.user.pk:
            raise Refused("Du har selv lagt det på sagen. En anden leder skal fjerne det.", "document")
        if why := next(filter(None, (held(row) for held in (_enclosed, _rested_on, *HELD))), ""):
            raise Refused(why, "document")
        for old in row.versions.all():
            old.blob = None
            old.save(update_fields=["blob"])
        row.removed_on, row.removed_by, row.removal = act.day, act.user, given["removal"]
        row.removal_reason = given["reason"]
        row.blob = None
        row.title, row.sheet, row.sender, row.sha256 = "", "", "", ""
        row.adverse = False
        row.save()
        act.reread(row)
        return {"document": row.no, "removal": row.removal}


def _enclosed(row: Document) -> str:
    letters = Letter.objects.filter(case=row.case, enclosures__contains=[str(row.pk)]).exclude(state="voided")
    if letter := letters.first():
        return f"Det er vedlagt brevet »{letter.title}«, så det er en del af sagen. Ret det med en ny fil i stedet."
    return ""


def _rested_on(row: Document) -> str:
    """Whether another row of the case is about this very paper: an attest, a complaint, a fuldmagt."""
    about = (one for one in Document._meta.related_objects if one.related_model is not DocumentVersion)
    resting = any(one.related_model._base_manager.filter(**{one.field.name: row}).exists() for one in about)
    if resting or row.source_id is not None:
        return "Noget andet på sagen hviler på dokumentet. Ret det med en ny fil i stedet."
    return ""
