"""What follows when letters of this floor have been rendered, and how the hearing's papers are bound together."""

from __future__ import annotations

import pikepdf
from PIL import Image

from cases.action import Actor
from cases.models import Document, Letter
from cases.posting import bundled, when_rendered
from cases.runner import run
from decisions.bundle import Enclosed, bind
from decisions.models import Decision
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.base.outbox import TryAgain


@when_rendered("decision_grant", "decision_rejection", "decision_not_opened")
def hand_to_approver(letter: Letter) -> None:
    """The decision can be read and approved. Done twice, it is done once."""
    waiting = Decision.objects.filter(letter=letter, state="awaiting_letter").exists()
    if waiting and not (outcome := run("mark_letter_ready", Actor.clock(), {"letter": letter.pk}, case=letter.case)).done:
        raise TryAgain(f"afgørelsen kunne ikke lægges til godkendelse: {outcome.kind}")


@bundled("hearing")
def with_every_paper(letter: Letter, pdf: bytes) -> bytes:
    """The letter and its enclosures as one file: the citizen must have the documents themselves (P-08)."""
    papers = {str(paper.pk): paper for paper in Document.objects.filter(pk__in=letter.enclosures).select_related("case__key")}
    enclosed = []
    for number, key in enumerate(letter.enclosures, 1):
        paper = papers[key]
        try:
            enclosed.append(Enclosed(f"Bilag {number}: {paper.title}", paper.content(), paper.media_type))
        except (FileMissing, Unreadable) as problem:
            raise TryAgain(f"dokument {paper.no} kan ikke læses") from problem
    try:
        return bind(pdf, enclosed)
    except (pikepdf.PdfError, OSError, Image.DecompressionBombError) as problem:
        raise TryAgain(f"et bilag kan ikke læses som PDF: {problem}") from problem
