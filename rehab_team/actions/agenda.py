"""Meetings are planned, and cases are put before the team, on an agenda and off it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.act import Act, Refused
from cases.action import Action, Target
from cases.actions import CASEWORK
from cases.models import Case, Document, Role
from flexcase.base import clock
from flexcase.law.event import FactValue
from flexcase.law.regime import Mandate
from flexcase.law.rule import Dossier, Part
from rehab_team import prefill
from rehab_team.actions.common import MINUTE_TAKERS, STAFF_AND_TEAM, is_listed
from rehab_team.actions.places import close_when_done, item_before_team, put_on_agenda, scheduled_facts
from rehab_team.facts import TeamFacts
from rehab_team.inputs import MeetingInput, PostponeInput, ScheduleInput, SubmitInput
from rehab_team.models import Meeting, Recommendation, Team
from rehab_team.outcomes import LEADS_TO
from rehab_team.sheets import form_sheet
from rehab_team.writing import postponement


class PlanMeeting(Action):
    """Plans a meeting of a team."""

    label = "Planlæg møde"
    inputs = MeetingInput
    target = Target.HOUSE
    roles = frozenset({Role.TEAM_LEADER, Role.TEAM_CHAIR})
    part = Part.TEAM
    rank = 0

    def perform(self, act: Act, given: Mapping[str, Any]) -> None:
        if given["day"] < act.day:
            raise Refused("Dagen er gået. Skriv en dag fra og med i dag.", "day")
        team = self._team(act, given["team"])
        columns = {name: given[name] for name in ("day", "starts", "minutes", "place", "online")}
        if Meeting.objects.filter(team=team, day=given["day"], starts=given["starts"]).exists():
            raise Refused("Teamet har allerede et møde på det tidspunkt.", "starts")
        act.created = Meeting.objects.create(team=team, **columns).pk

    def _team(self, act: Act, name: str) -> Team:
        teams = Team.objects.planned_by(act.user, act.day)
        found = list(teams.filter(name=name) if name else teams)
        if not found:
            raise Refused("Du kan kun planlægge møder for dit eget team.", "team")
        if len(found) > 1:
            raise Refused("Vælg, hvilket team mødet er for.", "team")
        # Locked, so that two do not plan the same meeting at once.
        return Team.objects.select_for_update(of=("self",), no_key=True).get(pk=found[0].pk)


class SubmitToTeam(Action):
    """Puts the case before the team; on an agenda at once when a meeting is chosen."""

    label = "Forelæg sagen for teamet"
    effects = ("Skemaet lægges på sagen, som det er nu.", "Vælger du et møde, får borgeren en invitation.")
    inputs = SubmitInput
    roles = CASEWORK
    moves = ("submit_to_team",)
    part = Part.TEAM
    event = "submitted_to_team"
    icon, rank = "groups", 29

    def label_for(self, case: Case) -> str:
        return f"Forelæg sagen for {case.regime.labels['team_definite']}"

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return dossier.regime.mandate is not Mandate.NONE

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        form = dossier.of(TeamFacts).form
        return LEADS_TO[form.proposal].decision if form else None

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"meeting": prefill.meeting_choices(case, clock.today())}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        if act.case.regime.mandate is Mandate.NONE:
            raise Refused("Efter reglerne på sagen forelægges den ikke et team. Afgør den uden team.")
        facts: dict[str, FactValue] = {}
        if form := Recommendation.current_of(act.case):
            title, sheet = form_sheet(form, act.case.regime)
            document = act.document(Document.Kind.OTHER, title, dated=act.day, sheet=sheet, health=True, source=form)
            facts |= {"proposal": form.proposal, "document": document.no}
        if given["meeting"]:
            facts |= scheduled_facts(put_on_agenda(act, given["meeting"]))
        return facts


class ScheduleCase(Action):
    """Puts a case that is before the team on a meeting's agenda."""

    label = "Sæt på dagsorden"
    effects = (
        "Borgeren får en invitation til mødet.",
        "Teamets medlemmer får besked og kan læse sagen fra 14 dage før mødet.",
    )
    inputs = ScheduleInput
    roles = CASEWORK
    when = ("team",)
    part = Part.TEAM
    event = "case_scheduled"
    bulk, bulk_rank = "Sæt på dagsorden", 30
    icon, rank = "calendar-month", 22

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return not is_listed(dossier)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"meeting": prefill.meeting_choices(case, clock.today())}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        return scheduled_facts(put_on_agenda(act, given["meeting"]))


class PostponeCase(Action):
    """Takes the case off the agenda, with a reason. It is still before the team."""

    label = "Udsæt sagen"
    effects = ("Sagen tages af dagsordenen.", "Borgeren får et brev om, at mødet er udsat.", "Sagsbehandleren får besked.")
    inputs = PostponeInput
    to_citizen = ("to_citizen",)
    roles = MINUTE_TAKERS
    relations = STAFF_AND_TEAM
    when = ("team",)
    part = Part.TEAM
    event = "team_case_postponed"
    icon, rank = "time", 46

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return is_listed(dossier)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = item_before_team(act, given["item"])
        if item is None:
            raise Refused("Sagen er ikke på en dagsorden nu.")
        act.take(item, "postpone")
        close_when_done(item.meeting, act.now.date())
        act.note("Begrundelse for at udsætte sagen i teamet", given["reason"])
        act.letter(postponement(act.case, item.meeting, given["to_citizen"], act.day))
        act.notify(act.case.caseworker, self.event, f"Sag {act.case.number} er taget af teamets dagsorden.")
        return {"item": item.no, "meeting_on": item.meeting.day}
