"""What the actions of complaint, genvurdering and appeal take."""

from __future__ import annotations

from django import forms

from cases.inputs import ActionInput, Choice, DatedInput, Day, Lines, LongText, ReasonInput, Ref, Text, Upload
from decisions.inputs.decision import GROUND_CHOICES, ApproveLetterInput, HearingInput
from decisions.models import Complaint, Flaw, Outcome

#: What a new decision in the case can be. Førtidspension is decided on apart.
NEW_DECISIONS = [(value, label) for value, label in Outcome.choices if value != Outcome.NO_PENSION]

#: Why a municipality would look at its own grant again.
RECONSIDER_BECAUSE = {
    "circumstances": "Borgerens forhold er ændret, siden fleksjobbet blev bevilget",
    "withheld": "Borgeren har ikke fortalt noget, der havde betydning",
    "never_in_target_group": "Borgeren har aldrig været i målgruppen",
}


class ComplaintInput(DatedInput):
    """A complaint by any channel, by whoever brings it, with or without reasons (C-01)."""

    field_order = ["decision", "channel", "happened_on", "received_at"]
    decision = Choice("Hvilken afgørelse klages der over?", [], "", required=False)
    channel = Choice("Hvordan kom klagen?", Complaint.Channel.choices, "Vælg, hvordan klagen kom.")
    received_at = forms.TimeField(
        label="Klokkeslæt",
        required=False,
        help_text="Skriv det, hvis du ved det.",
        error_messages={"invalid": "Skriv klokkeslættet som 14.30."},
        input_formats=["%H.%M", "%H:%M", "%H:%M:%S"],
    )
    by = Choice("Hvem klager?", Complaint.By.choices, "Vælg, hvem der klager.", initial=Complaint.By.CITIZEN)
    by_name = Text("Navn, hvis det ikke er borgeren selv", "", required=False, max_length=120)
    text = LongText(
        "Hvad siger eller skriver borgeren?",
        "",
        required=False,
        help_text="Må være tomt. En klage behøver ikke at være begrundet.",
    )
    file = Upload("Klagen, hvis den er på papir", required=False)


class OfComplaint(ActionInput):
    """An action on one complaint. Empty means the newest that it can concern."""

    complaint = Ref("Klage")


class WithdrawComplaintInput(DatedInput):
    """The citizen withdraws the complaint."""

    complaint = Ref("Klage")
    channel = Choice("Hvordan sagde borgeren det?", Complaint.Channel.choices, "Vælg, hvordan borgeren sagde det.")
    words = LongText("Hvad sagde eller skrev borgeren?", "Skriv, hvad borgeren sagde eller skrev.", max_length=4000)


class PostponeInput(OfComplaint):
    """When the genvurdering is expected after all, and why it takes longer (C-04)."""

    until = Day("Hvornår er I færdige?", "Skriv den nye dag.")
    why = LongText("Hvorfor tager det længere tid?", "Skriv, hvorfor det tager længere tid.", max_length=2000)


class ComplaintHearingInput(HearingInput):
    """A hearing before the genvurdering turns against the citizen."""

    complaint = Ref("Klage")
    considering = LongText(
        "Hvad overvejer I at ændre?",
        "Skriv, hvad I overvejer at ændre til ugunst for borgeren.",
        max_length=4000,
        initial="Du har klaget over vores afgørelse. Vi overvejer at ændre den, så den bliver dårligere for dig.",
        help_text="Borgeren læser det øverst i brevet.",
    )


class ReassessInput(OfComplaint):
    """What the genvurdering comes to, what the complaint added, and why (D-21)."""

    outcome = Choice("Hvad bliver genvurderingen?", Complaint.Reassessment.choices, "Vælg, hvad genvurderingen bliver.")
    added = LongText(
        "Hvad er nyt i klagen?",
        "Skriv, hvad klagen bringer frem, eller at der ikke er noget nyt.",
        max_length=4000,
        help_text="Borgeren læser det. Skriv »du«.",
    )
    why = LongText(
        "Hvorfor bliver det sådan?",
        "Skriv, hvorfor genvurderingen bliver sådan.",
        max_length=6000,
        help_text="Borgeren læser det. Skriv »du«.",
    )
    decision = Choice("Den nye afgørelse", NEW_DECISIONS, "", required=False, help_text="Kun når afgørelsen ændres.")
    ground = Choice("Grunden til afslaget", GROUND_CHOICES, "", required=False)


class ReconsiderInput(ReasonInput):
    """Why the genvurdering is taken up anew before it has gone out."""

    field_order = ["complaint", "reason"]
    complaint = Ref("Klage")


class ApproveReassessmentInput(ApproveLetterInput):
    """Approval of the bytes of D-21."""

    complaint = Ref("Klage")


class DamagedInput(OfComplaint):
    """What the worker reports: papers that could not be read when the bundle was made."""

    papers = Lines("Akter, der ikke kan læses")


class AppealOutcomeInput(DatedInput):
    """The appeal body's answer. The document itself is put on the case."""

    field_order = ["complaint", "outcome", "file", "happened_on"]
    complaint = Ref("Klage")
    outcome = Choice("Hvad er svaret?", Complaint.AppealOutcome.choices, "Vælg klageinstansens svar.")
    file = Upload("Klageinstansens afgørelse")
    decision = Choice(
        "Ved ændring: den nye afgørelse", NEW_DECISIONS, "", required=False, help_text="Det, klageinstansen har bestemt."
    )
    ground = Choice("Grunden til afslaget", GROUND_CHOICES, "", required=False)
    effective_from = Day(
        "Ved bevilling: fra hvilken dag gælder den?",
        required=False,
        help_text="Den dag, der står i klageinstansens afgørelse. Er feltet tomt, gælder dagen for den ændrede afgørelse.",
    )
    step = Choice(
        "Ved hjemvisning eller ophævelse: hvor begynder I igen?",
        Flaw.Step.choices,
        "",
        required=False,
        help_text="Vælg det trin, hvor fejlen blev begået.",
    )
    flaws = Lines(
        "Hvad skal rettes?",
        required=False,
        help_text="Én mangel på hver linje, skrevet til borgeren: »Du er ikke blevet hørt«. Hver bliver en opgave på sagen.",
    )


class RemedyInput(DatedInput):
    """How a flaw was dealt with."""

    flaw = Ref("Mangel")
    how = LongText("Hvordan er manglen rettet?", "Skriv, hvordan manglen er rettet.", max_length=4000)


class ReconsiderGrantInput(ReasonInput):
    """The municipality's own wish to look at a grant again (C-08)."""

    field_order = ["because", "legal_basis", "reason"]
    because = Choice("Hvorfor?", list(RECONSIDER_BECAUSE.items()), "Vælg hvorfor.")
    legal_basis = LongText(
        "Hvilken lovregel giver jer lov?",
        "",
        required=False,
        max_length=2000,
        help_text="Skriv paragraffen, og hvorfor den passer. Uden en lovregel bliver sagen ikke taget op igen.",
    )
