"""Letters of the second floor: asking a doctor (D-05), telling the citizen so, and the profile for udtalelse (P-07)."""

from collections.abc import Iterator
from datetime import date
from typing import ClassVar

from cases.letters import Helper, Letter, Missing, Section, letter, must


@letter
class MedicalRequestDoctor(Letter):
    """D-05: the request for an attest. It must state what is to be clarified and why."""

    kind: ClassVar[str] = "medical_request_doctor"
    title: ClassVar[str] = "Anmodning om attest"

    citizen_name: str = must("Borgerens navn", rule="D-05")
    citizen_cpr: str = must("Borgerens CPR-nummer", rule="D-05")
    request_form: str = must("Anmodningens blanket", rule="D-05")
    answer_form: str = must("Attestens blanket", rule="D-05")
    needs_consultation: bool
    clarify: str = must("Hvad der skal afklares", rule="D-05")
    why: str = must("Hvorfor vi spørger", rule="D-05")
    questions: tuple[str, ...] = must("Spørgsmål til lægen", rule="D-05")
    deadline: str = must("Frist for svar", rule="D-05")
    how_to_answer: str = must("Hvordan lægen svarer", rule="D-05")
    consent_given_on: date | None = None
    legal_basis: str = must("Grundlaget for at indhente oplysninger", rule="M-08")
    payment: str = ""

    @property
    def subject(self) -> str:
        return f"Vi beder om en attest: {self.answer_form}"


@letter
class MedicalRequestCitizen(Letter):
    """Tells the citizen that the doctor has been asked; for a consultation the citizen must make the appointment."""

    kind: ClassVar[str] = "medical_request_citizen"
    title: ClassVar[str] = "Orientering om attest"

    doctor_name: str = must("Lægens navn", rule="D-05")
    doctor_phone: str = ""
    needs_consultation: bool
    book_by: date | None = None
    asked: str = must("Hvad vi har spurgt om", rule="D-05")
    why: str = must("Hvorfor vi spørger", rule="D-05")
    consent_given_on: date | None = None
    legal_basis: str = must("Grundlaget for at indhente oplysninger", rule="M-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Bestil tid hos din læge" if self.needs_consultation else "Vi har bedt din læge om en attest"

    def also_missing(self) -> Iterator[Missing]:
        """T-08: the doctor's time runs from the consultation, so the citizen must know by when to ask for one."""
        if self.needs_consultation and self.book_by is None:
            yield Missing("Hvornår tiden senest skal bestilles", "book_by", "T-08")


@letter
class MedicalReminderDoctor(Letter):
    """A reminder (rykker) of an attest that has not come in time (T-06 to T-09)."""

    kind: ClassVar[str] = "medical_reminder_doctor"
    title: ClassVar[str] = "Rykker for attest"

    citizen_name: str = must("Borgerens navn", rule="D-05")
    citizen_cpr: str = must("Borgerens CPR-nummer", rule="D-05")
    answer_form: str = must("Attestens blanket", rule="D-05")
    requested_on: date | None = must("Dagen, vi bad om attesten", rule="D-05")
    due: date | None = must("Fristen, der er gået", rule="T-06")
    may_decline: bool = False
    how_to_answer: str = must("Hvordan lægen svarer", rule="D-05")

    @property
    def subject(self) -> str:
        return f"Vi mangler {self.answer_form}"


@letter
class MedicalReminderCitizen(Letter):
    """Asks the citizen whether there is an appointment with the doctor, and offers help (T-08)."""

    kind: ClassVar[str] = "medical_reminder_citizen"
    title: ClassVar[str] = "Har du fået en tid hos lægen?"

    doctor_name: str = must("Lægens navn", rule="D-05")
    book_by: date | None = must("Hvornår tiden senest skal bestilles", rule="T-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Har du fået en tid hos din læge?"


@letter
class ConsentWithdrawn(Letter):
    """Confirms that a consent is taken back (D-03), and what that does and does not change
    (databeskyttelsesforordningen artikel 7, stk. 3). ``under_way``: a decision is still to come.
    """

    kind: ClassVar[str] = "consent_withdrawn"
    title: ClassVar[str] = "Samtykke trukket tilbage"

    withdrawn_on: date | None = must("Hvornår samtykket blev trukket tilbage", rule="D-03")
    given_on: date | None = must("Hvornår samtykket blev givet", rule="D-03")
    named: str = must("Hvad samtykket gjaldt", rule="D-03")
    under_way: bool = True
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Du har trukket dit samtykke tilbage"


@letter
class ProfileStatement(Letter):
    """P-07: the profile sent to the citizen for udtalelse, with every part that has been written.

    `document_name` is the regime's, as it reads within a sentence: »din ressourceprofil«.
    """

    kind: ClassVar[str] = "profile_statement"
    title: ClassVar[str] = "Beskrivelse til udtalelse"

    document_name: str = must("Dokumentets navn", rule="P-07")
    purpose: str = must("Hvad dokumentet bruges til", rule="P-07")
    parts: tuple[Section, ...] = must("Dokumentets dele", rule="P-07")
    answer_by: date | None = must("Frist for bemærkninger", rule="P-07")
    how_to_answer: tuple[str, ...] = must("Hvordan man svarer", rule="P-07")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Læs det, vi har skrevet om dig"


@letter
class ConsentDeclaration(Letter):
    """D-03: what we ask the citizen to allow, or what the citizen has allowed: purpose, sources, kinds of information,
    duration, and how to take it back.

    `named` reads within a sentence: »at vi henter oplysninger om dit helbred«.
    """

    kind: ClassVar[str] = "consent_declaration"
    title: ClassVar[str] = "Samtykkeerklæring"

    given_on: date | None = None
    named: str = must("Hvad samtykket handler om", rule="D-03")
    purpose: str = must("Formålet", rule="D-03")
    sources: tuple[str, ...] = must("Hvem vi spørger", rule="D-03")
    information: tuple[str, ...] = must("Hvilke oplysninger", rule="D-03")
    duration: str = must("Hvor længe det gælder", rule="D-03")
    declaration: str = must("Erklæringen", rule="D-03")
    withdrawing: tuple[str, ...] = must("Hvordan samtykket trækkes tilbage", rule="D-03")
    answer_by: date | None = None
    saying_no: str = ""
    rules: str = must("Regler", rule="M-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        if self.given_on is None:
            return "Må vi hente oplysninger om dig?"
        return "Du har sagt ja til, at vi henter oplysninger"

    def also_missing(self) -> Iterator[Missing]:
        """Whoever is asked must know by when to answer, and what a no means (M-08)."""
        if self.given_on is None and self.answer_by is None:
            yield Missing("Hvornår vi gerne vil have svar", "answer_by", "D-03")
        if self.given_on is None and not self.saying_no:
            yield Missing("Hvad et nej betyder", "saying_no", "M-08")


@letter
class ConsentRefused(Letter):
    """What follows when the citizen will not let us collect: the case is decided on what is there (§§ 11 b and 12)."""

    kind: ClassVar[str] = "consent_refused"
    title: ClassVar[str] = "Orientering: du har sagt nej til samtykke"

    refused_on: date | None = must("Dagen, borgeren sagde nej", rule="M-08")
    refused: str = must("Hvad vi ikke må hente", rule="M-08")
    meaning: str = must("Hvad det betyder", rule="M-08")
    rules: str = must("Regler", rule="M-08")
    who_can_help: tuple[Helper, ...] = must("Hvem der kan hjælpe", rule="P-19")

    @property
    def subject(self) -> str:
        return "Du har sagt nej til, at vi henter oplysninger"
