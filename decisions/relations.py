"""What this floor says of things on lower floors: a paper that lay there when it was decided belongs to the case for good."""

from __future__ import annotations

from cases.actions.correcting import HELD
from cases.models import Document
from decisions.models import Decision


def decided_upon(row: Document) -> str:
    """A decision is made on everything that the case holds, so a paper that was there is part of its basis."""
    if Decision.objects.filter(case=row.case, issued_on__gte=row.received_on).exists():
        return "Der er truffet afgørelse, mens det lå på sagen, så det er en del af grundlaget. Ret det med en ny fil i stedet."
    return ""


HELD.append(decided_upon)
