"""What is done to a case as such; each file is one idea. Other floors take what they share from here."""

from cases.actions import (
    access,
    arrival,
    casefile,
    closing,
    cover,
    departures,
    endings,
    law,
    letters,
    notice,
    papers,
    practice,
    present_basis,
    representation,
    way,
)
from cases.actions.common import BY_CLOCK, CASEWORK, LAPSES, LEADS
from cases.actions.letters import issue_letter

__all__ = [
    "BY_CLOCK",
    "CASEWORK",
    "LAPSES",
    "LEADS",
    "access",
    "arrival",
    "casefile",
    "closing",
    "cover",
    "departures",
    "endings",
    "issue_letter",
    "law",
    "letters",
    "notice",
    "papers",
    "practice",
    "present_basis",
    "representation",
    "way",
]
