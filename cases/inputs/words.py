"""What passes between kommunen and citizen: who speaks for the citizen, papers that are marked or asked for."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs.blocks import (
    ActionInput,
    Channel,
    Choice,
    DatedInput,
    Day,
    LongText,
    Number,
    ReasonInput,
    Spokesman,
    Text,
    Upload,
)
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
    valid_until = Day("Gælder til og med", required=False, help_text="Er feltet tomt, gælder den, til den trækkes tilbage.")


class RevokePersonInput(DatedInput):
    """The mandate is withdrawn, or the companion goes along no more. However it is said, it holds at once."""

    person = Choice("Hvem?", [], "Vælg, hvem det gælder.")
    channel = Choice("Hvordan fik I det at vide?", Case.Channel.choices, "Vælg, hvordan I fik det at vide.")


class PresentBasisInput(DatedInput):
    """The citizen asks for a decision now, or takes it back. How it was said is recorded; why is the citizen's own affair."""

    channel = Channel("Hvordan sagde borgeren det?")
    words = LongText("Hvad sagde eller skrev borgeren?", "", required=False, max_length=4000)


class RequestAccessInput(DatedInput):
    """Aktindsigt is asked for, in any way and without a reason."""

    channel = Channel("Hvordan bad borgeren om det?")
    what = LongText("Hvad vil borgeren se?", "", required=False, max_length=4000, help_text="Et tomt felt betyder hele sagen.")
    by_representative = Spokesman()


class WithholdDocumentInput(ActionInput):
    """A document that is left out, on which ground and why."""

    document = Choice("Dokument", [], "Vælg et dokument.")
    ground = Choice("Efter hvilken regel?", Withheld.Ground.choices, "Vælg den regel, dokumentet undtages efter.")
    why = LongText(
        "Hvorfor?",
        "Skriv, hvorfor dokumentet undtages.",
        max_length=2000,
        help_text="Skriv til borgeren, uden at røbe det, der undtages.",
    )


class ReleaseDocumentInput(ActionInput):
    """A document that is given after all."""

    document = Choice("Dokument", [], "Vælg et dokument.")


class Hundredths(Number):
    """A place on a page, in hundredths from its left or upper edge."""

    def __init__(self, label: str, **kwargs: Any) -> None:
        too_much = "Skriv et tal fra 0 til 100: hele siden er 100."
        super().__init__(label, too_much, most=100, too_much=too_much, required=False, **kwargs)


class StrikePassageInput(ActionInput):
    """A passage that is struck out: words, or a box on a page, or a whole page; on which ground and why."""

    document = Choice("Dokument", [], "Vælg et dokument.")
    words = LongText(
        "Ord, der streges over",
        "",
        required=False,
        max_length=2000,
        help_text="Skriv dem, præcis som de står. Store og små bogstaver betyder ikke noget.",
    )
    page = forms.IntegerField(
        label="Side",
        required=False,
        min_value=1,
        max_value=10_000,
        help_text="Et tomt felt betyder alle steder, hvor ordene står.",
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"}),
        error_messages=dict.fromkeys(("invalid", "min_value", "max_value"), "Skriv sidens nummer, for eksempel 2."),
    )
    left = Hundredths("Område fra venstre (%)")
    top = Hundredths("Område fra oven (%)")
    width = Hundredths("Områdets bredde (%)")
    height = Hundredths("Områdets højde (%)")
    whole_page = forms.BooleanField(label="Hele siden", required=False)
    ground = Choice("Efter hvilken regel?", Withheld.Ground.choices, "Vælg den regel, der streges over efter.")
    why = LongText(
        "Hvorfor?",
        "Skriv, hvorfor der streges over.",
        max_length=2000,
        help_text="Skriv til borgeren, uden at røbe det, der er streget over.",
    )

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        edges = [given.get(name) for name in ("left", "top", "width", "height")]
        given["box"] = tuple(float(edge) for edge in edges if edge is not None) if None not in edges else None
        ways = [given.get("words"), any(edge is not None for edge in edges), given.get("whole_page")]
        if sum(map(bool, ways)) != 1:
            self.add_error("words", "Skriv ordene, vælg et område, eller sæt kryds ved hele siden. Vælg kun én af delene.")
        elif ways[1] and (given["box"] is None or not given.get("width") or not given.get("height")):
            self.add_error("left", "Skriv alle fire tal. Området skal have en bredde og en højde.")
        elif not given.get("words") and given.get("page") is None and "page" not in self.errors:
            self.add_error("page", "Skriv sidens nummer.")
        return given


class ClearPassageInput(ActionInput):
    """A passage that is given after all."""

    passage = Choice("Overstregning", [], "Vælg en overstregning.")


class AccessNoticeInput(ActionInput):
    """Why the answer takes longer than the law's seven working days, and when it comes."""

    expected_on = Day("Hvornår kommer svaret?", "Skriv, hvornår svaret kommer.")
    why = LongText("Hvorfor tager det længere tid?", "Skriv til borgeren, hvorfor det tager længere tid.", max_length=2000)


class DecideAccessInput(ActionInput):
    """Gives what is not left out, with a list of everything."""
