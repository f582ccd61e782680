"""What the actions of this floor take. Plain forms: no request, no model."""

from __future__ import annotations

from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.inputs import (
    ActionInput,
    Channel,
    Choice,
    DatedInput,
    Day,
    Hours,
    Intensity,
    Lines,
    LongText,
    Number,
    Reason,
    ReasonInput,
    Ref,
    Spokesman,
    Text,
    Upload,
)
from cases.models import Case
from flexcase.law.vocabulary import PROFILE_FIELDS
from resourceprofile import attests
from resourceprofile.models import Accommodation, Consent, Evidence, Measure
from resourceprofile.models.trial import REPORT

_CVR_WEIGHTS = (2, 7, 6, 5, 4, 3, 2, 1)


class Tick(forms.BooleanField):
    """A box that may be left empty."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label=label, required=False, **kwargs)


class Maybe(LongText):
    """Several lines that may be left out."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(label, "", required=False, **kwargs)


class Cvr(Text):
    """The number of a firm: eight digits that satisfy the CVR register's modulus 11."""

    def __init__(self, label: str = "CVR-nummer", **kwargs: Any) -> None:
        super().__init__(label, "", max_length=12, required=False, **kwargs)

    def clean(self, value: Any) -> str:
        number = "".join(super().clean(value).split())
        if not number:
            return ""
        if len(number) != 8 or not number.isdecimal() or not number.isascii():
            raise ValidationError("Skriv CVR-nummeret med otte cifre.")
        if sum(weight * int(digit) for weight, digit in zip(_CVR_WEIGHTS, number, strict=True)) % 11:
            raise ValidationError("Der er ingen virksomhed med det CVR-nummer. Se efter, om to cifre er byttet om.")
        return number


class Against(Number):
    """The hours a week of full time that somebody measured against. The law knows 37 only (E-06)."""

    def __init__(self) -> None:
        super().__init__(
            "Målt mod timer om ugen",
            "Skriv timer om ugen, for eksempel 37.",
            least=1,
            most=37,
            too_much="Skriv højst 37 timer om ugen.",
            required=False,
            initial=37,
            help_text="Arbejdsevnen måles altid mod 37 timer, også når borgeren har arbejdet på deltid.",
        )


class HearingFlags(ActionInput):
    """What the hearing rules must know of a document (P-08, P-10)."""

    adverse = Tick("Væsentligt og til ugunst for borgeren")
    known_to_citizen = Tick("Borgeren kender indholdet")


# The description


class StartProfileInput(DatedInput):
    """Begin the description, with an earlier one or from nothing."""

    reuse = Tick("Hent teksterne fra borgerens tidligere sag", help_text="Du retter dem til bagefter.")


class WriteProfilePartInput(ActionInput):
    """The text of one part, and the version that it was written from."""

    key = Choice("Del", [], "Vælg den del, du vil skrive.")
    text = LongText("Tekst", "Skriv teksten.")
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)


