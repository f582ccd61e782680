"""Who acts as the party: the citizen, or the partsrepræsentant whose mandate covers the whole case (P-18)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.models import Case, Letter, Representative
from flexcase.base import clock


def leader_of(case: Case) -> Representative | None:
    """Who leads the case for the citizen today and gets the letters; None when the citizen does."""
    holding = Representative.objects.filter(Representative.holding(clock.today()), case=case)
    return holding.filter(covers=Representative.Covers.WHOLE_CASE).select_related("case__key").first()


def channel_to(case: Case, leader: Representative | None) -> str:
    """How the one who is written to gets letters: Digital Post, unless exempt."""
    return "digital_post" if (leader or case.citizen).digital_post else "paper"


def channel_of(letter: Letter) -> str:
    """By which channel a letter goes to the one to whom it is addressed."""
    return channel_to(letter.case, letter.representative)


def speaking(act: Act, given: Mapping[str, Any]) -> int | None:
    """The number of the representative who spoke in the citizen's place; None when the citizen did. Raises Refused."""
    if not given.get("by_representative"):
        return None
    leader = leader_of(act.case)
    if leader is None:
        raise Refused("Ingen partsrepræsentant har fuldmagt til hele sagen. Registrér fuldmagten først.", "by_representative")
    return leader.no
