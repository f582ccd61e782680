"""What a citizen fills in, in the citizen's words. The actions check everything once more."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from cases.inputs import LONGEST, Uncut, Upload

TOO_LONG = _("Teksten er for lang. Skriv højst 20.000 tegn, eller ring til os.")
UNKEEPABLE = _("Teksten rummer et tegn, som vi ikke kan gemme. Skriv teksten uden det.")


class OwnWords(Uncut):
    """A citizen's own text: long enough for ten pages, and kept as it is written."""

    widget = forms.Textarea(attrs={"rows": 8})

    def __init__(self, label: Any, missing: Any, **kwargs: Any) -> None:
        errors = {"required": missing, "max_length": TOO_LONG, "null_characters_not_allowed": UNKEEPABLE}
        super().__init__(label=label, max_length=LONGEST, error_messages=errors, **kwargs)


class _Answer(forms.Form):
    """An answer in one field, or the button that says that there is nothing to remark."""

    use_required_attribute = False
    text_field: str

    @property
    def nothing(self) -> bool:
        """Whether »Jeg har ingen bemærkninger« was pressed."""
        return "nothing" in self.data

    @property
    def answer(self) -> str:
        return str(self.cleaned_data[self.text_field])

    def clean(self) -> dict[str, Any] | None:
        text = self.cleaned_data.get(self.text_field)
        if self.nothing and text:
            self.add_error(
                self.text_field, _("Du har skrevet noget. Tryk på »Send dit svar«, eller slet teksten, før du går videre.")
            )
        elif not self.nothing and text == "":
            self.add_error(self.text_field, _("Skriv dit svar, eller tryk på »Jeg har ingen bemærkninger«."))
        return self.cleaned_data


class HearingAnswer(_Answer):
    """What the citizen says to the facts that we will give weight to. Named as the action's field, so drafts fit."""

    text_field = "text"
    text = OwnWords(_("Dit svar"), "", required=False)


class StatementAnswer(_Answer):
    """What the citizen says to the description."""

    text_field = "remarks"
    remarks = OwnWords(_("Dit svar"), "", required=False)


class NeedsForm(forms.Form):
    """That the skånehensyn fit, by its button; or what is wrong, in words. Named as the action's fields, so drafts fit."""

    use_required_attribute = False
    words = OwnWords(
        _("Det, der er forkert eller mangler"),
        "",
        required=False,
        help_text=_("Du behøver ikke at skrive det pænt."),
    )
    seen = forms.CharField(max_length=400, required=False, widget=forms.HiddenInput)

    @property
    def fits(self) -> bool:
        """Whether »Ja, det passer« was pressed."""
        return "fits" in self.data

    def clean(self) -> dict[str, Any] | None:
        text = self.cleaned_data.get("words")
        if self.fits and text:
            self.add_error("words", _("Du har skrevet noget. Tryk på »Send det, der ikke passer«, eller slet teksten."))
        elif not self.fits and text == "":
            self.add_error("words", _("Skriv, hvad der er forkert eller mangler. Eller tryk på »Ja, det passer«."))
        return self.cleaned_data


class WithdrawForm(forms.Form):
    """A step that cannot be taken back asks once more; why is the citizen's own affair."""

    use_required_attribute = False
    words = OwnWords(
        _("Vil du skrive hvorfor?"),
        "",
        required=False,
        help_text=_("Du behøver ikke at skrive noget."),
    )
    sure = forms.BooleanField(
        label=_("Ja, jeg trækker min ansøgning om fleksjob tilbage"),
        error_messages={"required": _("Sæt kryds, hvis du er sikker. Ellers gå tilbage til din sag.")},
    )


class PresentBasisForm(forms.Form):
    """A decision now, or after all later. Which of the two is the button that was pressed."""

    use_required_attribute = False
    words = OwnWords(
        _("Vil du skrive hvorfor?"),
        "",
        required=False,
        help_text=_("Du behøver ikke at skrive noget."),
    )

    @property
    def takes_back(self) -> bool:
        """Whether »Vent med afgørelsen« was pressed."""
        return "take_back" in self.data


class NewsForm(forms.Form):
    """Something new, at any time. A picture or a paper may come with it."""

    use_required_attribute = False
    text = OwnWords(_("Hvad skal vi vide?"), _("Skriv, hvad vi skal vide."))
    file = Upload(
        _("Billede eller papir"), required=False, help_text=_("Du må vedlægge en PDF eller et billede på højst 50 MB.")
    )


class ComplaintForm(forms.Form):
    """A complaint needs no reasons: the press of the button is enough (C-01). Named as the action's field, so drafts fit."""

    use_required_attribute = False
    text = OwnWords(
        _("Vil du skrive, hvad du er uenig i?"),
        "",
        required=False,
        help_text=_("Du behøver ikke at skrive noget. Du kan også skrive mere senere."),
    )
