"""What this floor lets the search find: who employs in a fleksjob, by name and CVR number."""

from __future__ import annotations

from cases.models.search import FoundIn
from cases.search.sources import Entry, found_by_words, tab
from employment.models import Job
from flexcase.law.rule import Part


@found_by_words(Job, FoundIn.EMPLOYER)
def job_employer(row: Job) -> Entry | None:
    """The employer of a fleksjob, for those who may read about the decision."""
    if not row.employer:
        return None
    cvr = f"CVR {row.cvr}" if row.cvr else ""
    return Entry(Part.DECISION, row.proposed_on, "Fleksjob", row.employer, cvr, tab("fleksjob"))
