"""What the actions of hearing and decision take."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs import ActionInput, Channel, Choice, DatedInput, Day, Hours, Intensity, Lines, LongText, Ref, Spokesman, Text
from decisions.models import Decision
from flexcase.law.vocabulary import ACCOUNTS, REJECTION_GROUNDS

#: The grounds of a rejection as the desk calls them.
GROUNDS = {
    "too_high": "Arbejdsevnen er ikke nedsat nok",
    "too_low": "Arbejdsevnen er for lille til et fleksjob",
    "not_lasting": "Begrænsningen er ikke varig",
    "not_tried": "Ikke alt relevant er prøvet",
    "not_clarified": "Sagen er ikke afklaret",
    "age_or_benefit": "Alder eller anden ydelse udelukker fleksjob",
    "not_this_workplace": "Betingelserne for at blive på arbejdspladsen er ikke opfyldt",
}
assert GROUNDS.keys() == REJECTION_GROUNDS.keys()
GROUND_CHOICES = tuple(GROUNDS.items())


class HearingInput(ActionInput):
    """What the citizen is heard about, and by when an answer is wanted."""

    considering = LongText(
        "Hvad overvejer I at beslutte?",
        "Skriv, hvad I overvejer at beslutte.",
        max_length=4000,
        initial="Vi overvejer at give dig afslag på fleksjob.",
        help_text="Borgeren læser det øverst i brevet.",
    )
    ground = Choice(
        "Grunden, hvis det bliver et afslag",
        GROUND_CHOICES,
        "",
        required=False,
        help_text="Så får borgeren at vide, hvilken hjælp der følger efter.",
    )
    response_due = Day("Frist for svar", required=False, help_text="Et tomt felt betyder den frist, kommunen plejer at give.")
    facts = Lines(
        "Flere oplysninger, I lægger vægt på",
        required=False,
        help_text="Én på hver linje. Skriv kilden efter en lodret streg: »Du kan løfte 5 kg | Arbejdsprøvning 2«. "
        "Forløb, målinger og dokumenter til ugunst kommer med af sig selv.",
    )


class ExtendHearingInput(ActionInput):
    """A later last day. It never becomes an earlier one."""

    hearing = Ref("Partshøring")
    until = Day("Ny frist", "Skriv den nye frist.")


class HearingResponseInput(DatedInput):
    """The citizen's answer, by whatever channel."""

    hearing = Ref("Partshøring")
    channel = Channel("Hvordan svarede borgeren?")
    text = LongText("Svaret", "", required=False, help_text="Skriv svaret, som borgeren gav det.")
    no_remarks = forms.BooleanField(label="Borgeren har ingen bemærkninger", required=False)
    by_representative = Spokesman()


class ConsiderHearingInput(DatedInput):
    """How the answer was taken into account."""

    hearing = Ref("Partshøring")
    how = LongText(
        "Hvordan er svaret taget med?",
        "Skriv, hvordan svaret er taget med.",
        max_length=4000,
        help_text="Skriv til borgeren. Teksten bliver foreslået i afgørelsen.",
    )
    changes_something = forms.BooleanField(
        label="Svaret ændrer beskrivelsen",
        required=False,
        help_text="Så går sagen tilbage til beskrivelsen, og borgeren høres igen bagefter.",
    )


class NothingAdverseInput(DatedInput):
    """One click: nothing of weight against the citizen that the citizen does not know."""


class ClockHearingInput(ActionInput):
    """Which hearing has run out."""

    hearing = Ref("Partshøring")


#: What can be decided of a case that was opened.
ON_THE_MERITS = [(one.value, one.label) for one in (Decision.Outcome.GRANT, Decision.Outcome.REJECTION)]


