"""Where the team's papers use the skånehensyn: the form that puts the case before it, and its answer."""

from __future__ import annotations

from collections.abc import Iterator

from flexcase.law.rule import Part
from rehab_team.models import Recommendation, lines
from rehab_team.sources import team_view
from resourceprofile.usage import Known, Use, uses


@uses
def form(known: Known) -> Iterator[tuple[str, Use]]:
    """The form, as it stands."""
    row = Recommendation.current_of(known.case)
    if row is not None:
        where = known.case.regime.labels["recommendation_form"].capitalize()
        yield from known.needs_in(lines(row.needs), where, known.tab("team"), Part.TEAM)


@uses
def answer(known: Known) -> Iterator[tuple[str, Use]]:
    """The newest answer that has not lapsed."""
    view = team_view(known.case)
    if view is not None:
        yield from known.needs_in(view.needs, f"Svaret fra {view.name}", known.tab("team"), Part.TEAM)
