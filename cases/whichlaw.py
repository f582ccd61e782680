"""Which law a case follows on a day, from its facts: by the day of decision, a transitional rule, or a choice by hand."""

from __future__ import annotations

from datetime import date

from cases.facts import CaseFacts
from flexcase.law.choice import Anchor, AnchorDays, regime_for
from flexcase.law.regime import Regime


def law_for(case: CaseFacts, day: date) -> Regime:
    """The law by which the case would be decided on a day, whatever anybody chose. Raises UnknownRegime before the first."""
    days = AnchorDays(decided_on=day, applied_on=case.received_on, before_team_on=case.before_team_on)
    return regime_for(days, Anchor.DECISION)
