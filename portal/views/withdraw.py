"""Withdrawing the application: what follows from it first, then the question once more."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.http import act, new_run, tell
from cases.models import Case
from cases.road import CASE_ROAD
from portal.forms import WithdrawForm
from portal.frame import back_to_case, own_case_or_404, page

NO_WORDS = "Borgeren har ikke skrevet hvorfor."


def withdraw(request: HttpRequest, number: str) -> HttpResponse:
    """The citizen's own act, in writing, and nothing stops it. A case that cannot be withdrawn any more says how it stands."""
    case = own_case_or_404(request, number, "withdraw")
    form = WithdrawForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        outcome = act(request, "withdraw_application", case, given=_given(form))
        if outcome.done:
            tell(request, _("Du har trukket din ansøgning tilbage. Du får et brev, der bekræfter det."))
            return redirect("portal_case", case.number)
        for sentence in (sentence for found in outcome.errors.values() for sentence in found):
            form.add_error(None, sentence)
    if not CASE_ROAD.allows("withdraw", case.state):
        return redirect("portal_case", case.number)
    context = {"form": form, "run": request.POST.get("run") or new_run(), **back_to_case(case)}
    return page(request, "withdraw", case, context, status=422 if form.errors else 200)


def _given(form: WithdrawForm) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update(channel=Case.Channel.PORTAL, in_writing="on", words=form.cleaned_data["words"] or NO_WORDS)
    return given
