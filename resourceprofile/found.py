"""What this floor lets the search find: the places of work trials, by name and CVR number. Accommodations are health."""

from __future__ import annotations

from cases.models.search import FoundIn
from cases.search.sources import OF_HEALTH, Entry, found_by_words, tab
from flexcase.law.rule import Part
from resourceprofile.models import Trial

OF_HEALTH |= {"Skånehensyn"}


@found_by_words(Trial, FoundIn.EMPLOYER)
def trial_place(row: Trial) -> Entry | None:
    """Where the citizen is tried, for those who may read about trials."""
    if not row.place:
        return None
    cvr = f"CVR {row.cvr}" if row.cvr else ""
    return Entry(Part.TRIALS, row.started_on, "Arbejdsprøvning", row.place, cvr, tab("arbejdsproevning"))