class StartDecisionInput(ActionInput):
    """What is to be decided, and on which ground."""

    outcome = Choice("Hvad bliver afgørelsen?", ON_THE_MERITS, "Vælg, hvad afgørelsen bliver.")
    ground = Choice("Grunden til afslaget", GROUND_CHOICES, "", required=False, help_text="Kan også vælges, mens du skriver.")
    own_firm = forms.BooleanField(
        label="Tilskud til egen virksomhed",
        required=False,
        help_text="Kun ved bevilling: borgeren beholder sin virksomhed i stedet for at få fleksjob hos en arbejdsgiver.",
    )


class Paragraph(LongText):
    """A text that may stay empty while the draft is being written; ``rows`` is how high its field begins."""

    def __init__(self, label: str, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label, "", required=False, widget=widget, **kwargs)


class DecisionTextInput(ActionInput):
    """The texts of the draft. What is left out of the input stays as it is; an empty text empties it.

    ``version`` is the draft's version when it was opened; a scenario may leave it out.
    """

    decision = Paragraph("Afgørelse", rows=2, max_length=2000)
    ground = Choice("Grunden til afslaget", GROUND_CHOICES, "", required=False)
    main_considerations = Paragraph("Hvorfor: de vigtigste hensyn")
    facts = Lines(
        "Hvorfor: oplysninger, vi har lagt vægt på",
        required=False,
        help_text="Én på hver linje. Skriv kilden efter en lodret streg.",
    )
    account_tried = Paragraph(ACCOUNTS["account_tried"])
    account_resources = Paragraph(ACCOUNTS["account_resources"], help_text="Skriv også, hvad borgeren selv mener.")
    account_lasting = Paragraph(ACCOUNTS["account_lasting"])
    account_ordinary = Paragraph(ACCOUNTS["account_ordinary"])
    own_words_answer = Paragraph("Det, du selv har sagt")
    conflicts = Paragraph(
        "Det, der peger i hver sin retning",
        rows=2,
        help_text="Skriv først, hvad der taler imod hinanden. Lav et nyt afsnit, og skriv, hvorfor I fulgte det ene.",
    )
    needs = Lines("Skånehensyn", required=False)
    job_types = Lines("Job, der kan passe", required=False)
    pension = Paragraph("Stillingtagen til førtidspension")
    team_why = Paragraph("Hvorfor teamets resultat ikke er fulgt")
    next_steps = Paragraph("Hvad sker der nu")
    hours = Hours("Vurderede timer om ugen", required=False)
    intensity = Intensity("Vurderet intensitet i procent", required=False)
    effective_from = Day("Gælder fra", required=False, help_text="Et tomt felt betyder fra den dag, afgørelsen er skrevet.")
    fully_met = forms.BooleanField(label="Borgeren får fuldt medhold", required=False)
    agreed = Paragraph("Hvordan har borgeren sagt, at det er fuldt medhold?", rows=2, max_length=2000)
    version = forms.IntegerField(required=False, widget=forms.HiddenInput(attrs={"data-version": True}))

    def clean(self) -> dict[str, Any]:
        """Only what was really put in."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class SendToApprovalInput(ActionInput):
    """Takes the draft as it stands."""


class ReturnDecisionInput(ActionInput):
    """Back to the writer."""

    reason = LongText("Hvad skal ændres?", "Skriv, hvad der skal ændres.", max_length=4000)


class ApproveLetterInput(ActionInput):
    """The approver approves the bytes that were shown; empty means those that lie there."""

    sha256 = Text("Brevets fingeraftryk", "", max_length=64, required=False, widget=forms.HiddenInput)


class ApproveInput(ApproveLetterInput):
    """Approval of a decision's letter, and where treatment was declined that it was given no weight (E-13)."""

    declined_no_ground = forms.BooleanField(
        label="Jeg har set efter: Et nej til behandling er ikke brugt som grund.", required=False
    )


class IssueInput(ActionInput):
    """The approved letter goes out as it is."""


class LetterReadyInput(ActionInput):
    """Which letter has been rendered."""

    letter = forms.UUIDField()
