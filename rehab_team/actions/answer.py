"""The team votes, and what it came to is recorded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cases.access import Relation
from cases.act import Act, Refused
from cases.action import Action
from cases.models import Case, Conflict, Document, User
from flexcase.law.event import FactValue
from flexcase.law.rule import Dossier, Part
from rehab_team import prefill
from rehab_team.actions.common import MINUTE_TAKERS, STAFF_AND_TEAM, VOTERS, is_listed
from rehab_team.actions.places import close_when_done, item_before_team, unplanned_item
from rehab_team.facts import TeamFacts
from rehab_team.inputs import OutcomeInput, VoteInput
from rehab_team.models import MeetingItem, Outcome, Presence, Proposal, Recommendation
from rehab_team.outcomes import open_to, outdated
from rehab_team.sheets import minutes_sheet
from rehab_team.voting import Tally, disagreement, tally, too_few
from rehab_team.writing import minutes


def answers_open_to(case: Case) -> list[tuple[str, str]]:
    """The answers that the case's law knows, with an empty one first."""
    return [("", "Vælg …"), *((value, label) for value, label in Outcome.choices if open_to(case.regime, value))]


def _explained(given: Mapping[str, Any]) -> None:
    """Raises Refused when the citizen was not there and nobody says why (D-10)."""
    if given["citizen_present"]:
        return
    if not given["absence"]:
        raise Refused("Vælg, hvorfor borgeren ikke var med til mødet.", "absence")
    if not given["why_absent"]:
        raise Refused("Skriv, hvorfor borgeren ikke var med til mødet.", "why_absent")


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
        return is_listed(dossier)

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = item_before_team(act, given["item"])
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
    effects = ("Mødets referat lægges på sagen.", "Borgeren får en kopi af referatet.", "Sagsbehandleren får besked.")
    inputs = OutcomeInput
    to_citizen = ("employment", "social", "health", "clarified", "development")
    roles = MINUTE_TAKERS
    relations = STAFF_AND_TEAM
    when = ("team",)
    part = Part.TEAM
    event = "team_outcome_recorded"
    icon, rank = "how-to-reg", 21

    def offered(self, case: Case, dossier: Dossier) -> bool:
        answer = dossier.of(TeamFacts).outcome
        return is_listed(dossier) or answer is None or outdated(answer.meeting_on, dossier.regime)

    def label_for(self, case: Case) -> str:
        labels = case.regime.labels
        return f"Registrér {labels['team_definite']}s {labels['team_outcome_noun']}"

    def initial(self, case: Case, user: User) -> dict[str, Any]:
        return prefill.outcome(case)

    def choices(self, case: Case) -> dict[str, list[tuple[str, str]]]:
        return {"present": prefill.member_choices(case), "outcome": answers_open_to(case)}

    def perform(self, act: Act, given: Mapping[str, Any]) -> Mapping[str, FactValue]:
        item = item_before_team(act, given["item"]) or unplanned_item(act)
        if act.day < item.meeting.day:
            raise Refused(f"Mødet er først {item.meeting.day:%d.%m.%Y}.", "happened_on")
        _explained(given)
        votes = self._count(act, item, given)
        self._write(item, given)
        item.concluded_on = act.day
        item.save()
        act.take(item, "conclude")
        close_when_done(item.meeting, act.day)
        self._put_minutes(act, item)
        act.letter(minutes(item, act.day))
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
        form = Recommendation.current_of(act.case)
        proposal = form.proposal if form else Proposal.GRANT.value
        by_chair = any(member.is_chair and member.user_id == act.user.pk for member in members)
        if sentence := disagreement(votes, proposal, given["outcome"], by_chair=by_chair):
            raise Refused(sentence, "outcome")
        return votes

    def _write(self, item: MeetingItem, given: Mapping[str, Any]) -> None:
        for name in ("outcome", "very_limited", "citizen_present", "companion_present"):
            setattr(item, name, given[name])
        item.absence = "" if given["citizen_present"] else given["absence"]
        item.why_absent = "" if given["citizen_present"] else given["why_absent"]
        for name in (*MeetingItem.CONSIDERATIONS, *MeetingItem.ANSWERS, "dissent"):
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
            known_to_citizen=True,  # a copy of the minutes goes to the citizen
            source=item,
        )
