"""Letters of the third floor: partshøring (D-08), grant (D-12) and rejection (D-13).

Every word that changes with the law comes in as a field, filled from the regime's texts: the names of documents and
teams, the rules paragraph, the klagevejledning.
"""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import ClassVar

from cases.letters import AppealGuidance, Explained, Fact, Helper, Letter, Missing, Section, letter, must, piece
from cases.letters.piece import is_blank
from decisions.letters.complaint import ComplaintAnswer
from flexcase.law.vocabulary import REJECTION_GROUNDS


@piece
class Enclosure:
    """A document that is enclosed; its number is its place in the list."""

    title: str = must("Dokumentets navn")
    dated: date | None = None


@piece
class WorkTested:
    """Work that has been tried: hours and intensity, and what they come to."""

    workplace: str = must("Arbejdssted")
    weeks: int
    weekly_hours: Decimal
    intensity: Decimal
    """Percent of what others manage."""

    @property
    def effective_hours(self) -> Decimal:
        """Hours times intensity: the full effort that a week's work comes to."""
        return self.weekly_hours * self.intensity / 100


@piece
class OwnWords:
    """What the citizen has said, and what we answer: remarks may not pass unheard (P-07, P-08, D-13)."""

    said: str = must("Det, borgeren har sagt")
    answer: str = must("Vores svar")


@piece
class Conflict:
    """Evidence that points both ways, and why we followed the one (D-13)."""

    text: str = must("Det, der peger i hver sin retning")
    resolution: str = must("Hvorfor vi fulgte det ene")


@piece
class TeamView:
    """What the team came to and whether it was followed (D-13, V-03). `name` is the regime's, in the definite form.

    `outcome` is whole sentences. `followed` is None where the team itself decides.
    """

    name: str = must("Teamets navn")
    met_on: date | None = must("Mødets dato")
    outcome: str = must("Teamets resultat")
    followed: bool | None = None
    why: str = ""


