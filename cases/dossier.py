"""The dossier: what rules may know of some cases, one query a floor however many the cases are."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from cases.models import Case
from flexcase.base import clock
from flexcase.law.rule import Dossier

Loader = Callable[[Sequence[UUID]], Mapping[UUID, object]]
_floors: dict[type, Loader] = {}


def floor(kind: type) -> Callable[[Loader], Loader]:
    """Register the set-wise loader of one floor's facts."""

    def register(loader: Loader) -> Loader:
        _floors[kind] = loader
        return loader

    return register


def load(cases: Iterable[Case], today: date | None = None) -> dict[UUID, Dossier]:
    """The dossiers of some cases: as many queries as there are floors."""
    wanted = {case.pk: case for case in cases}
    found = {kind: loader(list(wanted)) for kind, loader in _floors.items()}
    day = today or clock.today()
    return {
        pk: Dossier(
            case=case.number,
            today=day,
            regime=case.regime,
            facts={kind: by_case[pk] for kind, by_case in found.items()},
        )
        for pk, case in wanted.items()
    }


def dossier_of(
    case: Case, today: date | None = None, given: Mapping[str, Any] | None = None, recorded_on: date | None = None
) -> Dossier:
    """One case's dossier, with what is being put in and the day on which it is written down."""
    from dataclasses import replace

    return replace(load([case], today)[case.pk], given=dict(given or {}), recorded_on=recorded_on)
