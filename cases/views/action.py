"""One page for every action: its form, what stands in the way, what will happen; then the run and its outcome."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import access
from cases.action import Action, Target
from cases.action import action as action_named
from cases.casepage import shown
from cases.dossier import dossier_of
from cases.findings import Verdict
from cases.http import (
    REASON,
    act,
    action_or_404,
    blank_form,
    case_or_404,
    deny,
    new_run,
    tell,
    typed_form,
    user_of,
)
from cases.inputs import LongText
from cases.letters.lix import lix, long_words
from cases.letters.specimen import specimen
from cases.models import Case, EarlierText, Role, User
from cases.outcome import Outcome, OutcomeKind
from cases.runner import preview
from cases.views.writing import WANTED, as_it_was, beside
from cases.writing import conflicts, drafts
from flexcase.base.display.dates import clock_time
from flexcase.law.rule import Effect, Finding
from flexcase.law.terms import is_term


def on_case(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """An action on a case. A citizen acts on Min sag, in pages with the citizen's words."""
    if user_of(request).role == Role.CITIZEN:
        raise deny(request, f"action:{slug}", Case.objects.filter(number=number).first())
    case = case_or_404(request, number, f"action:{slug}")
    action = action_or_404(request, slug, case)
    if action.name in shown.OWN_PAGE:
        return redirect(shown.action_url(action.name, case))  # its own page shows what is approved before it is
    if request.method == "POST":
        outcome = act(request, action.name, case)
        if outcome.done:
            tell(request, _receipt(action, case, outcome))
            if action.name in shown.LEADS_TO:
                return redirect(shown.LEADS_TO[action.name], case.number)
            return redirect(way_back(request, case))
        form = typed_form(action, case, request, outcome)
        return _page(request, action, case, form, outcome.findings, outcome)
    kept, draft = drafts.kept(user_of(request), case, action.draft_name(request.GET.dict()))
    asked = request.GET.dict()
    asked.pop(WANTED, None)
    if any(kept.get(name, value) != value for name, value in asked.items()):
        kept, draft = {}, None  # what was kept belongs to another part or another trial
    words, back = as_it_was(action, case, request)
    form = blank_form(action, case, user_of(request), {**(words if back else kept), **asked})
    verdict = preview(action, case, dossier_of(case))
    saved_at = draft.saved_at if draft and not back else None
    return _page(request, action, case, form, _unsettled(verdict), None, saved_at, back)


def new_application(request: HttpRequest) -> HttpResponse:
    """Register an application: the one action without a case."""
    action = action_or_404(request, "receive_application", None)
    if request.method == "POST":
        outcome = act(request, action.name)
        if outcome.done:
            number = outcome.created or _number_of(outcome)
            tell(request, "Ansøgningen er registreret. Borgeren får en kvittering.")
            return redirect(way_back(request, Case.objects.get(number=number)))
        form = typed_form(action, None, request, outcome)
        return _page(request, action, None, form, outcome.findings, outcome)
    return _page(request, action, None, blank_form(action, None, user_of(request), request.GET.dict()), (), None)


def _number_of(outcome: Outcome) -> str:
    """A repeated run knows only its case."""
    assert outcome.case_id is not None
    return Case.objects.get(pk=outcome.case_id).number


def _unsettled(verdict: Verdict) -> tuple[Finding, ...]:
    return (*verdict.stops, *verdict.unreasoned, *verdict.reminders)


def _receipt(action: Action, case: Case, outcome: Outcome) -> str:
    done = f"{action.label_for(case)}: det er gjort."
    return f"{done} Et brev er på vej." if outcome.letters else done


def way_back(request: HttpRequest, case: Case, back: str = "") -> str:
    """Where one came from: the list that the form names, or else the case."""
    back = back or request.POST.get("back", "")
    if back == "uden":
        return f"{reverse('worklist')}?vis=uden"
    if not access.visible(Case.objects.filter(pk=case.pk), user_of(request)).exists():
        return reverse("worklist")  # declared inhabilitet: the case is gone from here
    if back == "opgaver":
        return reverse("tasks")
    return reverse("case", args=[case.number])


def _place(bound: forms.BoundField) -> int:
    """What must be said comes first; another day than today, and boxes to tick, are afterthoughts."""
    return 2 if isinstance(bound.field, forms.BooleanField) else int(bound.name == "happened_on")


#: A reason that bears on the decision stands in its letter (decisions/sources.py).
TO_WHOM = "Begrundelsen kan komme til at stå i brevet til borgeren. Skriv den, så borgeren kan læse den."


