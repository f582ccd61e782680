"""The building blocks of what an action takes, and the inputs of this floor. Plain forms: no request, no model."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.models import Case, HeldFile
from cases.models.ending import ENDS_BY
from cases.papers.uploads import TAKEN, StoredFile
from cases.road import CASE_ROAD
from flexcase.law.cpr import InvalidCpr, parse
from flexcase.law.danish import says_something
from flexcase.law.regime import regimes

#: No text field takes more than this; a whole application letter is some 5,000 characters.
LONGEST = 20_000
DATE_FORMATS = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d"]


class Text(forms.CharField):
    """One line of text."""

    def __init__(self, label: str, missing: str, *, max_length: int = 200, **kwargs: Any) -> None:
        errors = {
            "required": missing,
            "max_length": f"Skriv højst {max_length} tegn. Du har skrevet %(show_value)d.",
        }
        super().__init__(label=label, max_length=max_length, error_messages=errors, **kwargs)


class LongText(Text):
    """Several lines of text."""

    widget = forms.Textarea(attrs={"rows": 4})

    def __init__(self, label: str, missing: str, *, max_length: int = LONGEST, **kwargs: Any) -> None:
        super().__init__(label, missing, max_length=max_length, **kwargs)


class Reason(LongText):
    """A written reason: blanks, dots and repeated keys are none."""

    def __init__(self, label: str, missing: str, *, max_length: int = 4000, **kwargs: Any) -> None:
        super().__init__(label, missing, max_length=max_length, **kwargs)

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if text and not says_something(text):
            raise ValidationError("Begrundelsen siger ikke noget endnu. Skriv den med en hel sætning.")
        return text


class Day(forms.DateField):
    """A day, as 3.12.2026 or 2026-12-03."""

    def __init__(self, label: str, missing: str = "Skriv datoen.", **kwargs: Any) -> None:
        errors = {"required": missing, "invalid": "Skriv datoen som dag.måned.år, for eksempel 3.12.2026."}
        widget = forms.DateInput(format="%d.%m.%Y", attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, input_formats=DATE_FORMATS, error_messages=errors, widget=widget, **kwargs)


class Number(forms.DecimalField):
    """A number with a comma or a point, within limits that are told in the field's unit."""

    def __init__(
        self, label: str, missing: str, *, least: int = 0, most: int, too_much: str, places: int = 2, **kwargs: Any
    ) -> None:
        errors = {
            "required": missing,
            "invalid": missing,
            "min_value": f"Tallet kan ikke være under {least}.",
            "max_value": too_much,
            "max_decimal_places": f"Skriv højst {places} decimaler.",
            "max_digits": too_much,
            "max_whole_digits": too_much,
        }
        widget = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(
            label=label,
            min_value=Decimal(least),
            max_value=Decimal(most),
            decimal_places=places,
            max_digits=6,
            error_messages=errors,
            widget=widget,
            **kwargs,
        )

    def to_python(self, value: Any) -> Decimal | None:  # type: ignore[override]  # the stubs say int
        if isinstance(value, str):
            value = value.strip().replace(",", ".")
        return super().to_python(value)


class Hours(Number):
    """Hours a week, 0–37."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            "Skriv timer om ugen, for eksempel 12,5.",
            most=37,
            too_much="Skriv højst 37 timer om ugen: arbejdsevnen måles mod 37 timer.",
            **kwargs,
        )


class Intensity(Number):
    """Intensity in per cent, 0–100."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        super().__init__(
            label,
            "Skriv intensitet i procent, for eksempel 60.",
            most=100,
            too_much="Intensitet kan højst være 100 procent.",
            **kwargs,
        )


class Choice(forms.ChoiceField):
    """One of several."""

    def __init__(self, label: str, choices: Sequence[tuple[Any, Any]], missing: str, **kwargs: Any) -> None:
        errors = {"required": missing, "invalid_choice": "Vælg en af mulighederne på listen."}
        super().__init__(label=label, choices=[("", "Vælg …"), *choices], error_messages=errors, **kwargs)


