"""Letters about a complaint: its receipt, the notice that it takes longer, genvurdering (D-21), and what is sent on (D-22).

`body` is the appeal body of the case's law, in definite form: »Ankestyrelsen«.
"""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.letters import Helper, Letter, Missing, letter, must, piece


@letter
class ComplaintReceipt(Letter):
    """C-01, T-02: the complaint has come, what happens now, and by when. Late complaints are treated as well."""

    kind: ClassVar[str] = "complaint_receipt"
    title: ClassVar[str] = "Kvittering for klage"

    received_on: date | None = must("Dagen, klagen kom", rule="C-01")
    how: str = must("Hvordan klagen kom", rule="C-01")
    brought_by: str = ""
    """Who brought it, when it was not the citizen: whole sentences."""
    decided_on: date | None = must("Dagen for afgørelsen, der klages over", rule="C-01")
    reassessed_by: date | None = must("Hvornår genvurderingen er færdig", rule="C-03")
    next_steps: str = must("Hvad der sker nu", rule="C-03")
    body: str = must("Klageinstans", rule="C-03")
    late: bool = False
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi har fået din klage"


@letter
class ComplaintWithdrawn(Letter):
    """The complaint is withdrawn: what stands now, and by when one may complain anew (C-01, T-01).

    `last_day` is the day on which the time for complaints ends; None where it is past, or where receipt is not proved.
    `still_open` says that it has not ended.
    """

    kind: ClassVar[str] = "complaint_withdrawn"
    title: ClassVar[str] = "Bekræftelse: klagen er trukket tilbage"

    complained_on: date | None = must("Dagen, klagen kom", rule="C-01")
    withdrawn_on: date | None = must("Dagen, klagen blev trukket tilbage", rule="C-01")
    how: str = must("Hvordan klagen blev trukket tilbage", rule="C-01")
    decided_on: date | None = must("Dagen for afgørelsen", rule="C-01")
    standing: str = must("Hvad der gælder nu", rule="P-19")
    last_day: date | None = None
    still_open: bool = False
    channels: tuple[str, ...] = must("Hvor og hvordan man klager igen", rule="P-13")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Din klage er trukket tilbage"


@letter
class ReassessmentDelayed(Letter):
    """C-04: the genvurdering takes longer than four weeks; the new day, and why."""

    kind: ClassVar[str] = "reassessment_delayed"
    title: ClassVar[str] = "Besked om, at genvurderingen tager længere tid"

    complained_on: date | None = must("Dagen, klagen kom", rule="C-04")
    promised_by: date | None = must("Hvornår genvurderingen skulle være færdig", rule="C-04")
    until: date | None = must("Hvornår genvurderingen er færdig", rule="C-04")
    why: str = must("Hvorfor det tager længere tid", rule="C-04")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Din klage tager længere tid"


@letter
class ReassessmentUpheld(Letter):
    """D-21 where the decision is upheld: the outcome, what the complaint added, why, and that it is sent on (C-03)."""

    kind: ClassVar[str] = "reassessment_upheld"
    title: ClassVar[str] = "Genvurdering: afgørelsen fastholdes"

    complained_on: date | None = must("Dagen, klagen kom", rule="D-21")
    decided_on: date | None = must("Dagen for afgørelsen", rule="D-21")
    added: str = must("Hvad klagen bragte frem", rule="D-21")
    reasons: str = must("Hvorfor afgørelsen fastholdes", rule="D-21")
    late: bool = False
    body: str = must("Klageinstans", rule="C-03")
    rules: str = must("Regler", rule="P-12")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi ændrer ikke vores afgørelse"


@piece
class ComplaintAnswer:
    """What a new decision says of the complaint that it answers (D-21 where the decision is changed).

    `outcome` is whole sentences; `rest` says what happens with the part that is not met.
    """

    complained_on: date | None = must("Dagen, klagen kom")
    decided_on: date | None = must("Dagen for den tidligere afgørelse")
    outcome: str = must("Genvurderingens resultat")
    added: str = must("Hvad klagen bragte frem")
    reasons: str = must("Hvorfor afgørelsen ændres")
    rest: str = ""


@piece
class Record:
    """One paper of the case (akt): its number is its place in the list."""

    title: str = must("Aktens titel")
    dated: date | None = None
    sender: str = must("Hvem den er fra")
    receiver: str = must("Hvem den er til")
    received: str = ""
    """When it came, and by what this is proved."""


@piece
class SentPaper:
    """One paper as the citizen is told of it; its number is its place in the list."""

    title: str = must("Papirets titel")
    dated: date | None = None


@piece
class Stage:
    """One step of the complaint with its day, and the number of the paper that shows it."""

    what: str = must("Hvad der skete")
    on: date | None = must("Hvornår")
    record: int | None = None
    proof: str = ""


@letter
class ComplaintForwarding(Letter):
    """D-22: the cover letter to the appeal body. The list of papers stands in it, the papers follow in the same file."""

    kind: ClassVar[str] = "complaint_forwarding"
    title: ClassVar[str] = "Oversendelse af klage"

    body: str = must("Klageinstans", rule="D-22")
    citizen_name: str = must("Borgerens navn", rule="D-22")
    citizen_cpr: str = must("Borgerens CPR-nummer", rule="D-22")
    representative: str = ""
    outcome: str = must("Genvurderingens resultat", rule="D-22")
    added: str = must("Hvad klagen bragte frem", rule="D-22")
    reasons: str = must("Kommunens begrundelse", rule="D-22")
    late: str = ""
    stages: tuple[Stage, ...] = must("Datoer for afgørelse, klage og genvurdering", rule="D-22")
    records: tuple[Record, ...] = must("Aktliste", rule="D-22")
    rules: str = must("Regler", rule="D-22")

    @property
    def subject(self) -> str:
        return f"Klage til {self.body}"

    def also_missing(self) -> Iterator[Missing]:
        """A late complaint is sent on as any other, with the facts by which the appeal body can judge it (C-02)."""
        if any(stage.on is None for stage in self.stages):
            yield Missing("Datoer for afgørelse, klage og genvurdering", "stages", "D-22")


@letter
class ComplaintForwarded(Letter):
    """The citizen's copy: the complaint has been sent on, with these papers, and what happens now."""

    kind: ClassVar[str] = "complaint_forwarded"
    title: ClassVar[str] = "Besked om, at klagen er sendt videre"

    body: str = must("Klageinstans", rule="D-22")
    complained_on: date | None = must("Dagen, klagen kom", rule="D-22")
    forwarded_on: date | None = must("Dagen, klagen blev sendt videre", rule="D-22")
    met_partly: bool = False
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    papers: tuple[SentPaper, ...] = must("Papirer, der er sendt", rule="D-22")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return f"Vi har sendt din klage til {self.body}"


@letter
class CaseReopened(Letter):
    """C-07: the appeal body has sent the case back; what is done again, and that the earlier decision no longer stands."""

    kind: ClassVar[str] = "case_reopened"
    title: ClassVar[str] = "Besked om, at sagen er åbnet igen"

    body: str = must("Klageinstans", rule="C-07")
    answered_on: date | None = must("Dagen for klageinstansens svar", rule="C-07")
    begins_at: str = must("Hvor vi begynder igen", rule="C-07")
    flaws: tuple[str, ...] = must("Hvad der skal rettes", rule="C-07")
    next_steps: str = must("Hvad der sker nu", rule="P-19")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Vi ser på din sag igen"
