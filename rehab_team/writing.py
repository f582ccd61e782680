"""What this floor writes to the citizen: the invitation, a postponement, a copy of the minutes, and about førtidspension."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from cases.letters import Section, wording
from cases.models import Case
from flexcase.law.regime import Mandate, Regime
from rehab_team.letters import MeetingInvitation, MeetingPostponed, Participant, PensionNotice, TeamMinutes
from rehab_team.models import Meeting, MeetingItem
from rehab_team.outcomes import answered
from rehab_team.sheets import minutes_sheet
from resourceprofile.models import PensionConsideration

PURPOSE = "Vi taler om, hvad du kan, og hvad du har brug for i et job. Vi vil gerne høre det fra dig selv."
MANDATE = {
    Mandate.RECOMMENDS: "Teamet giver et råd. Det er kommunen, der afgør din sag bagefter.",
    Mandate.DECIDES: "Det er teamet, der afgør din sag. Du får svaret i et brev.",
}


def mandate_words(regime: Regime) -> str:
    """Whether the team decides, in the citizen's words. A team that the law does not know can only give advice."""
    return MANDATE.get(regime.mandate, MANDATE[Mandate.RECOMMENDS])


def invitation(case: Case, meeting: Meeting, day: date) -> MeetingInvitation:
    """The letter (D-10). It carries no klagevejledning: the scheduling is no decision (V-11)."""
    regime = case.regime
    people = [Participant(name=str(case.caseworker), role="Din sagsbehandler")] if case.caseworker else []
    people += [Participant(name=str(member.user), role=member.role) for member in meeting.members()]
    return MeetingInvitation(
        envelope=wording.envelope(case, day),
        team_name=regime.labels["team_definite"],
        day=meeting.day,
        starts=meeting.starts,
        minutes=meeting.minutes,
        place=meeting.place,
        online=meeting.online,
        purpose=PURPOSE,
        mandate=mandate_words(regime),
        rights=regime.texts["meeting_invitation_rights"].strip(),
        participants=tuple(people),
        papers=tuple(document.title for document in case.documents.select_related("case__key")),
        who_can_help=wording.helpers(regime),
    )


def postponement(case: Case, meeting: Meeting, why: str, day: date) -> MeetingPostponed:
    """The letter when the case is taken off the agenda."""
    return MeetingPostponed(
        envelope=wording.envelope(case, day),
        team_name=case.regime.labels["team_definite"],
        day=meeting.day,
        starts=meeting.starts,
        why=why,
        next_steps=case.regime.texts["meeting_postponed_next"].strip(),
        who_can_help=wording.helpers(case.regime),
    )


def minutes(item: MeetingItem, day: date) -> TeamMinutes:
    """The citizen's copy of the minutes."""
    case, regime = item.case, item.case.regime
    _, sheet = minutes_sheet(item, regime)
    return TeamMinutes(
        envelope=wording.envelope(case, day),
        team_name=regime.labels["team_definite"],
        met_on=item.meeting.day,
        answer=answered(regime.mandate, item.outcome),
        mandate=mandate_words(regime),
        parts=tuple(Section(heading=heading, text=text) for heading, text in sheet.items()),
        who_can_help=wording.helpers(regime),
    )


def pension_notice(case: Case, row: PensionConsideration, papers: Sequence[int], day: date) -> PensionNotice:
    """That a case on førtidspension is opened, with the numbers of the documents that it rests on. A no is a decision."""
    texts = case.regime.texts
    found = case.documents.filter(no__in=papers).select_related("case__key").order_by("no")
    return PensionNotice(
        envelope=wording.envelope(case, day),
        opens=True,
        reasons=row.text,
        papers=tuple(paper.title for paper in found),
        next_steps=texts["pension_opened"].strip(),
        own_application=texts["pension_own_application"].strip(),
        who_can_help=wording.helpers(case.regime),
    )
