"""The form on which a case is put before the team is written."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused, Stale
from cases.action import Action
from cases.actions import CASEWORK
from cases.models import Case, User
from cases.road import BEING_CLARIFIED
from flexcase.law.event import FactValue
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Part
from rehab_team import prefill
from rehab_team.inputs import RecommendationInput
from rehab_team.models import Presence, Recommendation


class WriteRecommendation(Action):
    """Writes the form on which the case is put before the team (D-09)."""

    label = "Udfyld skema til teamet"
    help = "Du kan gemme skemaet, før det er færdigt."
    inputs = RecommendationInput
    roles = CASEWORK
    when = (*BEING_CLARIFIED, "hearing", "team")
    part = Part.TEAM
    event = "recommendation_written"
    icon, rank = "assignment", 27

    def label_for(self, case: Case) -> str:
        return f"Udfyld {case.regime.labels['recommendation_form']}"

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.regime.mandate is not Mandate.NONE

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return prefill.form(case)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = Recommendation.current_of(act.case)
        if row is None:
            row = Recommendation(case=act.case, no=Recommendation.objects.filter(case=act.case).count() + 1)
        else:
            self._compare(row, given)
            row.version += 1
        row.proposal = given["proposal"]
        for name in Recommendation.TEXTS:
            setattr(row, name, "\n".join(given[name]) if isinstance(given[name], tuple) else given[name])
        row.written_by, row.written_on = act.user, act.day
        row.save()
        act.keep_version(self.name, row.version, self._words(row))
        return {"recommendation": row.no, "version": row.version, "proposal": row.proposal}

    def _words(self, row: Recommendation) -> dict[str, str]:
        return {"proposal": row.proposal, **{name: getattr(row, name) for name in Recommendation.TEXTS}}

    def _compare(self, row: Recommendation, given: Mapping[str, Any]) -> None:
        """Raises Stale when another has written meanwhile, Refused when the votes concern another proposal."""
        if given["version"] not in (None, row.version):
            raise Stale({**self._words(row), "version": str(row.version)})
        voted = Presence.objects.filter(item__case=row.case, item__state="listed").exclude(vote="")
        if given["proposal"] != row.proposal and voted.exists():
            raise Refused("Der er stemt om forslaget. Udsæt sagen, hvis forslaget skal ændres.", "proposal")
