"""What the team's actions take."""

from __future__ import annotations

import re
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.inputs import ActionInput, Choice, DatedInput, Day, Lines, LongText, Ref, Text
from rehab_team.models import Absence, Ballot, Outcome, Proposal, Receiver

_CLOCK = re.compile(r"([01]?\d|2[0-3])[.:]([0-5]\d)")


class Clock(forms.TimeField):
    """A time of day, as 10.30 or 10:30."""

    def __init__(self, label: str, missing: str = "Skriv klokkeslættet, for eksempel 10.30.", **kwargs: Any) -> None:
        errors = {"required": missing, "invalid": "Skriv klokkeslættet som timer og minutter, for eksempel 10.30."}
        widget = forms.TimeInput(format="%H.%M", attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, error_messages=errors, widget=widget, **kwargs)

    def to_python(self, value: Any) -> time | None:
        if value in self.empty_values or isinstance(value, time):
            return value or None
        found = _CLOCK.fullmatch(str(value).strip())
        if found is None:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return time(int(found[1]), int(found[2]))


class Minutes(forms.IntegerField):
    """How long something takes, 1–480 minutes."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        words = "Skriv et helt antal minutter fra 1 til 480."
        errors = dict.fromkeys(("required", "invalid", "min_value", "max_value"), words)
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(label=label, min_value=1, max_value=480, error_messages=errors, widget=widget, **kwargs)


class Version(forms.IntegerField):
    """The version of the text that was opened. Empty: the writer asks for no comparison."""

    widget = forms.HiddenInput

    def __init__(self) -> None:
        super().__init__(required=False, min_value=0)


class MeetingInput(ActionInput):
    """A meeting of a team. Without a team: the only one that you plan for."""

    team = Text("Team", "", max_length=80, required=False)
    day = Day("Dag", "Skriv mødets dag.")
    starts = Clock("Begynder kl.")
    minutes = Minutes("Minutter til hver sag", initial=30)
    place = Text("Sted", "Skriv, hvor mødet er.", max_length=120)
    online = Text(
        "På video",
        "",
        max_length=200,
        required=False,
        help_text="Skriv, hvordan borgeren kan være med hjemmefra. Et tomt felt betyder, at det ikke er muligt.",
    )


class RecommendationInput(ActionInput):
    """The form on which a case is put before the team (D-09). It can be saved unfinished."""

    version = Version()
    proposal = Choice("Forslag", Proposal.choices, "Vælg, hvad du foreslår.")
    summary = LongText("Kort om sagen", "", required=False)
    lasting = LongText(
        "Varigt nedsat",
        "",
        required=False,
        help_text="Hvorfor begrænsningen er varig, eller ikke er det. Skriv, hvad der viser det.",
    )
    substantial = LongText(
        "Væsentligt nedsat",
        "",
        required=False,
        help_text="Hvor meget der er tilbage, i alle slags arbejde. Skriv både timer og intensitet.",
    )
    conflicts = LongText(
        "Oplysninger, der peger i hver sin retning",
        "",
        required=False,
        help_text="Hvad der taler imod forslaget, og hvorfor du følger det andet.",
    )
    needs = Lines("Skånehensyn", required=False)
    job_types = Lines("Jobtyper", required=False)
    support = LongText("Støtte i starten", "", required=False)
    development = LongText(
        "Udvikling",
        "",
        required=False,
        help_text="Om arbejdsevnen kan udvikle sig, og hvornår timetallet skal drøftes igen.",
    )
    remarks = LongText("Borgerens bemærkninger", "", required=False)


class MeetingChoice(Choice):
    """One of the coming meetings; the view and the adapter lay out which."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__("Møde", [], "Vælg et møde.", required=False, **kwargs)


class SubmitInput(DatedInput):
    """Put the case before the team, at once on an agenda when a meeting is chosen."""

    meeting = MeetingChoice(help_text="Du kan også sætte sagen på en dagsorden senere.")


