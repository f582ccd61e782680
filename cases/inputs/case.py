"""What is taken of a case as a whole: how it comes, goes back, changes hands and ends."""

from __future__ import annotations

from django import forms
from django.core.exceptions import ValidationError

from cases.inputs.blocks import (
    ActionInput,
    Choice,
    Cpr,
    DatedInput,
    Day,
    Hours,
    Intensity,
    LongText,
    ReasonInput,
    Spokesman,
    Text,
)
from cases.models import Case
from cases.models.ending import ENDS_BY
from cases.road import CASE_ROAD
from flexcase.law.regime import regimes


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
        "Målgruppe",
        Case.TargetGroup.choices,
        "",
        required=False,
        help_text="Et tomt felt betyder den, der følger af forsørgelsen.",
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
    applied_on = Day("Ansøgningen kom", required=False, help_text="Et tomt felt betyder den dag, sagen tages over.")
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
