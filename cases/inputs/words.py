"""What passes between kommunen and citizen: who speaks for the citizen, papers that are marked or asked for."""

from __future__ import annotations

from django import forms

from cases.inputs.case import ActionInput, Choice, DatedInput, Day, LongText, ReasonInput, Spokesman, Text, Upload
from cases.models import Case, Representative, Withheld


class MarkDocumentInput(ReasonInput):
    """Whether a document is of weight and against the citizen, and whether the citizen knows it (P-08, P-10)."""

    field_order = ["document", "adverse", "known_to_citizen", "reason"]
    document = Choice("Dokument", [], "Vælg et dokument.")
    adverse = forms.BooleanField(label="Væsentligt og til ugunst for borgeren", required=False)
    known_to_citizen = forms.BooleanField(label="Borgeren kender indholdet", required=False)


class RegisterPersonInput(DatedInput):
    """Who speaks for the citizen (partsrepræsentant), or goes along (bisidder)."""

    kind = Choice("Hvem er det?", Representative.Kind.choices, "Vælg, hvem det er.")
    name = Text("Navn", "Skriv navnet.", max_length=120)
    address = LongText("Adresse", "", max_length=300, required=False, help_text="Brevene sendes hertil.")
    phone = Text("Telefon", "", max_length=20, required=False)
    digital_post = forms.BooleanField(label="Får breve i Digital Post", required=False)
    covers = Choice(
        "Hvad gælder fuldmagten?",
        Representative.Covers.choices,
        "",
        required=False,
        help_text="Kun en fuldmagt til hele denne sag flytter brevene.",
    )
    mandate = Upload("Fuldmagt", required=False)
    valid_until = Day("Gælder til og med", required=False, help_text="Tom betyder, til den bliver trukket tilbage.")


class RevokePersonInput(DatedInput):
    """The mandate is withdrawn, or the companion goes along no more. However it is said, it holds at once."""

    person = Choice("Hvem?", [], "Vælg, hvem det gælder.")
    channel = Choice("Hvordan fik I det at vide?", Case.Channel.choices, "Vælg, hvordan I fik det at vide.")


class RequestAccessInput(DatedInput):
    """Aktindsigt is asked for, in any way and without a reason."""

    channel = Choice("Hvordan bad borgeren om det?", Case.Channel.choices, "Vælg, hvordan borgeren bad om det.", required=False)
    what = LongText("Hvad vil borgeren se?", "", required=False, max_length=4000, help_text="Tom betyder hele sagen.")
    by_representative = Spokesman()


class WithholdDocumentInput(ActionInput):
    """A document that is left out, on which ground and why."""

    document = Choice("Dokument", [], "Vælg et dokument.")
    ground = Choice("Undtages efter", Withheld.Ground.choices, "Vælg den regel, dokumentet undtages efter.")
    why = LongText(
        "Hvorfor?",
        "Skriv, hvorfor dokumentet undtages.",
        max_length=2000,
        help_text="Skriv til borgeren, uden at røbe det, der undtages.",
    )


class ReleaseDocumentInput(ActionInput):
    """A document that is given after all."""

    document = Choice("Dokument", [], "Vælg et dokument.")


class AccessNoticeInput(ActionInput):
    """Why the answer takes longer than the law's seven working days, and when it comes."""

    expected_on = Day("Hvornår kommer svaret?", "Skriv, hvornår svaret kommer.")
    why = LongText("Hvorfor tager det længere tid?", "Skriv til borgeren, hvorfor det tager længere tid.", max_length=2000)


class DecideAccessInput(ActionInput):
    """Gives what is not left out, with a list of everything."""
