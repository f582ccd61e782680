"""The building blocks of what an action takes: fields with their words for what is missing, and the forms all derive from.

Plain forms: no request, no ModelForm, buildable without a case.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError

from cases.models import Case, HeldFile
from cases.papers.uploads import TAKEN, StoredFile
from flexcase.law.cpr import InvalidCpr, parse
from flexcase.law.danish import says_something

#: No text field takes more than this; a whole application letter is some 5,000 characters.
LONGEST = 20_000
DATE_FORMATS = ["%d.%m.%Y", "%d-%m-%Y", "%d/%m/%Y", "%d.%m.%y", "%Y-%m-%d"]


class Uncut(forms.CharField):
    """Without ``maxlength``: a browser cuts off what is pasted and says nothing; we keep it and say how long it may be."""

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        return {name: value for name, value in super().widget_attrs(widget).items() if name != "maxlength"}


class Text(Uncut):
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

    happened_on = Day("Dato", required=False, help_text="Dagen, hvor det skete. Et tomt felt betyder i dag.")


class ReasonInput(DatedInput):
    """An action that needs nothing but a reason."""

    reason = Reason("Begrundelse", "Skriv, hvorfor.")
