"""Letters of the team's floor: the invitation to its meeting."""

from datetime import date, time
from typing import ClassVar

from cases.letters import Helper, Letter, letter, must, piece


@piece
class Participant:
    """Somebody who will be at the meeting."""

    name: str = must("Navn")
    role: str = must("Rolle")


@letter
class MeetingInvitation(Letter):
    """Invites the citizen to the team's meeting (D-10). No klagevejledning: the scheduling is no decision (V-11).

    `team_name` is the regime's, in the definite form: »rehabiliteringsteamet«. `mandate` says in plain words whether
    the team decides or recommends.
    """

    kind: ClassVar[str] = "meeting_invitation"
    title: ClassVar[str] = "Invitation til møde"

    team_name: str = must("Teamets navn", rule="D-10")
    day: date | None = must("Mødets dag", rule="D-10")
    starts: time | None = must("Mødets tidspunkt", rule="D-10")
    minutes: int
    place: str = must("Mødested", rule="D-10")
    online: str = ""
    purpose: str = must("Hvad mødet handler om", rule="D-10")
    mandate: str = must("Hvad teamet kan", rule="D-10")
    rights: str = must("Ret til at være med og tage en bisidder med", rule="P-18")
    participants: tuple[Participant, ...] = must("Hvem der deltager", rule="D-10")
    papers: tuple[str, ...] = ()
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return f"Kom til møde i {self.team_name}"
