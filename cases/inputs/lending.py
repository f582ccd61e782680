"""What it takes to lend a case out, and to take it back."""

from __future__ import annotations

from typing import Any

from django import forms

from cases.inputs.blocks import ActionInput, Choice, Day, Text


class LendInput(ActionInput):
    """To whom, from and until which day, and why."""

    to = Choice("Til hvem", [], "Vælg, hvem der skal kunne arbejde med sagen.")
    valid_from = Day("Fra", "Skriv den første dag.")
    valid_until = Day("Til og med", "Skriv den sidste dag.")
    reason = Text("Hvorfor", "Skriv hvorfor, for eksempel ferie.")

    def clean(self) -> dict[str, Any]:
        """A loan ends after it begins."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        first, last = given.get("valid_from"), given.get("valid_until")
        if first and last and last < first:
            self.add_error("valid_until", forms.ValidationError("Den sidste dag ligger før den første. Ret en af dem."))
        return given


class TakeBackInput(ActionInput):
    """From whom the case is taken back."""

    person = Choice("Fra hvem", [], "Vælg, hvem der ikke længere skal se sagen.")
