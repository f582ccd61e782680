"""What is done around the team: the form, the agenda, the votes, the answer; and what lapses when a case goes back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import STAFF, Relation
from cases.action import Act, Action, Refused, Stale, Target
from cases.actions import CASEWORK, LAPSES
from cases.models import Case, Conflict, Document, Role, User
from cases.road import BEING_CLARIFIED
from flexcase.base import clock
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from rehab_team import agenda, prefill
from rehab_team.facts import TeamFacts
from rehab_team.inputs import (
    MeetingInput,
    OutcomeInput,
    PostponeInput,
    RecommendationInput,
    ScheduleInput,
    SubmitInput,
    VoteInput,
)
from rehab_team.models import Meeting, MeetingItem, Presence, Proposal, Recommendation, Team
from rehab_team.sheets import form_sheet, minutes_sheet
from rehab_team.voting import Tally, disagreement, tally, too_few

VOTERS = frozenset({Role.TEAM_MEMBER, Role.TEAM_CHAIR, Role.HEALTH_COORDINATOR})
MINUTE_TAKERS = CASEWORK | {Role.TEAM_CHAIR}
STAFF_AND_TEAM = STAFF | {Relation.TEAM}


def _listed(dossier: Dossier) -> bool:
    """Whether the case waits on an agenda."""
    return dossier.of(TeamFacts).listed is not None


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


class WriteRecommendation(Action):
    """Writes the form on which the case is put before the team (D-09)."""

    label = "Udfyld skema til teamet"
    help = "Du kan gemme skemaet, før det er færdigt."
    inputs = RecommendationInput
    roles = CASEWORK
    when = (*BEING_CLARIFIED, "hearing", "team")
    part = Part.TEAM
    event = "recommendation_written"
    icon, rank = "assignment", 24

    def label_for(self, case: Case) -> str:
        return f"Udfyld {case.regime.labels['recommendation_form']}"

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return prefill.form(case)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        row = agenda.current_form(act.case)
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
        return {"recommendation": row.no, "version": row.version, "proposal": row.proposal}

    def _compare(self, row: Recommendation, given: Mapping[str, Any]) -> None:
        """Raises Stale when another has written meanwhile, Refused when the votes concern another proposal."""
        if given["version"] not in (None, row.version):
            theirs = {name: getattr(row, name) for name in Recommendation.TEXTS}
            raise Stale({"proposal": row.proposal, **theirs, "version": str(row.version)})
        voted = Presence.objects.filter(item__case=row.case, item__state="listed").exclude(vote="")
        if given["proposal"] != row.proposal and voted.exists():
            raise Refused("Der er stemt om forslaget. Udsæt sagen, hvis forslaget skal ændres.", "proposal")


class SubmitToTeam(Action):
    """Puts the case before the team; on an agenda at once when a meeting is chosen."""

    label = "Forelæg sagen for teamet"
    effects = ("Skemaet lægges på sagen, som det er nu.", "Vælger du et møde, får borgeren en invitation.")
    inputs = SubmitInput
    roles = CASEWORK
    moves = ("submit_to_team",)
    part = Part.TEAM
    event = "submitted_to_team"
    icon, rank = "groups", 26

    def label_for(self, case: Case) -> str:
        return f"Forelæg sagen for {case.regime.labels['team_definite']}"

    def outcome(self, dossier: Dossier, given: Mapping[str, Any]) -> str | None:
        form = dossier.of(TeamFacts).form
        return form.proposal if form else None

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"meeting": agenda.meeting_choices(case, clock.today())}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        facts: dict[str, FactValue] = {}
        if form := agenda.current_form(act.case):
            title, sheet = form_sheet(form, act.case.regime)
            document = act.document(Document.Kind.OTHER, title, dated=act.day, sheet=sheet, health=True, source=form)
            facts |= {"proposal": form.proposal, "document": document.no}
        if given["meeting"]:
            facts |= agenda.scheduled_facts(agenda.put_on_agenda(act, given["meeting"]))
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
    icon, rank = "calendar-month", 22

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return not _listed(dossier)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"meeting": agenda.meeting_choices(case, clock.today())}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        return agenda.scheduled_facts(agenda.put_on_agenda(act, given["meeting"]))


class CastVote(Action):
    """A member votes on the proposal. The vote may be changed until the team has answered."""

    label = "Stem"
    inputs = VoteInput
    roles = VOTERS
    relations = frozenset({Relation.TEAM})
    when = ("team",)
    part = Part.TEAM
    event = "vote_cast"
    icon, rank = "how-to-reg", 20

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return _listed(dossier)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = agenda.item_before_team(act, given["item"])
        member = item.meeting.members().filter(user=act.user).first() if item else None
        if item is None or member is None:
            raise Refused("Sagen er ikke på dit teams dagsorden nu. Genindlæs siden.")
        row = Presence.objects.filter(item=item, member=member).first() or Presence(item=item, member=member)
        row.vote, row.dissent = given["value"], given["dissent"]
        row.save()
        return {"item": item.no, "member": member.pk, "value": row.vote}


class RecordTeamOutcome(Action):
    """Records what the team came to: its recommendation, or its decision where the regime lets it decide."""

    label = "Registrér teamets svar"
    effects = ("Mødets referat lægges på sagen.", "Sagsbehandleren får besked.")
    inputs = OutcomeInput
    roles = MINUTE_TAKERS
    relations = STAFF_AND_TEAM
    when = ("team",)
    part = Part.TEAM
    event = "team_outcome_recorded"
    icon, rank = "how-to-reg", 21

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return _listed(dossier) or dossier.of(TeamFacts).outcome is None

    def label_for(self, case: Case) -> str:
        labels = case.regime.labels
        return f"Registrér {labels['team_definite']}s {labels['team_outcome_noun']}"

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return prefill.outcome(case)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"present": prefill.member_choices(case)}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = agenda.item_before_team(act, given["item"]) or agenda.unplanned_item(act)
        if act.day < item.meeting.day:
            raise Refused(f"Mødet er først {item.meeting.day:%d.%m.%Y}.", "happened_on")
        if not given["citizen_present"] and not given["why_absent"]:
            raise Refused("Skriv, hvorfor borgeren ikke var med til mødet.", "why_absent")
        votes = self._count(act, item, given)
        self._write(item, given)
        item.concluded_on = act.day
        item.save()
        act.take(item, "conclude")
        agenda.close_when_done(item.meeting, act.day)
        self._put_minutes(act, item)
        act.notify(act.case.caseworker, self.event, f"Teamet har svaret i sag {act.case.number}.")
        return {
            "item": item.no,
            "meeting_on": item.meeting.day,
            "outcome": item.outcome,
            "second": item.second,
            "for": votes.favour,
            "against": votes.against,
            "abstain": votes.abstain,
            "present": votes.present,
        }

    def _count(self, act: Act, item: MeetingItem, given: Mapping[str, Any]) -> Tally:
        """The votes with those who were present besides. Raises Refused when the team cannot answer so."""
        members = list(item.meeting.members())
        seats = {member.user.username: member for member in members}
        for name in given["present"]:
            if name not in seats:
                raise Refused(f"{name} var ikke medlem af teamet den dag.", "present")
            Presence.objects.get_or_create(item=item, member=seats[name])
        conflicted = Conflict.objects.filter(case=act.case).values_list("user_id", flat=True)
        votes = tally(item.meeting.team.quorum, members, item.presences.all(), conflicted)
        if sentence := too_few(votes):
            raise Refused(sentence, "present")
        form = agenda.current_form(act.case)
        proposal = form.proposal if form else Proposal.GRANT.value
        by_chair = any(member.is_chair and member.user_id == act.user.pk for member in members)
        if sentence := disagreement(votes, proposal, given["outcome"], by_chair=by_chair):
            raise Refused(sentence, "outcome")
        return votes

    def _write(self, item: MeetingItem, given: Mapping[str, Any]) -> None:
        item.outcome, item.citizen_present = given["outcome"], given["citizen_present"]
        for name in (*MeetingItem.CONSIDERATIONS, "job_goal", "dissent", "why_absent"):
            setattr(item, name, given[name])
        item.needs = "\n".join(given["needs"])

    def _put_minutes(self, act: Act, item: MeetingItem) -> None:
        title, sheet = minutes_sheet(item, act.case.regime)
        act.document(
            Document.Kind.OTHER,
            title,
            dated=act.day,
            sheet=sheet,
            health=True,
            known_to_citizen=bool(item.citizen_present),
            source=item,
        )


class PostponeCase(Action):
    """Takes the case off the agenda, with a reason. It is still before the team."""

    label = "Udsæt sagen"
    effects = ("Sagen tages af dagsordenen.", "Sagsbehandleren får besked og taler med borgeren om et nyt møde.")
    inputs = PostponeInput
    roles = MINUTE_TAKERS
    relations = STAFF_AND_TEAM
    when = ("team",)
    part = Part.TEAM
    event = "team_case_postponed"
    icon, rank = "time", 46

    def offered(self, case: Case, dossier: Dossier) -> bool:
        return _listed(dossier)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = agenda.item_before_team(act, given["item"])
        if item is None:
            raise Refused("Sagen er ikke på en dagsorden nu.")
        act.take(item, "postpone")
        agenda.close_when_done(item.meeting, act.now.date())
        act.note("Begrundelse for at udsætte sagen i teamet", given["reason"])
        act.notify(act.case.caseworker, self.event, f"Sag {act.case.number} er taget af teamets dagsorden.")
        return {"item": item.no, "meeting_on": item.meeting.day}


def lapse(act: Act, to: str) -> None:
    """What becomes void when the case leaves the team: places on agendas, and on the way back also answer and form."""
    back = to in {"profile", "hearing"}
    if not back and to != "withdrawn":
        return
    void = ("listed", "concluded") if back else ("listed",)
    for item in MeetingItem.objects.filter(case=act.case, state__in=void).select_related("meeting").order_by("no"):
        waiting = item.state == "listed"
        act.take(item, "lapse")
        if waiting:
            agenda.close_when_done(item.meeting, act.now.date())
    if back and (form := agenda.current_form(act.case)):
        form.lapsed_on = act.day
        form.save(update_fields=["lapsed_on"])


LAPSES.append(lapse)
