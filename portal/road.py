"""The road of a case in the citizen's words: what is done and when, where it stands, what is ahead."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases import timeline
from cases.action import Action, actions
from cases.models import Case
from cases.road import CASE_ROAD, DECIDED
from decisions.facts import DecisionFacts
from flexcase.base.templatetags.flexcase import day_month, weekday_date
from flexcase.law.event import Event
from flexcase.law.rule import Dossier
from rehab_team.facts import TeamFacts

#: The steps as a citizen sees them. Work is tried while the picture is being drawn, so the picture is finished after it.
ORDER = ("application", "trial", "profile", "hearing", "team", "decision")
#: Steps that not every case takes. One that was passed by is not shown.
OPTIONAL = frozenset({"trial", "hearing"})
ENDED = (*DECIDED, "closed")


@dataclass(frozen=True)
class Step:
    """One line of portal_steps.html."""

    label: str
    note: str
    status: str


def steps(case: Case, dossier: Dossier) -> list[Step]:
    """The road, or nothing for a case that left it (withdrawn, transferred)."""
    if case.state not in (*ORDER, *ENDED):
        return []
    left = days_left([timeline.typed(row) for row in timeline.events_of(case)])
    here = ORDER.index(case.state) if case.state in ORDER else len(ORDER)
    shown = []
    for place, state in enumerate(ORDER):
        if place < here:
            if state in left or state not in OPTIONAL:
                day = case.received_on if state == "application" else left.get(state)
                shown.append(Step(case.regime.citizen_road_done[state], day_month(day), "done"))
        elif place == here or state != "trial":
            status = "now" if place == here else "ahead"
            shown.append(Step(case.regime.citizen_road[state], _note(state, case, dossier), status))
    if case.state in ENDED:
        shown.append(Step(case.regime.citizen_road[case.state], "", "now"))
    return shown


def days_left(events: Sequence[Event]) -> dict[str, date]:
    """The day on which the case last left each state that it has been in."""
    movers = {action.event or action.name: action for action in actions() if action.moves}
    state, left = CASE_ROAD.initial, {}
    for event in events:
        if event.kind == "case_taken_over":
            state = event.text("state")
        elif event.kind in movers:
            target = _target(movers[event.kind], event, state)
            if target != state:
                left[state], state = event.happened_on, target
    return left


def _target(action: Action, event: Event, state: str) -> str:
    moves = [CASE_ROAD.move(name) for name in action.moves if CASE_ROAD.allows(name, state)]
    named = [move.target for move in moves if move.target == event.text("to")]
    return next(iter([*named, *(move.target for move in moves)]), state)


def _note(state: str, case: Case, dossier: Dossier) -> str:
    if state == "hearing" and (hearing := dossier.of(DecisionFacts).running(dossier.today)):
        return _("Nu og til %(day)s") % {"day": day_month(hearing.response_due)}
    if state == "team" and (item := dossier.of(TeamFacts).listed):
        day = weekday_date(item.meeting_on).capitalize()
        return _("%(day)s. Du kan være med og tage en med dig.") % {"day": day}
    if state == "decision":
        if case.expected_decision_on < dossier.today:
            return _("Det tager længere tid, end vi regnede med. Ring til os, hvis du vil vide hvorfor.")
        return _("Vi regner med senest %(day)s") % {"day": day_month(case.expected_decision_on)}
    return ""
