"""The whole case is taken out as one file."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import UNIT_ROLES
from cases.act import Act
from cases.action import Action
from cases.inputs import Nothing
from cases.models import CaseFile
from flexcase.law.event import FactValue


class OrderCaseFile(Action):
    """Orders the case as one PDF. A worker makes it; whoever ordered it fetches it."""

    label = "Hent hele sagen"
    effects = (
        "Sagen samles i én PDF med indhold, tidslinje og alle akter, som du har adgang til.",
        "Kun du kan hente filen. Den slettes efter to døgn.",
        "Det står på sagens tidslinje og i loggen, at du har hentet den.",
    )
    inputs = Nothing
    roles = UNIT_ROLES
    event = "case_file_ordered"
    icon, rank = "download", 59

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = CaseFile(case=act.case, ordered_by=act.user, ordered_at=act.now, expires_at=act.now + CaseFile.LASTS)
        row.save()
        act.put("case.file", row.pk)
        return {"file": row.pk}