class Chips(Choice):
    """One of a few, all of them seen at once; ``none`` names the choice of none of them."""

    css = "fc-chips"
    widget = forms.RadioSelect

    def __init__(self, label: str, choices: Sequence[tuple[Any, Any]], missing: str, *, none: str = "", **kwargs: Any) -> None:
        super().__init__(label, choices, missing, **kwargs)
        self.choices = [*([("", none)] if none else []), *choices]


class Channel(Choice):
    """How the citizen said something. Staff must tell it; on Min sag it is known, and nobody is asked."""

    awaited = True

    def __init__(self, label: str) -> None:
        super().__init__(label, Case.Channel.choices, "", required=False)


class Lines(forms.Field):
    """A list of short texts: one a line in the browser, a list in a scenario."""

    widget = forms.Textarea(attrs={"rows": 3})
    most = 50

    def __init__(self, label: str, missing: str = "Skriv mindst én linje.", **kwargs: Any) -> None:
        super().__init__(label=label, error_messages={"required": missing}, **kwargs)

    def to_python(self, value: Any) -> tuple[str, ...]:
        items = value.splitlines() if isinstance(value, str) else list(value or ())
        lines = tuple(item.strip() for item in items if item.strip())
        if len(lines) > self.most:
            raise ValidationError(f"Skriv højst {self.most} linjer.")
        if any(len(line) > 300 for line in lines):
            raise ValidationError("Hver linje må højst være 300 tegn.")
        if any("\x00" in line for line in lines):
            raise ValidationError("Teksten rummer tegn, der ikke kan gemmes.")
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, tuple | list) else value


class Ref(forms.IntegerField):
    """The number of something on the case (forløb 2, høring 1). Empty: the only one that it can be."""

    widget = forms.HiddenInput

    def __init__(self, label: str, **kwargs: Any) -> None:
        errors = {"invalid": "Vælg på listen.", "min_value": "Vælg på listen.", "max_value": "Vælg på listen."}
        super().__init__(label=label, required=False, min_value=1, max_value=100_000, error_messages=errors, **kwargs)


