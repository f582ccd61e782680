"""The citizen's invitation to the team's meeting, filled from the meeting, the members and the regime's texts."""

from __future__ import annotations

from datetime import date

from cases import wording
from cases.models import Case
from flexcase.law.regime import Mandate, Regime
from rehab_team.letters import MeetingInvitation, Participant
from rehab_team.models import Meeting

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