@letter
class Hearing(Letter):
    """D-08 partshøring: the facts of weight, the papers, how to answer and by when (P-08, P-09)."""

    kind: ClassVar[str] = "hearing"
    title: ClassVar[str] = "Partshøring"

    considering: str = must("Hvad vi overvejer at beslutte", rule="P-08")
    introduction: str = must("Hvad høringen går ud på", rule="D-08")
    facts: tuple[Fact, ...] = must("Oplysninger, vi lægger vægt på", rule="P-08")
    answer_by: date | None = must("Frist for at svare", rule="P-09")
    how_to_answer: tuple[str, ...] = must("Hvordan man svarer", rule="D-08")
    silence: str = must("Hvad der sker, hvis man ikke svarer", rule="D-08")
    enclosures: tuple[Enclosure, ...] = must("Vedlagte dokumenter", rule="P-08")
    next_steps: str = must("Hvad der sker bagefter", rule="P-15")
    rules: str = must("Regler", rule="P-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    terms: tuple[Explained, ...] = ()

    @property
    def subject(self) -> str:
        return "Hvad mener du, før vi afgør din sag?"


@letter
class HearingExtended(Letter):
    """The citizen has more time to answer a partshøring (P-09): the new last day, which is never an earlier one."""

    kind: ClassVar[str] = "hearing_extended"
    title: ClassVar[str] = "Ny frist for partshøring"

    heard_on: date | None = must("Dagen, vi sendte høringen", rule="P-09")
    answer_by: date | None = must("Ny frist for at svare", rule="P-09")
    how_to_answer: tuple[str, ...] = must("Hvordan man svarer", rule="D-08")
    silence: str = must("Hvad der sker, hvis man ikke svarer", rule="D-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Du har fået mere tid til at svare"


@piece
class Decision(Letter):
    """What every decision must contain: rules, main considerations, facts of weight, the citizen's words answered."""

    decision: str = must("Afgørelsen", rule="P-11")
    complaints: tuple[ComplaintAnswer, ...] = ()
    applied_on: date | None = None
    main_considerations: str = must("Begrundelse: det, vi har lagt mest vægt på", rule="P-12")
    written_reasons: tuple[str, ...] = ()
    on_present_basis: str = ""
    facts: tuple[Fact, ...] = must("Oplysninger, vi har lagt vægt på", rule="P-12")
    work_tested: tuple[WorkTested, ...] = ()
    own_words: tuple[OwnWords, ...] = ()
    no_remarks: str = ""
    accounts: tuple[Section, ...] = ()
    """The redegørelser that the law of the day asks for (D-03b)."""
    conflicts: tuple[Conflict, ...] = ()
    team: TeamView | None = None
    rules: str = must("Regler", rule="P-12")
    rules_in_full: str = ""
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    onward: str = ""
    """Who goes on with the citizen when the team points to something else than fleksjob."""
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")
    appeal: AppealGuidance | None = must("Klagevejledning", rule="P-13")
    terms: tuple[Explained, ...] = ()

    def also_missing(self) -> Iterator[Missing]:
        """The citizen's words must be answered or said to be absent; a team that is not followed needs a why."""
        if not self.own_words and is_blank(self.no_remarks):
            yield Missing("Svar på det, borgeren har sagt", "own_words", "P-08")
        if self.team and self.team.followed is False and is_blank(self.team.why):
            yield Missing("Hvorfor teamets resultat ikke er fulgt", "team.why", "V-03")


@letter
class DecisionGrant(Decision):
    """D-12: fleksjob is granted; what it means, on which conditions, and what the citizen must do (X-01 to X-05)."""

    kind: ClassVar[str] = "decision_grant"
    title: ClassVar[str] = "Afgørelse: bevilling af fleksjob"

    meaning: str = must("Hvad afgørelsen betyder", rule="D-12")
    needs: tuple[str, ...] = must("Skånehensyn", rule="D-12")
    job_types: tuple[str, ...] = must("Typer af job", rule="D-12")
    duration: str = must("Hvor længe bevillingen gælder", rule="D-12")
    duties: str = must("Pligter", rule="X-03")
    unemployment_benefit: str = must("Ledighedsydelse", rule="X-01")
    certificate: str = ""
    own_firm: bool = False
    """Tilskud to one's own firm (X-26): the job types are what is done there, and there is no fleksjobbevis."""

    @property
    def subject(self) -> str:
        return "Du får tilskud til din egen virksomhed" if self.own_firm else "Du får bevilget fleksjob"

    def also_missing(self) -> Iterator[Missing]:
        """Who looks for a job has a right to a certificate to show employers."""
        yield from super().also_missing()
        if not self.own_firm and is_blank(self.certificate):
            yield Missing("Ret til fleksjobbevis", "certificate", "X-05")


@letter
class DecisionRejection(Decision):
    """D-13: fleksjob is refused; the ground in plain words, and the way onward (P-15).

    `ground` is one of `flexcase.law.vocabulary.REJECTION_GROUNDS`; its words are the regime's.
    """

    kind: ClassVar[str] = "decision_rejection"
    title: ClassVar[str] = "Afgørelse: afslag på fleksjob"

    ground: str = must("Grunden til afslaget", rule="P-15")
    ground_in_words: str = must("Grunden til afslaget i almindelige ord", rule="P-15")
    pension: str = ""

    @property
    def subject(self) -> str:
        here = "på den arbejdsplads, du har nu"
        return (
            f"Du får ikke bevilget fleksjob {here}" if self.ground == "not_this_workplace" else "Du får ikke bevilget fleksjob"
        )

    def also_missing(self) -> Iterator[Missing]:
        """The ground must be one that the law knows; too small a capacity obliges us to consider førtidspension."""
        yield from super().also_missing()
        if self.ground and self.ground not in REJECTION_GROUNDS:
            yield Missing("Grunden til afslaget", "ground", "P-15")
        if self.ground == "too_low" and is_blank(self.pension):
            yield Missing("Stillingtagen til førtidspension", "pension", "D-13")
