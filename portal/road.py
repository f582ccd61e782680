"""The road of a case in the citizen's words: what is done and when, where it stands, what is ahead."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from cases.models import Case
from cases.road import DECIDED
from decisions.facts import DecisionFacts
from flexcase.base.display.dates import day_month, weekday_date
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier
from rehab_team.facts import TeamFacts
from resourceprofile.facts import ProfileFacts

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
    """The road, or nothing for a case that left it (withdrawn, transferred, closed without a decision)."""
    if case.state not in (*ORDER, *ENDED) or closed_undecided(case, dossier):
        return []
    done = done_on(case, dossier)
    order = _order(case)
    here = order.index(case.state) if case.state in order else len(order)
    shown = []
    for place, state in enumerate(order):
        if place < here:
            if state in done or state not in OPTIONAL:
                shown.append(Step(case.regime.citizen_road_done[state], day_month(done.get(state)), "done"))
        elif place == here or state != "trial":
            status = "now" if place == here else "ahead"
            shown.append(Step(case.regime.citizen_road[state], _note(state, case, dossier), status))
    if case.state in ENDED:
        shown.append(Step(case.regime.citizen_road[case.state], "", "now"))
    return shown


def _order(case: Case) -> tuple[str, ...]:
    """The steps of this case: there is no meeting to wait for where no team is asked."""
    without_team = case.regime.mandate is Mandate.NONE and case.state != "team"
    return tuple(state for state in ORDER if state != "team" or not without_team)


def closed_undecided(case: Case, dossier: Dossier) -> bool:
    """Whether the case ended without a decision: it was opened by mistake."""
    return case.state == "closed" and not dossier.of(DecisionFacts).issued


def done_on(case: Case, dossier: Dossier) -> dict[str, date | None]:
    """When each step was done, of those that the case has been through."""
    profile, team, decided = dossier.of(ProfileFacts), dossier.of(TeamFacts), dossier.of(DecisionFacts)
    done: dict[str, date | None] = {"application": case.received_on}
    if profile.trials:
        done["trial"] = max((trial.ended_on for trial in profile.trials if trial.ended_on), default=None)
    if profile.current_frozen:
        done["profile"] = profile.current_frozen.frozen_on
    if decided.standing_hearings:
        hearing = decided.standing_hearings[-1]
        done["hearing"] = hearing.answered_on or hearing.response_due
    if team.outcome:
        done["team"] = team.outcome.meeting_on
    if decided.issued:
        done["decision"] = decided.issued[-1].issued_on
    return done


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
