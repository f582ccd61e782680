"""Which running cases a rule holds back: the dossiers of all are loaded at once, and the rule is asked of each."""

from __future__ import annotations

from dataclasses import dataclass

from cases import access
from cases.access import Relation
from cases.action import action
from cases.dossier import load
from cases.models import Case, User
from cases.road import AHEAD
from cases.runner import preview

#: No list is longer; the page says when it was cut.
MOST = 500


@dataclass(frozen=True)
class HeldBack:
    """The cases with what the rule says of each, and whether there were more than are looked at."""

    cases: list[tuple[Case, str]]
    looked_at: int
    cut: bool


def back_by(rule: str, user: User) -> HeldBack:
    """The user's cases, and their unit's, whose next step the rule stops or asks a reason for. One query for all."""
    running = [Relation.OWN, *([Relation.UNIT] if user.role in access.UNIT_ROLES else [])]
    cases = access.seen_as(Case.objects.filter(state__in=AHEAD), running[-1], user)
    rows = list(cases.select_related("citizen").order_by("next_due", "pk")[: MOST + 1])
    dossiers = load(rows[:MOST])
    found = []
    for case in rows[:MOST]:
        verdict = preview(action(AHEAD[case.state]), case, dossiers[case.pk])
        said = next((finding.text for finding in verdict.in_the_way if finding.rule == rule), "")
        if said:
            found.append((case, said))
    return HeldBack(found, len(rows[:MOST]), len(rows) > MOST)