class WriteProfileElementInput(ActionInput):
    """The three texts of one element of the ressourceprofil, and the version that they were written from."""

    key = Choice("Element", [], "Vælg det element, du vil beskrive.")
    resources = Maybe(PROFILE_FIELDS["resources"], help_text="Det, borgeren kan, og det, der hjælper på et arbejde.")
    barriers = Maybe(PROFILE_FIELDS["barriers"], help_text="Det, der står i vejen for et arbejde.")
    development = Maybe(PROFILE_FIELDS["development"], help_text="Det, der kan blive bedre, og hvad der skal til.")
    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Only what was really put in."""
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class SendProfileInput(DatedInput):
    """Send the description for udtalelse."""

    answer_by = Day("Svar senest", required=False, help_text="Et tomt felt betyder om 14 dage.")


class RecordStatementInput(DatedInput):
    """What the citizen says to the description, and what was made of it."""

    round = Ref("Udtalelse")
    channel = Choice("Hvordan kom svaret?", Case.Channel.choices, "", required=False)
    remarks = Maybe("Borgerens bemærkninger", help_text="Et tomt felt betyder, at borgeren ikke har bemærkninger.")
    worked_in = Maybe("Sådan er bemærkningerne arbejdet ind")
    by_representative = Spokesman()


class CompleteProfileInput(DatedInput):
    """Freeze a version of the description."""

    adverse = Tick("Rummer væsentlige oplysninger til ugunst for borgeren")


# Health


WHOM_WE_ASK = "En linje til hver, for eksempel et sygehus. Et tomt felt betyder alle, der plejer at have den slags oplysninger."


class ConsentInput(DatedInput):
    """A consent to collecting information."""

    scope = Choice("Hvad må vi hente?", Consent.Scope.choices, "Vælg, hvad borgeren giver lov til.")
    how = Choice("Hvordan gav borgeren samtykke?", Case.Channel.choices, "", required=False)
    sources = Lines("Hvem må vi spørge?", required=False, help_text=WHOM_WE_ASK)
    expires_on = Day("Gælder til", required=False, help_text="Er feltet tomt, gælder det, så længe sagen varer.")


class AskForConsentInput(DatedInput):
    """What the citizen is asked to allow (D-03)."""

    scope = Choice("Hvad vil vi hente?", Consent.Scope.choices, "Vælg, hvad vi beder om lov til.")
    sources = Lines("Hvem vil vi spørge?", required=False, help_text=WHOM_WE_ASK)
    expires_on = Day("Skal gælde til", required=False, help_text="Er feltet tomt, gælder det, så længe sagen varer.")
    answer_by = Day("Svar senest", required=False, help_text="Et tomt felt betyder om 14 dage.")


class RefuseConsentInput(DatedInput):
    """What the citizen says no to."""

    scope = Choice("Hvad må vi ikke hente?", Consent.Scope.choices, "Vælg, hvad borgeren siger nej til.")
    how = Channel("Hvordan sagde borgeren det?")
    words = Maybe("Hvad sagde eller skrev borgeren?")


class NotNeededInput(ReasonInput):
    """Which point of the list, and why the case can be decided without it."""

    field_order = ["item", "reason"]
    item = Choice("Hvad er ikke nødvendigt?", [], "Vælg, hvad der ikke er nødvendigt.")


class WithdrawConsentInput(DatedInput):
    """The citizen takes a consent back."""

    consent = Ref("Samtykke")


class MedicalRequestInput(DatedInput):
    """Ask a doctor for an attest: which, what is to be clarified, and why (D-05)."""

    kind = Choice("Attest", attests.CHOICES, "Vælg en attest.")
    doctor = Text("Læge", "", required=False, help_text="Et tomt felt betyder borgerens egen læge.")
    doctor_phone = Text("Lægens telefon", "", max_length=20, required=False)
    clarify = Maybe("Hvad skal afklares?", max_length=4000, initial=attests.CLARIFY)
    why = Maybe("Hvorfor spørger vi?", max_length=4000, initial=attests.WHY)
    without_consent = Tick(
        "Hent oplysningerne uden samtykke",
        help_text="Kun når loven giver adgang til det (retssikkerhedslovens § 11 c). Du skal skrive hvorfor.",
    )
    book_by = Day(
        "Borgeren bestiller tid senest",
        required=False,
        help_text="Kun når lægen skal se borgeren. Et tomt felt betyder om 14 dage.",
    )
    answer_by = Day(
        "Lægens frist",
        required=False,
        help_text="Kun for LÆ 285, hvor kommunen selv sætter fristen: mindst otte dage. Et tomt felt betyder om 14 dage.",
    )


class AppointmentInput(DatedInput):
    """The citizen has turned to the doctor (the date), and perhaps has a day for the consultation."""

    request = Ref("Anmodning")
    consultation_on = Day(
        "Konsultationens dato",
        required=False,
        help_text="Må gerne ligge fremme i tiden. Et tomt felt betyder, at den ikke er kendt.",
    )


class MedicalReminderInput(ActionInput):
    """Which request nobody has answered."""

    request = Ref("Anmodning")


class ReceiveMedicalInput(DatedInput, HearingFlags):
    """An attest has come. A file or a summary, or both."""

    request = Ref("Anmodning")
    kind = Choice("Attest", attests.CHOICES, "", required=False)
    existing = Tick("Attesten forelå i forvejen", help_text="Den er ikke bestilt i denne sag.")
    consultation_on = Day("Konsultationens dato", required=False)
    summary = Maybe("Det væsentlige i attesten")
    doctor = Text("Læge", "", required=False)
    file = Upload("Attesten som fil", required=False)


class CancelMedicalInput(ReasonInput):
    """Take a request back."""

    request = Ref("Anmodning")


class AskHealthCoordinatorInput(ActionInput):
    """What the health coordinator is asked, who is asked, and when the answer is needed."""

    question = LongText("Hvad spørger du om?", "Skriv spørgsmålet.", max_length=4000)
    asked_of = Choice("Hvem spørger du?", [], "", required=False, help_text="Lad feltet stå tomt, når der kun er én.")
    answer_by = Day("Svar senest", required=False, help_text="Et tomt felt betyder om 14 dage.")


class TakeBackQuestionInput(ActionInput):
    """Which question is taken back."""

    asked = Ref("Spørgsmål")


class HealthStatementInput(DatedInput, HearingFlags):
    """A medical view of functional loss and skånebehov. There is no field for a view on entitlement (M-04)."""

    question = LongText("Hvad er der spurgt om?", "Skriv spørgsmålet.", max_length=4000)
    answer = LongText("Svar", "Skriv svaret.")
    functional_loss = LongText("Funktionstab", "Skriv, hvad borgeren har svært ved på et arbejde.")
    accommodations = Lines("Skånehensyn", required=False)
    author = Text("Sundhedskoordinatorens navn", "", required=False, help_text="Lad feltet stå tomt, når du selv er det.")
    asked = Ref("Spørgsmål")


class ConsultantStatementInput(DatedInput, HearingFlags):
    """The lægekonsulent's answer by template: functional loss and skånebehov, and no field for anything else (M-04)."""

    question = LongText("Hvad er der spurgt om?", "Skriv spørgsmålet.", max_length=4000)
    functional_loss = Maybe("Funktionstab", help_text="Hvad borgeren har svært ved på et arbejde.")
    accommodations = Lines("Skånehensyn", required=False)
    author = Text("Lægekonsulentens navn", "Skriv lægekonsulentens navn.")


