"""To whom a letter goes that was ordered before it is rendered: the address and the mandate of the day it becomes paper.

Between the order and the rendering somebody may have moved, got an address protection, or given a mandate (P-18). What is
not rendered yet follows. What is rendered is bytes, and an approver may have approved them: those are never changed behind
the approver's back. Then the letter is made anew, and approved anew: a decision by »Sæt dagens dato på brevet«, a
genvurdering by taking it up again; the actions that let such a letter out refuse it while another leads the case.
"""

from __future__ import annotations

from dataclasses import replace

from cases.letters import wording
from cases.letters.letter import Letter as LetterContent
from cases.letters.letter import from_snapshot
from cases.models import Letter

#: What the envelope says of the one who gets the letter. Who writes it and when stays as it was ordered.
ADDRESSEE = ("recipient", "recipient_lines", "delivery", "on_behalf_of")


def addressed_anew(letter: Letter) -> LetterContent | None:
    """The letter to whom it belongs today; None when that is to whom it is written, or when it is not to the citizen."""
    if letter.recipient != Letter.Recipient.CITIZEN:
        return None
    content = from_snapshot(letter.kind, letter.version, letter.snapshot)
    today = wording.envelope(letter.case, letter.dated)
    envelope = replace(content.envelope, **{name: getattr(today, name) for name in ADDRESSEE})
    return None if envelope == content.envelope else replace(content, envelope=envelope)
