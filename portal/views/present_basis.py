"""Asking for a decision now, or taking it back: what it means first, then one button."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.actions.present_basis import AskForPresentBasis, TakeBackPresentBasis
from cases.dossier import load
from cases.facts import CaseFacts
from cases.http import act, new_run, tell
from cases.models import Case
from cases.road import UNDER_WAY
from portal.forms import PresentBasisForm
from portal.frame import back_to_case, own_case_or_404, page


def present_basis(request: HttpRequest, number: str) -> HttpResponse:
    """The citizen's own act, and nothing stops it. Whoever has asked already may take it back on the same page."""
    case = own_case_or_404(request, number, "present_basis")
    if case.state not in UNDER_WAY:
        return redirect("portal_case", case.number)
    asked_on = load([case])[case.pk].of(CaseFacts).present_basis_on
    form = PresentBasisForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = act(request, _wanted(form).name, case, given=_given(form))
        if outcome.done:
            tell(request, _told(form))
            return redirect("portal_case", case.number)
        for sentence in (sentence for found in outcome.errors.values() for sentence in found):
            form.add_error(None, sentence)
    context = {"form": form, "asked_on": asked_on, "run": request.POST.get("run") or new_run(), **back_to_case(case)}
    return page(request, "present_basis", case, context, status=422 if form.errors else 200)


def _wanted(form: PresentBasisForm) -> type[AskForPresentBasis] | type[TakeBackPresentBasis]:
    return TakeBackPresentBasis if form.takes_back else AskForPresentBasis


def _told(form: PresentBasisForm) -> str:
    if form.takes_back:
        return _("Vi venter med afgørelsen, til vi ved mere.")
    return _("Du har bedt om en afgørelse nu. Du får et brev om, hvad det betyder.")


def _given(form: PresentBasisForm) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update(channel=Case.Channel.PORTAL, words=form.cleaned_data["words"])
    return given
