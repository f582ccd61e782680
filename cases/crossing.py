"""Cases that cross from one law into another: what the new law demands of them that the old one did not."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db.models import QuerySet

from cases.dossier import load
from cases.facts import CaseFacts
from cases.models import Case
from cases.road import AHEAD, STEPS, UNDER_WAY
from cases.whichlaw import law_for
from flexcase.base import clock
from flexcase.law.regime import Regime, regimes
from flexcase.law.rule import Dossier, Finding, book

#: Cases that are looked at together: as many queries as there are floors for each lot.
LOT = 200


@dataclass(frozen=True)
class Crossing:
    """A running case, and the demands of the law that it crosses into."""

    case: Case
    demands: tuple[Finding, ...]


def demands(dossier: Dossier, to: Regime) -> tuple[Finding, ...]:
    """What another law finds on the case's way to a decision that its own law does not find, or finds milder."""
    before = {(finding.fingerprint, finding.effect) for finding in _ahead(dossier)}
    after = _ahead(replace(dossier, regime=to))
    found = {(f.rule, f.subject): f for f in after if (f.fingerprint, f.effect) not in before}
    return tuple(sorted(found.values(), key=lambda finding: (finding.effect.rank, finding.rule)))


def _ahead(dossier: Dossier) -> Iterator[Finding]:
    """The findings before every step from here to the decision, whatever its outcome."""
    state = dossier.of(CaseFacts).state
    steps = [step for step in STEPS if step in UNDER_WAY]
    left = steps[steps.index(state) :] if state in steps else []
    for action in dict.fromkeys(AHEAD[step] for step in left):
        yield from book.findings(dossier, action)


def coming(today: date) -> Regime:
    """The law whose crossings are of interest: the next that is known to begin, or else the one that holds."""
    return regimes().after(today) or regimes().on(today)


def candidates(cases: QuerySet[Case], to: Regime) -> QuerySet[Case]:
    """Running cases that follow another law; those whose law somebody chose by hand stay with it."""
    return cases.filter(state__in=UNDER_WAY, regime_chosen_on=None).exclude(regime_name=to.name).order_by("number")


def crossings(cases: Sequence[Case], to: Regime) -> list[Crossing]:
    """Those of the cases that cross into a law, with its demands: as many queries as there are floors."""
    day = max(clock.today(), to.begins)
    found = load(cases, day)
    return [
        Crossing(case, demands(found[case.pk], to))
        for case in cases
        if law_for(found[case.pk].of(CaseFacts), day).name == to.name
    ]


def report(cases: QuerySet[Case], to: Regime) -> Iterator[Crossing]:
    """All crossings among the cases, lot by lot."""
    for lot in _lots(candidates(cases, to).select_related("citizen", "unit", "caseworker").iterator(chunk_size=LOT)):
        yield from crossings(lot, to)


def _lots(cases: Iterable[Case]) -> Iterator[list[Case]]:
    lot: list[Case] = []
    for case in cases:
        lot.append(case)
        if len(lot) == LOT:
            yield lot
            lot = []
    if lot:
        yield lot
