"""Letters of the team's floor: to the meeting, when it is postponed, after it, and about førtidspension."""

from datetime import date, time
from typing import ClassVar

from cases.letters import Helper, Letter, Section, letter, must, piece


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


@letter
class MeetingPostponed(Letter):
    """Tells the citizen that the meeting is put off. Like the invitation it is no decision (V-11)."""

    kind: ClassVar[str] = "meeting_postponed"
    title: ClassVar[str] = "Mødet er udsat"

    team_name: str = must("Teamets navn", rule="D-10")
    day: date | None = must("Mødets dag", rule="D-10")
    starts: time | None = must("Mødets tidspunkt", rule="D-10")
    why: str = ""
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return f"Dit møde i {self.team_name} er udsat"


@letter
class TeamMinutes(Letter):
    """The citizen's copy of the minutes (D-10): what the team came to, who was there, and what it gave weight to.

    `answer` is one sentence; `parts` are the minutes as they lie on the case. It carries no klagevejledning: a
    recommendation is no decision, and where the team decides, the decision has a letter of its own.
    """

    kind: ClassVar[str] = "team_minutes"
    title: ClassVar[str] = "Referat af møde"

    team_name: str = must("Teamets navn", rule="D-10")
    met_on: date | None = must("Mødets dag", rule="D-10")
    answer: str = must("Hvad teamet kom frem til", rule="D-10")
    mandate: str = must("Hvad teamet kan", rule="D-10")
    parts: tuple[Section, ...] = must("Referatet", rule="D-10")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return f"Referat af dit møde i {self.team_name}"


@letter
class PensionNotice(Letter):
    """That kommunen opens a case on førtidspension (E-15), why, and that one may always apply oneself.

    It is no decision on a pension. That none is opened is a decision with klagevejledning (decisions/letters/pension.py);
    letters of earlier days said that here too, with `opens` false. `reasons` is written to the citizen.
    """

    kind: ClassVar[str] = "pension_notice"
    title: ClassVar[str] = "Om førtidspension"

    opens: bool
    reasons: str = must("Hvorfor", rule="E-15")
    papers: tuple[str, ...] = ()
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    own_application: str = must("Ret til selv at søge", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi begynder en sag om førtidspension" if self.opens else "Vi begynder ikke en sag om førtidspension"