class ScheduleInput(DatedInput):
    """Put the case on an agenda. Without a meeting: the next one."""

    meeting = MeetingChoice(help_text="Et tomt felt betyder det næste møde.")


class VoteInput(ActionInput):
    """A member's vote on the proposal."""

    item = Ref("Punkt")
    value = forms.ChoiceField(
        label="Din stemme",
        choices=Ballot.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Vælg, hvad du stemmer.", "invalid_choice": "Vælg for, imod eller undlader."},
    )
    dissent = LongText("Dit mindretalsudsagn", "", max_length=4000, required=False)


class OutcomeInput(DatedInput):
    """What the team came to and why (D-10)."""

    item = Ref("Punkt")
    outcome = Choice("Resultat", Outcome.choices, "Vælg, hvad teamet kom frem til.")
    employment = LongText("Beskæftigelse: det, der har vægt", "", required=False)
    social = LongText("Sociale forhold: det, der har vægt", "", required=False)
    health = LongText("Helbred: det, der har vægt", "", required=False)
    clarified = LongText(
        "Afklaret, og ikke et almindeligt job",
        "",
        required=False,
        help_text="Hvorfor borgeren er afklaret og ikke kan arbejde på almindelige vilkår.",
    )
    job_goal = LongText(
        "Slags fleksjob og opgaver", "", max_length=4000, required=False, help_text="Jobtyper og funktioner, der kan passe."
    )
    needs = Lines("Skånehensyn", required=False)
    support = LongText(
        "Støtte i starten", "", max_length=4000, required=False, help_text="Er der ikke brug for støtte, så skriv det."
    )
    very_limited = forms.BooleanField(
        label="Arbejdsevnen er meget begrænset nu (§ 116, stk. 2)",
        required=False,
        help_text="Så skal teamet sige, hvorfor den kan udvikle sig.",
    )
    development = LongText("Hvorfor arbejdsevnen kan udvikle sig", "", required=False, help_text="Og inden for hvor lang tid.")
    compensation = LongText(
        "Hjælp, der kan kompensere",
        "",
        max_length=4000,
        required=False,
        help_text="For eksempel hjælpemidler og personlig assistance. Anbefales, men kræves ikke.",
    )
    progression = LongText("Flere timer senere", "", max_length=4000, required=False, help_text="Anbefales, men kræves ikke.")
    dissent = LongText("Uenighed i teamet", "", max_length=4000, required=False)
    present = forms.MultipleChoiceField(
        label="Til stede",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="De, der har stemt, er med i forvejen.",
        error_messages={"invalid_choice": "Vælg blandt teamets medlemmer."},
    )
    citizen_present = forms.BooleanField(label="Borgeren var med til mødet", required=False, initial=True)
    companion_present = forms.BooleanField(label="En bisidder var med", required=False)
    absence = Choice("Hvorfor var borgeren ikke med?", Absence.choices, "", required=False)
    why_absent = LongText("Forklar, hvorfor borgeren ikke var med", "", max_length=4000, required=False)


class PostponeInput(DatedInput):
    """Take the case off the agenda, with a reason."""

    item = Ref("Punkt")
    reason = LongText("Hvorfor udsættes sagen?", "Skriv, hvorfor sagen udsættes.", max_length=4000)
    to_citizen = LongText(
        "Det skriver vi til borgeren",
        "",
        max_length=1000,
        required=False,
        help_text="Et tomt felt betyder, at brevet kun siger, at mødet er udsat, og at borgeren hører fra kommunen.",
    )


class HandOverInput(DatedInput):
    """Who goes on with the citizen, and what they are asked to do."""

    to = Choice("Hvem tager over?", Receiver.choices, "Vælg, hvem der tager over.")
    task = LongText("Hvad skal de gøre?", "Skriv, hvad de skal gøre.", max_length=4000)


class CoordinatorInput(DatedInput):
    """Who coordinates the case from a day on."""

    coordinator = Choice("Koordinerende sagsbehandler", [], "Vælg en sagsbehandler.")
