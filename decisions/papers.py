"""The papers of a case as the appeal body gets them: its list of papers, and where each step of the complaint is found."""

from __future__ import annotations

from datetime import date

from cases.models import Case, Letter
from cases.papers import akt
from cases.papers.akt import Akt, proof_of
from decisions.letters import Record, Stage
from decisions.models import Complaint


def gather(case: Case, decided_on: date) -> list[Akt]:
    """Every paper but the letters to the appeal body itself.

    Behind a paper whose file was replaced stand the files that it had, as far as the decision could rest on them.
    """
    before = akt.earlier(case, decided_on)
    found = (
        one
        for one in akt.gather(case)
        if not (isinstance(one.row, Letter) and one.row.recipient == Letter.Recipient.APPEAL_BODY)
    )
    return [each for one in found for each in (one, *before.get(one.row.pk, ()))]


def record(paper: Akt) -> Record:
    """A paper's line in the list."""
    return Record(title=paper.title, dated=paper.dated, sender=paper.sender, receiver=paper.receiver, received=paper.received)


def stages(complaint: Complaint, found: list[Akt], today: date) -> tuple[Stage, ...]:
    """Decision, receipt, complaint and genvurdering with their days, and where each is found among the papers."""
    numbers = {paper.row.pk: number for number, paper in enumerate(found, 1)}
    decision, letter, new = complaint.decision, complaint.decision.letter, complaint.new_decision
    made = [
        Stage(
            what=f"Afgørelsen fra {decision.authority}" if decision.authority else "Afgørelsen",
            on=decision.dated,
            record=numbers.get(letter.pk) if letter else None,
            proof=proof_of(letter) if letter else "",
        ),
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
