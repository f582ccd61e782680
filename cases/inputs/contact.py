"""How the citizen is reached."""

from __future__ import annotations

from django import forms

from cases.inputs.blocks import ActionInput, LongText, Text


class ContactInput(ActionInput):
    """Every detail as it is from now on. An address is shown to nobody here: left empty, it stays as it is."""

    phone = Text("Telefon", "", max_length=20, required=False)
    email = forms.EmailField(label="E-mail", required=False, error_messages={"invalid": "Skriv e-mailen som navn@eksempel.dk."})
    interpreter = Text(
        "Tolk",
        "",
        max_length=40,
        required=False,
        help_text="Skriv sproget. Et tomt felt betyder, at der ikke er brug for tolk.",
    )
    address = LongText(
        "Ny adresse",
        "",
        max_length=300,
        required=False,
        help_text="Er feltet tomt, ændres intet.",
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    protected_address = forms.BooleanField(label="Borgeren har adressebeskyttelse", required=False)
    digital_post = forms.BooleanField(label="Borgeren har Digital Post", required=False)
