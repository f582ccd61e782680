"""What follows when letters of this floor have been rendered, and which of them enclose the papers of the case."""

from __future__ import annotations

from uuid import UUID

from cases.act import Actor
from cases.letters.posting import bundled, when_rendered
from cases.models import Letter
from cases.outcome import OutcomeKind
from cases.papers.akt import content_of, rows_by_id, title_of
from cases.papers.bundle import bind
from cases.papers.enclosing import as_far_as_readable, with_every_paper
from cases.runner import run
from decisions.models import Complaint, Decision
from flexcase.base.outbox import TryAgain


@when_rendered("decision_grant", "decision_rejection", "decision_not_opened")
def hand_to_approver(letter: Letter) -> None:
    """The decision can be read and approved. Done twice, it is done once."""
    waiting = Decision.objects.filter(letter=letter, state="awaiting_letter").exists()
    if waiting and not (outcome := run("mark_letter_ready", Actor.clock(), {"letter": letter.pk}, case=letter.case)).done:
        raise TryAgain(f"afgørelsen kunne ikke lægges til godkendelse: {outcome.kind}")


bundled("hearing")(with_every_paper)


@bundled("complaint_forwarding")
def with_every_akt(letter: Letter, pdf: bytes) -> bytes:
    """The cover letter with every paper of the case, numbered (D-22), as it was sent. One that cannot be read is named."""
    rows = rows_by_id(letter.enclosures)
    ordered = (rows[UUID(key)] for key in letter.enclosures)
    titled = ((f"Akt {number}: {title_of(row)}", row) for number, row in enumerate(ordered, 1))
    bound, damaged = as_far_as_readable(titled, content_of, letter.dated)
    if damaged:
        _tell(letter, damaged)
    return bind(pdf, bound)


def _tell(letter: Letter, damaged: list[str]) -> None:
    """Somebody must find the papers and send them. Told once, however often the bundle is made."""
    complaint = Complaint.objects.get(bundle=letter)
    outcome = run("record_damaged_papers", Actor.clock(), {"complaint": complaint.no, "papers": damaged}, case=letter.case)
    if not outcome.done and outcome.kind is not OutcomeKind.INVALID:  # invalid: it was told before
        raise TryAgain(f"de akter, der ikke kan læses, kunne ikke skrives på sagen: {outcome.kind}")
