"""Letters: what they must contain, their snapshots, and how they become paper (DESIGN section 7).

Every floor declares its letters in its own `letters.py`; importing them registers them. The first floor's own letters
are registered here. `cases.letters.render` makes HTML, plain text and PDF of a letter.
"""

from cases.letters import access, deadline_notice, endings, present_basis, receipt, reminder, second_application, withdrawal
from cases.letters.letter import Letter, UnknownLetterError, from_snapshot, get, letter, registered
from cases.letters.parts import AppealGuidance, Envelope, Explained, Fact, Helper, Section
from cases.letters.piece import Missing, must, piece
from cases.letters.snapshot import SnapshotError

__all__ = [
    "AppealGuidance",
    "Envelope",
    "Explained",
    "Fact",
    "Helper",
    "Letter",
    "Missing",
    "Section",
    "SnapshotError",
    "UnknownLetterError",
    "access",
    "deadline_notice",
    "endings",
    "from_snapshot",
    "get",
    "letter",
    "must",
    "piece",
    "present_basis",
    "receipt",
    "registered",
    "reminder",
    "second_application",
    "withdrawal",
]