class Cpr(forms.CharField):
    """A CPR number, cleaned to ten digits."""

    def __init__(self, label: str = "CPR-nummer", **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        errors = {"required": "Skriv borgerens CPR-nummer."}
        super().__init__(label=label, max_length=20, widget=widget, error_messages=errors, **kwargs)

    def clean(self, value: Any) -> str:
        from django.conf import settings

        text = super().clean(value)
        if not text:
            return ""
        try:
            return parse(text, allow_fictive=settings.ALLOW_FICTIVE_CPR).number
        except InvalidCpr as error:
            raise ValidationError(str(error)) from error


class Upload(forms.Field):
    """A file. It is stored first, and the action sees where it lies; a form that is put right shows that it is held."""

    widget = forms.FileInput
    needs_multipart = True

    def __init__(self, label: Any = "Fil", *, help_text: Any = TAKEN, **kwargs: Any) -> None:
        super().__init__(label=label, help_text=help_text, error_messages={"required": "Vælg en fil."}, **kwargs)

    def to_python(self, value: Any) -> StoredFile | HeldFile | None:
        if value in self.empty_values:
            return None
        if not isinstance(value, StoredFile | HeldFile):
            raise ValidationError("Filen kom ikke med. Vælg den igen.")
        return value


class Spokesman(forms.BooleanField):
    """A tick: it was the partsrepræsentant who spoke, in the citizen's place (P-18)."""

    def __init__(self) -> None:
        super().__init__(label="Det var partsrepræsentanten, der henvendte sig", required=False)


class ActionInput(forms.Form):
    """What every action's input derives from."""

    use_required_attribute = False


class Nothing(ActionInput):
    """An action that takes nothing but the press of its button."""


class DatedInput(ActionInput):
    """An action that may have happened on an earlier day than it is written down."""

    happened_on = Day("Dato", required=False, help_text="Dagen, hvor det skete. Tom betyder i dag.")


class ReasonInput(DatedInput):
    """An action that needs nothing but a reason."""

    reason = Reason("Begrundelse", "Skriv, hvorfor.")


class ApplicationInput(DatedInput):
    """An application (D-01): who, how it came, who took the initiative, what the citizen lives on."""

    cpr = Cpr()
    name = Text("Navn", "Skriv borgerens navn.", max_length=120)
    phone = Text("Telefon", "", max_length=20, required=False)
    email = forms.EmailField(
        label="E-mail",
        required=False,
        error_messages={"invalid": "Skriv e-mailen som navn@eksempel.dk."},
    )
    address = LongText("Adresse", "", max_length=300, required=False)
    digital_post = forms.BooleanField(label="Borgeren har Digital Post", required=False, initial=True)
    protected_address = forms.BooleanField(label="Borgeren har adressebeskyttelse", required=False)
    channel = Choice("Hvordan kom ansøgningen?", Case.Channel.choices, "Vælg, hvordan ansøgningen kom.")
    initiator = Choice("Hvem tog initiativet?", Case.Initiator.choices, "Vælg, hvem der tog initiativet.")
    income = Choice("Hvad lever borgeren af?", Case.Income.choices, "Vælg, hvad borgeren lever af.")
    target_group = Choice(
        "Målgruppe", Case.TargetGroup.choices, "", required=False, help_text="Tom betyder den, der følger af forsørgelsen."
    )
    self_employed = forms.BooleanField(label="Borgeren er selvstændig", required=False)
    stay_at_workplace = forms.BooleanField(label="Borgeren ønsker at blive på sin nuværende arbejdsplads", required=False)


class ReturnInput(ReasonInput):
    """Send the case back to an earlier step, with a reason."""

    field_order = ["to", "reason"]
    to = Choice(
        "Til hvilket trin?",
        [("profile", "Beskrivelsen"), ("hearing", "Partshøringen"), ("team", "Teamet")],
        "Vælg det trin, som sagen skal tilbage til.",
    )


class WithdrawalInput(DatedInput):
    """The citizen withdraws the application. It is the citizen's own act, so how it was said is recorded."""

    channel = Choice("Hvordan sagde borgeren det?", Case.Channel.choices, "Vælg, hvordan borgeren sagde det.")
    in_writing = forms.BooleanField(label="Tilbagetrækningen er skriftlig, eller samtalen er noteret", required=False)
    words = LongText("Hvad sagde eller skrev borgeren?", "Skriv, hvad borgeren sagde eller skrev.", max_length=4000)
    by_representative = Spokesman()


class PracticeNoteInput(ActionInput):
    """How a rule is used here."""

    rule = Text("Krav", "Vælg et krav.", max_length=12, widget=forms.HiddenInput)
    text = LongText(
        "Lokal praksis",
        "",
        max_length=4000,
        required=False,
        help_text="Skriv aldrig om en bestemt borger. En tom tekst fjerner notatet.",
    )


class ClockDepartureInput(ActionInput):
    """Which departure has run out."""

    departure = Ref("Fravigelse")


class DepartureInput(ActionInput):
    """Ask to depart from a rule."""

    rule = Text("Regel", "Vælg en regel.", max_length=12, widget=forms.HiddenInput)
    action = Text("Handling", "Vælg en handling.", max_length=60, widget=forms.HiddenInput)
    reason = Reason(
        "Hvorfor kan kravet fraviges?",
        "Skriv, hvorfor manglen ikke kan ændre resultatet.",
        help_text="Skriv, hvad der oplyser sagen i stedet, og hvorfor manglen ikke kan ændre resultatet.",
    )


class AnswerDepartureInput(ActionInput):
    """Approve or refuse a departure, in one's own words."""

    departure = Ref("Fravigelse")
    answer = LongText("Dit svar", "Skriv med dine egne ord, hvorfor du svarer sådan.", max_length=4000)


class TargetGroupInput(DatedInput):
    """The target group that the citizen belongs to."""

    target_group = Choice("Målgruppe", Case.TargetGroup.choices, "Vælg målgruppen.")


class AskToEndInput(ReasonInput):
    """Why a case was opened by mistake, and which other case the citizen has."""

    field_order = ["kind", "other", "reason"]
    kind = Choice("Hvad er fejlen?", [one for one in ENDS_BY if one[0] != "death"], "Vælg, hvad fejlen er.")
    other = Text(
        "Nummeret på den sag, der bliver",
        "",
        max_length=12,
        required=False,
        help_text="Når sagen er oprettet to gange. Behold den ældste.",
    )


class AnswerEndingInput(ActionInput):
    """Agree or refuse, in one's own words."""

    answer = LongText("Dit svar", "Skriv med dine egne ord, hvorfor du svarer sådan.", max_length=4000)


class EndCaseInput(ActionInput):
    """Which lawful ending it is. A death is dated; who acts for the estate is good to know."""

    kind = Choice("Hvorfor slutter sagen?", ENDS_BY, "Vælg, hvorfor sagen slutter.")
    died_on = Day("Dødsdag", required=False, help_text="Ved dødsfald.")
    estate = LongText("Hvem handler for boet?", "", max_length=2000, required=False, help_text="Ved dødsfald, hvis I ved det.")


class TransferInput(DatedInput):
    """Which municipality has taken the case over, and who in it."""

    field_order = ["municipality", "contact"]
    municipality = Text("Den nye kommune", "Skriv, hvilken kommune borgeren er flyttet til.", max_length=60)
    contact = LongText(
        "Hvem har taget imod sagen?",
        "Skriv, hvem i den nye kommune der har taget imod sagen.",
        max_length=1000,
        help_text="Navn eller afdeling og telefon. Borgeren får det at vide.",
    )


class AssignInput(ActionInput):
    """Give the case to somebody in its unit."""

    caseworker = Choice("Sagsbehandler", [], "Vælg en sagsbehandler.")


class CloseInput(DatedInput):
    """Close the case."""


class ConflictInput(ActionInput):
    """Declare inhabilitet. No reason is asked: that one declares it is enough."""


class TakeOverInput(DatedInput):
    """A case that began elsewhere."""

    cpr = Cpr()
    name = Text("Navn", "Skriv borgerens navn.", max_length=120)
    phone = Text("Telefon", "", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", required=False)
    address = LongText("Adresse", "", max_length=300, required=False)
    digital_post = forms.BooleanField(label="Borgeren har Digital Post", required=False, initial=True)
    protected_address = forms.BooleanField(label="Borgeren har adressebeskyttelse", required=False)
    state = Choice("Trin", [(state, state) for state in CASE_ROAD.states], "Vælg det trin, sagen er nået til.")
    applied_on = Day("Ansøgningen kom", required=False, help_text="Tom betyder den dag, sagen tages over.")
    regime = Text("Regelsæt", "", max_length=30, required=False)
    income = Choice("Hvad lever borgeren af?", Case.Income.choices, "", required=False)
    target_group = Choice("Målgruppe", Case.TargetGroup.choices, "", required=False)
    self_employed = forms.BooleanField(label="Borgeren er selvstændig", required=False)
    hours = Hours("Vurderede timer om ugen", required=False)
    intensity = Intensity("Vurderet intensitet i procent", required=False)

    def clean_income(self) -> str:
        return self.cleaned_data["income"] or Case.Income.NONE

    def clean_regime(self) -> str:
        name: str = self.cleaned_data["regime"]
        if name and name not in {law.name for law in regimes()}:
            raise ValidationError("Regelsættet findes ikke.")
        return name


class QueuedLetterInput(ActionInput):
    """Which letter waits to be rendered."""

    letter = forms.UUIDField()


class RenderingInput(ActionInput):
    """What a worker reports of a rendered letter."""

    letter = forms.UUIDField()
    blob = forms.UUIDField()
    sha256 = forms.RegexField(r"^[0-9a-f]{64}$")


class DeliveryInput(ActionInput):
    """What a channel reports of a delivery."""

    letter = forms.UUIDField(label="Brev", error_messages={"required": "Vælg brevet.", "invalid": "Vælg brevet."})
    sent_on = Day("Sendt den")
    received_on = Day("Modtaget den")
    proof = Text("Bevis for leveringen", "Skriv, hvad der beviser leveringen.")
