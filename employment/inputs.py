"""What the actions of the concrete job take."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs import ActionInput, DatedInput, Day, Hours, Intensity, Lines, LongText, Ref, Text


class Cvr(forms.RegexField):
    """A CVR number, cleaned to eight digits."""

    def __init__(self, label: str = "CVR-nummer", **kwargs: Any) -> None:
        errors = {"invalid": "Skriv CVR-nummeret med otte cifre.", "required": "Skriv arbejdsgiverens CVR-nummer."}
        widget = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off"})
        super().__init__(r"^\d{8}$", label=label, error_messages=errors, widget=widget, **kwargs)

    def to_python(self, value: Any) -> str:
        text = super().to_python(value) or ""
        return text.replace(" ", "").removeprefix("DK")


class JobInput(DatedInput):
    """A job that somebody has found: where, how much, and what is done there."""

    employer = Text("Arbejdsgiver", "Skriv arbejdsgiverens navn.", max_length=120)
    cvr = Cvr(required=False, help_text="Otte cifre. Arbejdsgiveren skal have sæde i Danmark.")
    hours = Hours("Timer om ugen")
    intensity = Intensity("Intensitet i procent")
    functions = Lines("Arbejdsopgaver", required=False)
    starts_on = Day("Begynder", required=False)


class AssessmentInput(ActionInput):
    """The assessment of one job (D-15). Hours and intensity stand with the job already."""

    job = Ref("Job")
    assessment = LongText(
        "Vores vurdering",
        "",
        max_length=4000,
        required=False,
        help_text="Skriv, hvad borgeren kan i opgaverne, og hvordan arbejdsevnen bruges bedst.",
    )
    needs_met = Lines(
        "Sådan tager jobbet hensyn",
        required=False,
        help_text="Ét skånehensyn på hver linje, og hvordan arbejdspladsen tager det.",
    )
    follow_up = Text("Opfølgning", "", required=False, help_text="Hvornår timerne skal drøftes igen.")
