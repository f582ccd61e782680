"""What the actions of the assessment and of the conditions beside it take. Plain forms: no request, no model."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.findings import says_something
from cases.inputs import ActionInput, Choice, DatedInput, LongText
from resourceprofile.answers import INDICATORS, TREATMENT, YES_OR_NO
from resourceprofile.models import DeclinedTreatment, PensionCheck

CITING = "Dokumenter, der viser det"
DECLINED_APART = "Behandling, som borgeren har sagt nej til, må ikke tælle. Registrér den for sig."


class Answered(LongText):
    """A reasoned answer that may wait. A word or two answers nothing."""

    #: The law waits for it, so it is not marked as left to choice.
    awaited = True

    def __init__(self, label: str, *, rows: int = 3, **kwargs: Any) -> None:
        widget = forms.Textarea(attrs={"rows": rows})
        super().__init__(label, "", required=False, widget=widget, **kwargs)

    def clean(self, value: Any) -> str:
        text = str(super().clean(value)).strip()
        if text and not says_something(text):
            raise ValidationError("Begrund svaret med en hel sætning.")
        return text


class Ticked(Choice):
    """One of a few answers, which may wait."""

    awaited = True

    def __init__(self, label: str, choices: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(label, list(choices.items()), "", required=False, **kwargs)


class Several(forms.MultipleChoiceField):
    """Any number of ticks, as chips."""

    awaited = True
    css = "fc-chips"
    widget = forms.CheckboxSelectMultiple

    def __init__(self, label: str, choices: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        errors = {"invalid_choice": "Vælg blandt mulighederne på listen."}
        super().__init__(label=label, choices=list((choices or {}).items()), required=False, error_messages=errors, **kwargs)


class AnswersInput(ActionInput):
    """Answers that may be written a few at a time: what is left out stays as it is, an empty text empties it."""

    version = forms.IntegerField(required=False, min_value=0, widget=forms.HiddenInput)

    def clean(self) -> dict[str, Any]:
        """Only what was really put in. A browser sends the whole page with its version, but no box without a tick."""
        if "version" in self.data:
            return dict(self.cleaned_data)
        return {name: value for name, value in self.cleaned_data.items() if name in self.data}


class AssessmentInput(AnswersInput):
    """Varighed, væsentlighed and what belongs to them, on one page."""

    lasting = Answered(
        "Varigt nedsat",
        help_text="Hvorfor begrænsningen er varig, eller ikke er det. Skriv, hvad der viser det.",
    )
    lasting_documents = Several(f"Varigt: {CITING.lower()}")
    treatment_options = Ticked("Er der behandling, som kan bedre arbejdsevnen?", TREATMENT, help_text=DECLINED_APART)
    passing_causes = Ticked(
        "Er der sociale forhold, som går over?", YES_OR_NO, help_text="For eksempel små børn eller en boligsituation."
    )
    substantial = Answered(
        "Væsentligt nedsat",
        help_text="Hvor meget der er tilbage i alle slags arbejde, målt mod 37 timer. Skriv både timer og intensitet. "
        "Omkring halvdelen eller mindre er praksis, ikke en grænse.",
    )
    substantial_documents = Several(f"Væsentligt: {CITING.lower()}")
    indicators = Several(
        "Tegn på, at arbejdsevnen måske ikke er nedsat",
        INDICATORS,
        help_text="Sæt kryds ved dem, sagen viser. Skriv under »Væsentligt nedsat«, hvorfor de ikke afgør sagen.",
    )
    any_work = Answered(
        "Det brede arbejdsmarked",
        rows=2,
        help_text="Hvilket andet arbejde der er set på, nu og fremover. Skal med, når alt er prøvet i ét fag.",
    )
    clarified = Answered(
        "Afklaret om uddannelse og arbejde",
        help_text="Hvordan ressourcer og udfordringer er fuldt afklaret, både over for uddannelse og arbejde.",
    )
    clarified_documents = Several(f"Afklaret: {CITING.lower()}")
    unmotivated = Ticked(
        "Er noget uafklaret, fordi motivationen har manglet?",
        YES_OR_NO,
        help_text="Borgerens ønske er ikke et bevis. Det uafklarede kan udvikle sig.",
    )
    conflicts = Answered(
        "Oplysninger, der peger i hver sin retning",
        rows=2,
        help_text="Hvad der taler for og imod, og hvorfor du følger det ene. Skal med, når noget taler imod.",
    )
    very_limited = Ticked(
        "Er arbejdsevnen meget begrænset (§ 116, stk. 2)?",
        YES_OR_NO,
        help_text="Loven har ingen timegrænse. Ved ja vurderer du også udviklingen.",
    )


class DevelopmentInput(AnswersInput):
    """How a very limited capacity can develop within a reasonable time (§ 116, stk. 2)."""

    development_health = Answered("Helbred", rows=2, help_text="Hvad helbredet gør muligt om et halvt eller et helt år.")
    development_trials = Answered("Det, der er prøvet", rows=2, help_text="Hvad forløbene viser om udvikling.")
    development_tasks = Answered("Opgaver", rows=2, help_text="Hvilke opgaver borgeren kan bygge videre på.")
    development_hours = Answered("Timer", rows=2, help_text="Hvordan timerne kan stige, og hvornår det drøftes igen.")
    development_functioning = Answered(
        "Evnen til at fungere på en arbejdsplads", rows=2, help_text="Fremmøde, samarbejde og behov for støtte."
    )


class OwnFirmInput(AnswersInput):
    """The self-employed: whether the firm is the main occupation, and where the capacity can be tried."""

    main_occupation = Ticked("Er virksomheden borgerens hovedbeskæftigelse?", YES_OR_NO)
    own_firm = Answered(
        "Afprøvning i egen virksomhed eller andre steder",
        help_text="Kan arbejdsevnen prøves i virksomheden, eller er det for snævert? Tag hensyn til, at den kan bevares.",
    )


class PensionCheckInput(DatedInput):
    """Whether a pension rules a fleksjob out."""

    result = Choice("Hvad viste det?", PensionCheck.Result.choices, "Vælg, hvad det viste.", initial=PensionCheck.Result.NONE)
    source = Choice(
        "Hvor ved vi det fra?", PensionCheck.Source.choices, "Vælg, hvor det er fra.", initial=PensionCheck.Source.REGISTER
    )


class ConsiderPensionInput(DatedInput):
    """Whether a case about førtidspension is to be opened, and why."""

    opens = Choice(
        "Skal der rejses sag om førtidspension?", list(YES_OR_NO.items()), "Vælg, om der skal rejses sag om førtidspension."
    )
    text = LongText(
        "Hvorfor?",
        "Skriv hvorfor.",
        max_length=4000,
        help_text="Skriv til borgeren. Teksten står i brevet om det og bliver foreslået i afgørelsen.",
    )
    papers = forms.MultipleChoiceField(
        label="Dokumenter, I bygger det på",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Vælg blandt sagens dokumenter."},
    )


class DeclinedTreatmentInput(DatedInput):
    """Treatment that the citizen has declined."""

    kind = Choice("Hvad har borgeren sagt nej til?", DeclinedTreatment.Kind.choices, "Vælg, hvad borgeren har sagt nej til.")
    text = LongText("Hvad ved vi om det?", "Skriv, hvad vi ved om det.", max_length=4000)