def reason_form(findings: tuple[Finding, ...], data: Any = None) -> forms.Form:
    """One field for each finding that demands a written reason."""
    form = forms.Form(data)
    for finding in findings:
        form.fields[f"{REASON}{finding.rule}"] = LongText(
            "Begrundelse", "Skriv en begrundelse.", required=data is not None, help_text=TO_WHOM
        )
    return form


def _page(
    request: HttpRequest,
    action: Action,
    case: Case | None,
    form: forms.Form,
    findings: tuple[Finding, ...],
    outcome: Outcome | None,
    saved_at: Any = None,
    back: EarlierText | None = None,
) -> HttpResponse:
    user = user_of(request)
    access.parts_of(user)
    asked = tuple(f for f in findings if f.effect is Effect.REASON)
    reasons = reason_form(asked, request.POST if outcome and outcome.kind is OutcomeKind.NEEDS_REASONS else None)
    context: dict[str, Any] = {
        "section": "cases",
        "action": action,
        "heading": action.label_for(case) if case else action.label,
        "form": form,
        "fields": sorted(form, key=_place),
        "run": request.POST.get("run") or new_run(),
        "busy": outcome.kind is OutcomeKind.BUSY if outcome else False,
        "brought_back": back,
        "happens": [{"icon": "check", "text": text} for text in action.effects],
        "saved_at": saved_at,
        "case": case,
        "readability": readability(as_typed(form[name].value()) for name in action.to_citizen) if action.to_citizen else None,
        "multipart": any(getattr(field, "needs_multipart", False) for field in form.fields.values()),
        "effective": {"hours", "intensity"} <= set(form.fields),
    }
    if case is not None:
        context |= {
            "head": shown.case_head(case),
            "facts": shown.case_facts(case, user.role),
            "back_url": way_back(request, case),
            "specimen": specimen(action, [case]),
            "stops": [_stop(f, action, case, user) for f in findings if f.effect is Effect.STOP],
            "reasons": [{"finding": shown.finding(f, case, user), "field": reasons[f"{REASON}{f.rule}"]} for f in asked],
            "reminders": shown.findings((f for f in findings if f.effect is Effect.WARN), case, user),
            "autosave_url": reverse("draft", args=[case.number, action.slug]),
        }
        context |= beside(action, case, user, request.POST or request.GET, shown.action_url(action.name, case))
        if outcome and outcome.theirs:
            context["conflict"] = conflicts.between(action, case, request.POST, outcome.theirs)
    return render(request, "cases/action.html", context, status=outcome.status if outcome else 200)


def as_typed(value: Any) -> str:
    """What stands in a field, a list one item a line."""
    return "\n\n".join(value) if isinstance(value, list | tuple) else str(value or "")


WAIVER = "Kommunen kan vurdere, at manglen ikke er væsentlig. Det kræver en begrundelse og en kollegas godkendelse."


def _stop(finding: Finding, action: Action, case: Case, user: User) -> dict[str, Any]:
    url = ""
    if finding.departable:
        url = f"{shown.action_url('ask_departure', case)}?rule={finding.rule}&action={action.name}"
    return {
        "finding": shown.finding(finding, case, user),
        "waiver_text": WAIVER if finding.departable else "",
        "waiver_url": url,
    }


@require_POST
def draft(request: HttpRequest, number: str, slug: str) -> HttpResponse:
    """Autosave: keep what is being typed."""
    case = case_or_404(request, number, "draft")
    action = action_or_404(request, slug, case)
    row = drafts.keep(user_of(request), case, action.draft_name(request.POST), request.POST)
    answer: dict[str, Any] = {"saved_at": clock_time(row.saved_at).removeprefix("kl.").strip()}
    if action.to_citizen:
        answer["readability"] = readability(request.POST.get(name, "") for name in action.to_citizen)
    return JsonResponse(answer)


def readability(texts: Iterable[str]) -> str:
    """How hard the typed words are to read, in one sentence to the writer; fagord do not count as long."""
    text = "\n\n".join(filter(None, texts))
    if not text.strip():
        return ""
    words = ", ".join(long_words(text, spared=is_term, most=6))
    found = f"LIX {round(lix(text, spared=is_term).value)}. Under 35 er let at læse."
    return f"{found} Lange ord: {words}." if words else found


def is_house_action(name: str) -> bool:
    """Whether the action stands beside all cases."""
    return action_named(name).target is Target.HOUSE
