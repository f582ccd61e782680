"""The health coordinator's own narrow pages: the cases that ask, what it takes to answer, and the answer."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access
from cases.act import Actor
from cases.action import action as action_named
from cases.casepage import shown
from cases.http import act, action_or_404, blank_form, case_or_404, deny, log_shown, new_run, tell, typed_form, user_of
from cases.models import Case, Document, Role
from cases.models.document import MEDICAL
from cases.outcome import Outcome
from cases.runner import run
from cases.writing import drafts
from flexcase.base import clock
from resourceprofile.links import rows
from resourceprofile.models import Accommodation, HealthQuestion, HealthStatement, Trial
from resourceprofile.reports import side_by_side

ANSWER = "record_health_statement"
#: What the coordinator writes; the question stands already, and whether it is adverse is for the caseworker to say.
WRITTEN = ("answer", "functional_loss", "accommodations")
#: How many answered questions the list still names.
LATELY = 10


def questions(request: HttpRequest) -> HttpResponse:
    """The cases that ask, the most urgent first; and the last that were answered, without a way back in."""
    user = user_of(request)
    if user.role != Role.HEALTH_COORDINATOR:
        raise deny(request, "questions")
    mine = HealthQuestion.objects.filter(asked_of=user).select_related("case__citizen", "asked_by", "statement")
    seen = access.visible(Case.objects.all(), user)
    waiting = list(mine.waiting().filter(case__in=seen).order_by("answer_by", "pk"))
    log_shown(request, [row.case for row in waiting], "questions")
    context = {
        "section": "questions",
        "waiting": waiting,
        "answered": list(mine.exclude(statement=None).order_by("-statement__dated", "-pk")[:LATELY]),
        "today": clock.today(),
    }
    return render(request, "resourceprofile/questions.html", context)


def advice(request: HttpRequest, number: str) -> HttpResponse:
    """One question, the health information and the trials of the case, and the answer."""
    case = case_or_404(request, number, "advice")
    action = action_or_404(request, ANSWER, case)
    user = user_of(request)
    waiting = HealthQuestion.objects.waiting().filter(case=case, asked_of=user)
    row = waiting.select_related("case__key", "asked_by").order_by("no").first()
    if row is None:
        raise deny(request, f"advice:{number}", case)
    if request.method != "POST":
        kept, saved = drafts.kept(user, case, action.draft_name({}))
        return _page(request, row, blank_form(action, case, user, {name: kept.get(name, "") for name in WRITTEN}), saved=saved)
    given = _given(request, row)
    tried = run(ANSWER, Actor.of(user), given, case=case, dry=True)
    said = [finding for finding in tried.findings if finding.subject == "entitlement"]
    if tried.done and said and "as_it_is" not in request.POST:
        return _page(request, row, typed_form(action, case, request, tried), said=said)
    outcome = act(request, ANSWER, case, given=given)
    if not outcome.done:
        return _page(request, row, typed_form(action, case, request, outcome), outcome=outcome)
    tell(request, "Udtalelsen er sendt til sagsbehandleren.")
    return redirect("questions")


def _given(request: HttpRequest, row: HealthQuestion) -> QueryDict:
    """What was written, and what stands already."""
    given = QueryDict(mutable=True)
    for name in WRITTEN:
        given[name] = request.POST.get(name, "")
    given["question"], given["asked"] = row.question, str(row.no)
    return given


def _page(
    request: HttpRequest, row: HealthQuestion, form: Any, *, outcome: Outcome | None = None, saved: Any = None, said: Any = ()
) -> HttpResponse:
    case, user = row.case, user_of(request)
    for name in set(form.fields) - set(WRITTEN):
        del form.fields[name]
        if form.is_bound:
            form.errors.pop(name, None)
    papers = Document.objects.filter(case=case, kind__in=MEDICAL).select_related("case__key").order_by("-dated", "-no")
    context = {
        "section": "questions",
        "case": case,
        "citizen": case.citizen,
        "age": case.citizen.age_on(clock.today()),
        "row": row,
        "form": form,
        "run": request.POST.get("run") or new_run(),
        "said": [one | {"link_url": ""} for one in shown.findings(said, case, user)],
        "saved_at": saved.saved_at if saved else None,
        "autosave_url": reverse("draft", args=[case.number, action_named(ANSWER).slug]),
        "papers": papers,
        "reports": side_by_side(case),
        "trials": [trial for trial in rows(Trial, case) if trial.state == "ended"],
        "accommodations": [one for one in rows(Accommodation, case) if one.ended_on is None],
        "statements": rows(HealthStatement, case),
    }
    return render(request, "resourceprofile/advice.html", context, status=outcome.status if outcome else 200)