# Measures, trials, evidence


class MeasureInput(DatedInput):
    """One measure, and in the same breath those that are not relevant."""

    kind = Choice("Tilbud eller foranstaltning", [], "Vælg et tilbud eller en foranstaltning.")
    status = Choice("Er det prøvet?", Measure.Status.choices, "", required=False, initial=Measure.Status.TRIED)
    result = LongText("Resultat eller begrundelse", "Skriv, hvad der kom ud af det, eller hvorfor det ikke er prøvet.")
    documented = Tick("Dokumentationen ligger på sagen")
    others_not_relevant = forms.MultipleChoiceField(
        label="Disse er heller ikke relevante",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg blandt mulighederne på listen."},
    )
    others_reason = Maybe("Hvorfor er de ikke relevante?", max_length=4000)


class StartTrialInput(DatedInput):
    """A work trial begins."""

    place = Text("Arbejdssted", "Skriv arbejdsstedets navn.")
    cvr = Cvr()
    tasks = Lines("Opgaver", "Skriv mindst én opgave.")
    hours = Hours("Aftalte timer om ugen")


class Reported(LongText):
    """What a report should say (D-07), in a line or more. It may be left out for now: nothing lawful waits for it."""

    awaited = True
    widget = forms.Textarea(attrs={"rows": 1})

    def __init__(self, name: str, **kwargs: Any) -> None:
        super().__init__(REPORT[name], "", required=False, max_length=4000, **kwargs)


class EndTrialInput(DatedInput, HearingFlags):
    """What came of a work trial (D-07)."""

    field_order = ["trial", "happened_on", "hours", "intensity", "measured_against", "attendance"]
    trial = Ref("Forløb")
    hours = Hours("Mødt, timer om ugen", required=False)
    intensity = Intensity("Intensitet i procent", required=False)
    measured_against = Against()
    accommodations = Lines(
        "Skånehensyn", required=False, help_text="Alle, der gælder nu. Én på hver linje. Er feltet tomt, ændres intet."
    )
    attendance = Reported("attendance", help_text="Mødedage, fravær og grunden til det.")
    accommodation_effect = Reported("accommodation_effect", help_text="Hvad hjalp, og hvad hjalp ikke?")
    aids = Reported("aids", help_text="Hjælpemidler, mentor eller personlig assistance, også hvis der ingen var.")
    development = Reported("development", help_text="Fra de første uger til de sidste.")
    employer_statement = Reported("employer_statement", help_text="Også hvad arbejdsgiveren ville betale løn for.")
    citizen_view = Reported("citizen_view")
    conclusion = LongText("Konklusion", "Skriv, hvad forløbet viste.", widget=forms.Textarea(attrs={"rows": 2}))
    other_trade = Tick("Prøver noget andet end borgerens tidligere fag")


