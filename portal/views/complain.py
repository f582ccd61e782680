"""Complaining over a decision: what happens then first, one field that may stay empty, and one button."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.action import action as action_named
from cases.http import act, deny, new_run, tell, user_of
from cases.models import Case, Letter
from cases.writing import drafts
from decisions.models import Complaint, Decision
from flexcase.base import clock
from flexcase.base.display.dates import weekday_date
from portal.decided import complained_on, complaint_day
from portal.forms import ComplaintForm, NewsForm
from portal.frame import own_case_or_404, page
from portal.views.news import news_page

ACTION = "receive_complaint"


def complain(request: HttpRequest, number: str, letter: UUID) -> HttpResponse:
    """Nothing stops a complaint: not the time, not an empty field, not how the case stands."""
    case = own_case_or_404(request, number, "complain")
    decision = Decision.objects.filter(case=case, letter=letter, state="issued").select_related("letter__case").first()
    if decision is None or decision.letter is None:
        raise deny(request, f"letter:{letter}", case)
    kept, draft = drafts.kept(user_of(request), case, ACTION)
    form = ComplaintForm(request.POST) if request.method == "POST" else ComplaintForm(initial=kept)
    if request.method == "POST" and form.is_valid():
        if complained_on(decision.letter) is not None:
            return _already(request, case, decision.letter, form.cleaned_data["text"])
        outcome = act(request, ACTION, case, given=_given(decision, form))
        if outcome.done:
            tell(request, _("Vi har fået din klage. Du får et brev om, hvad der nu sker."))
            return redirect("portal_letter", case.number, decision.letter.pk)
        for sentence in (sentence for found in outcome.errors.values() for sentence in found):
            form.add_error(None, sentence)
    return _page(request, case, decision.letter, form, draft.saved_at if draft and not form.is_bound else None)


def _said(letter: Letter, words: str) -> bool:
    """Whether these words have come already, from another press of the button. No words say nothing new."""
    standing = Complaint.objects.filter(decision__letter=letter).exclude(state="withdrawn")
    return not words or any(words in row.document.sheet for row in standing.select_related("document__case__key"))


def _given(decision: Decision, form: ComplaintForm) -> QueryDict:
    given = QueryDict(mutable=True)
    given.update(decision=str(decision.no), channel=Complaint.Channel.PORTAL, by=Complaint.By.CITIZEN)
    given["text"] = form.cleaned_data["text"]
    return given


def _already(request: HttpRequest, case: Case, letter: Letter, words: str) -> HttpResponse:
    """A complaint stands already. Words that came after it are not lost: they are told as something new."""
    if _said(letter, words):
        tell(request, _("Vi har fået din klage."))
        return redirect("portal_letter", case.number, letter.pk)
    why = _("Du har allerede klaget. Tryk på »Send«, så lægger vi også det, du har skrevet nu, til klagen.")
    return news_page(request, case, NewsForm(initial={"text": words}), why=why, status=409)


def _page(request: HttpRequest, case: Case, letter: Letter, form: ComplaintForm, saved_at: object) -> HttpResponse:
    last_day = complaint_day(letter)
    context = {
        "form": form,
        "body": case.regime.appeal_body,
        "last_day": weekday_date(last_day) if last_day else "",
        "late": last_day is not None and clock.today() > last_day,
        "run": request.POST.get("run") or new_run(),
        "saved_at": saved_at,
        "autosave_url": reverse("draft", args=[case.number, action_named(ACTION).slug]),
        "back_url": reverse("portal_letter", args=[case.number, letter.pk]),
        "back_text": _("Afgørelsen"),
    }
    return page(request, "complain", case, context, status=422 if form.errors else 200)
