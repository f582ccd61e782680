"""Telling us something new, at any time."""

from __future__ import annotations

from datetime import datetime

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.action import action as action_named
from cases.http import act, new_run, tell, user_of
from cases.models import Case
from cases.papers import carrying
from cases.writing import drafts
from portal.actions import TellSomethingNew
from portal.forms import NewsForm
from portal.frame import back_to_case, own_case_or_404, page, takes_news


def news(request: HttpRequest, number: str) -> HttpResponse:
    """Words, and a paper or a picture if there is one."""
    case = own_case_or_404(request, number, "news")
    action = action_named(TellSomethingNew.name)
    if not takes_news(case):
        return redirect("portal_case", case.number)
    kept, draft = drafts.kept(user_of(request), case, action.name)
    user, problems = user_of(request), carrying.receive(request, user_of(request), action, case)
    if request.method == "POST":
        files = carrying.carried(user, action, case, request.POST)
        form = NewsForm(request.POST, files)  # type: ignore[arg-type]  # held, in the place of sent
    else:
        form = NewsForm(initial=kept | carrying.carried(user, action, case, kept))
    for sentence in problems.get("file", ()):
        form.add_error("file", sentence)
    if request.method == "POST" and form.is_valid():
        given = QueryDict(mutable=True)
        given["text"] = form.cleaned_data["text"]
        outcome = act(request, action.name, case, given=given)
        if outcome.done:
            tell(request, _("Tak. Vi har fået det, du skrev, og din sagsbehandler får besked."))
            return redirect("portal_case", case.number)
        for name, sentences in outcome.errors.items():
            for sentence in sentences:
                form.add_error(name if name in form.fields else None, sentence)
    saved_at = draft.saved_at if draft and not form.is_bound else None
    return news_page(request, case, form, saved_at=saved_at, status=422 if form.errors else 200)


def news_page(
    request: HttpRequest, case: Case, form: NewsForm, *, saved_at: datetime | None = None, why: str = "", status: int = 200
) -> HttpResponse:
    """The form. ``why`` says how the words came here, when they were written on a page that takes them no more.

    A case that has been withdrawn or handed to another municipality takes nothing: then the words are only shown back.
    """
    context = {
        "form": carrying.sent_when_chosen(form, action_named(TellSomethingNew.name), case),
        "why": why,
        "takes": takes_news(case),
        "run": request.POST.get("run") or new_run(),
        "saved_at": saved_at,
        "autosave_url": reverse("draft", args=[case.number, action_named(TellSomethingNew.name).slug]),
        "action_url": reverse("portal_news", args=[case.number]),
        **back_to_case(case),
    }
    return page(request, "news", case, context, status=status)
