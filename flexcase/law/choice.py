"""Which law a case follows: chosen by the anchor's day, by a transitional rule, or by hand with a written reason."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flexcase.law.regime import Anchor, Happening, Regime, regimes

__all__ = ["Anchor", "AnchorDays", "regime_for"]


@dataclass(frozen=True)
class AnchorDays:
    """The days of a case that choose a law, and the name of the law that somebody chose by hand (empty: nobody).

    ``decided_on`` is the day of decision, or today while there is none.
    """

    decided_on: date
    applied_on: date | None = None
    before_team_on: date | None = None
    employed_on: date | None = None
    course_began_on: date | None = None
    chosen: str = ""

    def of(self, anchor: Anchor) -> date:
        """The day that an anchor asks for. Raises LookupError when the case does not have it yet."""
        day = {
            Anchor.DECISION: self.decided_on,
            Anchor.EMPLOYMENT: self.employed_on,
            Anchor.RESOURCE_COURSE: self.course_began_on,
        }[anchor]
        if day is None:
            raise LookupError(f"the case has no day of {anchor}")
        return day

    def when(self, happened: Happening) -> date | None:
        """When something happened, or None."""
        return {Happening.APPLIED: self.applied_on, Happening.BEFORE_TEAM: self.before_team_on}[happened]


def regime_for(days: AnchorDays, anchor: Anchor) -> Regime:
    """The law for one anchor. Raises UnknownRegime before the first law, LookupError without the anchor's day.

    Rules of decision follow the day of decision, the subsidy the day of employment, a ressourceforløb its first day. A
    manual choice concerns the decision only.
    """
    if anchor is Anchor.DECISION and days.chosen:
        return regimes().named(days.chosen)
    day = days.of(anchor)
    law = regimes().on(day)
    while _keeps_to_the_law_before(law, days, anchor, day):
        law = regimes().named(law.lineage[1])
    return law


def _keeps_to_the_law_before(law: Regime, days: AnchorDays, anchor: Anchor, day: date) -> bool:
    for rule in law.transitional(anchor):
        happened = days.when(rule.happened)
        if happened is not None and happened < law.begins and (rule.until is None or day <= rule.until):
            return True
    return False
