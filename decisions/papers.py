"""Every paper of a case (akt) as the appeal body gets them: numbered in order of time, with sender, receiver and proof."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.conf import settings

from cases.letters.typography import day as day_in_print
from cases.models import Case, Delivery, Document, Letter, Note
from decisions.letters import Record, Stage
from decisions.models import Complaint

#: Whom documents come from. A paper that the municipality made itself is from the municipality.
SENDERS = {
    Document.Kind.APPLICATION: "Borgeren",
    Document.Kind.CITIZEN: "Borgeren",
    Document.Kind.MEDICAL: "Læge",
    Document.Kind.HEALTH_STATEMENT: "Sundhedskoordinator eller lægekonsulent",
    Document.Kind.TRIAL_REPORT: "Kommunen og arbejdsstedet",
    Document.Kind.EMPLOYER: "Arbejdsgiver",
}
RECEIVERS = {
    Letter.Recipient.CITIZEN: "Borgeren",
    Letter.Recipient.DOCTOR: "Læge",
}
SENT_BY = {"digital_post": "Digital Post", "paper": "brev"}


@dataclass(frozen=True)
class Paper:
    """One akt: the row that holds it, and its line in the list."""

    id: UUID
    record: Record


def gather(case: Case) -> list[Paper]:
    """Documents, letters that were sent, and notes, oldest first. Letters to the appeal body itself are not among them."""
    documents = Document.objects.filter(case=case).select_related("case__key").order_by("no")
    letters = Letter.objects.filter(case=case, state__in=("issued", "delivered")).select_related("delivery")
    notes = Note.objects.filter(case=case).select_related("case__key").order_by("at")
    found = [
        *(_document(row) for row in documents),
        *(_letter(row) for row in letters.exclude(recipient=Letter.Recipient.APPEAL_BODY).order_by("pk")),
        *(_note(row) for row in notes),
    ]
    return sorted(found, key=lambda paper: paper.record.dated or date.min)


def _document(row: Document) -> Paper:
    sender = SENDERS.get(Document.Kind(row.kind), settings.MUNICIPALITY)
    received = "" if row.received_on == row.dated else f"Modtaget {day_in_print(row.received_on)}"
    return Paper(
        row.pk,
        Record(title=row.title, dated=row.dated, sender=sender, receiver=settings.MUNICIPALITY, received=received),
    )


def _letter(row: Letter) -> Paper:
    receiver = RECEIVERS.get(Letter.Recipient(row.recipient), "Andre")
    return Paper(
        row.pk,
        Record(title=row.title, dated=row.dated, sender=settings.MUNICIPALITY, receiver=receiver, received=proof_of(row)),
    )


def _note(row: Note) -> Paper:
    own = settings.MUNICIPALITY
    return Paper(row.pk, Record(title=f"Notat: {row.heading}", dated=row.dated, sender=own, receiver=own))


def proof_of(row: Letter) -> str:
    """When the citizen got a letter, and by what this can be shown."""
    try:
        delivery = row.delivery
    except Delivery.DoesNotExist:
        return ""
    if delivery.received_on is None or delivery.sent_on is None:
        return ""
    how = SENT_BY.get(delivery.channel, delivery.channel)
    return (
        f"Sendt med {how} {day_in_print(delivery.sent_on)}, modtaget {day_in_print(delivery.received_on)}. "
        f"Bevis: {delivery.proof}"
    )


def stages(complaint: Complaint, found: list[Paper], today: date) -> tuple[Stage, ...]:
    """Decision, receipt, complaint and genvurdering with their days, and where each is found among the papers."""
    numbers = {paper.id: number for number, paper in enumerate(found, 1)}
    decision, letter, new = complaint.decision, complaint.decision.letter, complaint.new_decision
    assert letter is not None, "an issued decision has its letter"
    made = [
        Stage(what="Afgørelsen", on=decision.dated, record=numbers.get(letter.pk), proof=proof_of(letter)),
        Stage(
            what="Klagen kom til kommunen",
            on=complaint.received_on,
            record=numbers.get(complaint.document_id),
            proof=complaint.get_channel_display(),
        ),
        Stage(
            what="Genvurderingen",
            on=complaint.reassessed_on,
            record=numbers.get(complaint.letter_id) if complaint.letter_id else None,
        ),
    ]
    if new is not None and new.letter is not None:
        made.append(
            Stage(what="Den nye afgørelse", on=new.dated, record=numbers.get(new.letter.pk), proof=proof_of(new.letter))
        )
    return (*made, Stage(what="Klagen sendt videre", on=today))