class StopTrialInput(ReasonInput, HearingFlags):
    """A work trial ends before its time. What was seen is kept, but it proves no work capacity."""

    trial = Ref("Forløb")
    hours = Hours("Mødt, timer om ugen", required=False)
    intensity = Intensity("Intensitet i procent", required=False)


class CorrectTrialInput(ReasonInput):
    """The right figures of a finished trial, measured against 37 hours."""

    trial = Ref("Forløb")
    hours = Hours("Mødt, timer om ugen")
    intensity = Intensity("Intensitet i procent")


#: What staff write down is known from these; that the citizen has confirmed it is an action of its own.
OF_STAFF = [one for one in Accommodation.Source.choices if one[0] != Accommodation.Source.CITIZEN]


class AccommodationsInput(DatedInput):
    """The skånehensyn as they are from now on, by where they are needed. An area that is left out stays as it is."""

    accommodations = Lines("På arbejdet", required=False, help_text="Alle, der gælder nu. Én på hver linje.")
    transport = Lines("Transport til og fra arbejde", required=False)
    home = Lines("Hjemme og i fritiden", required=False)
    source = Choice("Hvor ved vi det fra?", OF_STAFF, "", required=False)
    confirmed_by_citizen = Tick("Borgeren har bekræftet dem")

    def clean(self) -> dict[str, Any]:
        """Of the three lists only those that were put in."""
        given = super().clean() or self.cleaned_data
        areas = {"accommodations", "transport", "home"}
        if not any(given.get(name) for name in areas):
            self.add_error("accommodations", "Skriv mindst ét skånehensyn.")
        return {name: value for name, value in given.items() if name not in areas or name in self.data}


class ConfirmAccommodationsInput(DatedInput):
    """The citizen says that the skånehensyn fit."""

    seen = Text("Læst", "", max_length=400, required=False, widget=forms.HiddenInput)
    channel = Channel("Hvordan sagde borgeren det?")
    by_representative = Spokesman()


class DisputeAccommodationsInput(DatedInput):
    """The citizen says what is wrong with the skånehensyn, or missing."""

    words = LongText("Hvad er forkert, eller hvad mangler?", "Skriv, hvad der er forkert eller mangler.")
    channel = Channel("Hvordan sagde borgeren det?")
    by_representative = Spokesman()


class EvidenceInput(DatedInput):
    """Figures from elsewhere than a trial, or the right ones in place of wrong ones."""

    source = Choice("Kilde", Evidence.Source.choices, "Vælg en kilde.")
    starts_on = Day("Fra", required=False)
    ends_on = Day("Til", required=False)
    hours = Hours("Timer om ugen")
    intensity = Intensity("Intensitet i procent", required=False)
    measured_against = Against()
    text = Maybe("Hvad viser kilden?")
    replaces = Ref("Erstatter kilde")


class ShortenedPathInput(ReasonInput):
    """Why the case can be decided as it stands."""

    reason = Reason(
        "Hvorfor kan sagen afgøres, som den er?",
        "Skriv, hvorfor sagen kan afgøres, som den er.",
        help_text="Skriv, hvad I ved, og hvad der mangler.",
    )


class WaiveTrialInput(ReasonInput):
    """Leave out the trial because it is åbenbart formålsløst."""

    document = Ref("Lægelig dokumentation")


class AnswerWaiverInput(ActionInput):
    """Approve or refuse, in one's own words."""

    waiver = Ref("Anmodning")
    answer = LongText("Dit svar", "Skriv med dine egne ord, hvorfor du svarer sådan.", max_length=4000)
