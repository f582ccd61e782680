"""Teams and their meetings, the form on which a case is put before one, what came of it, and who goes on with it."""

from rehab_team.models.coordinator import Coordinator
from rehab_team.models.form import Proposal, Recommendation, lines
from rehab_team.models.item import Absence, Ballot, MeetingItem, Outcome, Presence
from rehab_team.models.onward import HandOver, Receiver
from rehab_team.models.team import Field, Meeting, Membership, Team

__all__ = [
    "Absence",
    "Ballot",
    "Coordinator",
    "Field",
    "HandOver",
    "Meeting",
    "MeetingItem",
    "Membership",
    "Outcome",
    "Presence",
    "Proposal",
    "Receiver",
    "Recommendation",
    "Team",
    "lines",
]
