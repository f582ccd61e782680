"""The pages of a decision: the draft with its sources and its letter, and what the approver reads."""

from __future__ import annotations

from contextlib import suppress
from typing import Any
from uuid import UUID

from django import forms
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases import access
from cases.act import Actor, Refused
from cases.action import Action
from cases.action import action as action_named
from cases.casepage import shown
from cases.dossier import dossier_of
from cases.http import REASON, act, action_or_404, blank_form, case_or_404, deny, new_run, tell, typed_form, user_of
from cases.letters.render import render_pdf
from cases.models import Case, Draft, EarlierText
from cases.outcome import Outcome, OutcomeKind
from cases.runner import preview as standing
from cases.runner import run
from cases.views.action import reason_form
from cases.views.writing import as_it_was, beside
from cases.writing import conflicts, drafts
from decisions import draftpage, sources
from decisions.actions.draft import write_into
from decisions.facts import OPEN
from decisions.inputs import ApproveInput, ReturnDecisionInput
from decisions.models import Decision
from decisions.panels.decision import DECISION_STATES, begin_url, letter_url, link_to
from decisions.rules.declined import CONFIRM, CONFIRMED
from flexcase.base import clock
from flexcase.law.rule import Effect, Finding

WRITE, SEND, APPROVE, RETURN = "write_decision", "send_to_approval", "approve_decision", "return_decision"


def draft(request: HttpRequest, number: str) -> HttpResponse:
    """The draft: written, saved, and sent to a second person. What was sent shows how far it is."""
    case = case_or_404(request, number, "decision")
    action = action_or_404(request, WRITE, case)
    row = open_decision(case)
    if row is None:
        return redirect(begin_url(case, user_of(request)) or f"{reverse('case', args=[number])}?fane=afgoerelse")
    if request.method == "POST":
        return _written(request, case, action)
    if row.state != "draft":
        return _on_its_way(request, case, row)
    kept, saved = drafts.kept(user_of(request), case, action.draft_name({}))
    words, back = as_it_was(action, case, request)
    form = blank_form(action, case, user_of(request), words if back else kept)
    return _draft_page(request, case, row, form, _before(case, SEND), saved=None if back else saved, back=back)


def open_decision(case: Case) -> Decision | None:
    """The decision that is not issued yet."""
    rows = Decision.objects.filter(case=case, state__in=OPEN)
    return rows.select_related(
        "case__citizen__key", "case__key", "case__unit", "case__caseworker", "letter", "drafted_by", "approved_by"
    ).first()


def _written(request: HttpRequest, case: Case, action: Action) -> HttpResponse:
    outcome = act(request, WRITE, case)
    row = open_decision(case)
    if row is None:
        raise Http404("the decision is gone")
    if not outcome.done:
        form = typed_form(action, case, request, outcome)
        return _draft_page(request, case, row, form, _before(case, SEND), outcome=outcome)
    if request.POST.get("do") != "send":
        tell(request, "Udkastet er gemt.")
        return redirect("decision", case.number)
    sent = _send(request, case)
    if sent.done:
        tell(request, "Afgørelsen er sendt til godkendelse.")
        return redirect("decision", case.number)
    form = blank_form(action, case, user_of(request), {})
    for sentences in sent.errors.values():
        for sentence in sentences:
            tell(request, sentence)
    return _draft_page(request, case, row, form, sent.findings, outcome=sent)


def _send(request: HttpRequest, case: Case) -> Outcome:
    """The second half of »Gem og send«: a run of its own, so that a double click sends once."""
    reasons = {key.removeprefix(REASON): str(text) for key, text in request.POST.items() if key.startswith(REASON)}
    actor = Actor.of(user_of(request))
    outcome = run(SEND, actor, {}, case=case, run_id=_uuid(request.POST.get("send_run", "")), reasons=reasons)
    if outcome.kind is OutcomeKind.DENIED:
        raise deny(request, f"action:{SEND}", case)
    return outcome


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def _before(case: Case, name: str) -> tuple[Finding, ...]:
    verdict = standing(action_named(name), case, dossier_of(case))
    return (*verdict.stops, *verdict.unreasoned, *verdict.reminders)


def _head(request: HttpRequest, case: Case) -> dict[str, Any]:
    return {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user_of(request).role),
        "back_url": f"{reverse('case', args=[case.number])}?fane=afgoerelse",
        "run": new_run(),
    }


def _draft_page(
    request: HttpRequest,
    case: Case,
    row: Decision,
    form: forms.Form,
    findings: tuple[Finding, ...],
    *,
    outcome: Outcome | None = None,
    saved: Draft | None = None,
    back: EarlierText | None = None,
) -> HttpResponse:
    known = sources.gather(case)
    user = user_of(request)
    asked = tuple(finding for finding in findings if finding.effect is Effect.REASON)
    tried = outcome is not None and outcome.kind is OutcomeKind.NEEDS_REASONS
    reasons = reason_form(asked, request.POST if tried else None)
    written = draftpage.written_texts(form)
    theirs = dict(outcome.theirs) if outcome else {}
    plain_url = reverse("decision", args=[case.number])
    context = _head(request, case) | beside(action_named(WRITE), case, user_of(request), QueryDict(), plain_url)
    context |= {
        "row": row,
        "form": form,
        "parts": draftpage.parts(form, row, known),
        "sources": draftpage.cards(row, known, written),
        "assessed_from": draftpage.assessed_from(row, known),
        "fixed": draftpage.fixed(row),
        "preview": draftpage.preview(row, known),
        "reasons": [{"finding": shown.finding(f, case, user), "field": reasons[f"{REASON}{f.rule}"]} for f in asked],
        "findings": shown.findings((f for f in findings if f.effect is Effect.STOP), case, user),
        "reminders": shown.findings((f for f in findings if f.effect is Effect.WARN), case, user),
        "returned": row.returned,
        "conflict": conflicts.between(action_named(WRITE), case, request.POST, theirs) if theirs else None,
        "brought_back": back,
        # What was kept while typing may rest on an older version, and then the difference must show when it is sent.
        "version": theirs.get("version") or form["version"].value() or row.version,
        "send_run": new_run(),
        "saved_at": saved.saved_at if saved else None,
        "autosave_url": reverse("draft", args=[case.number, "write-decision"]),
        "effects": action_named(SEND).effects,
    }
    return render(request, "decisions/draft.html", context, status=outcome.status if outcome else 200)


def _on_its_way(request: HttpRequest, case: Case, row: Decision) -> HttpResponse:
    """A draft that was sent: where it is, and who has it."""
    user = user_of(request)
    context = _head(request, case) | {
        "row": row,
        "state": DECISION_STATES[row.state],
        "letter_url": letter_url(case, row.letter, user),
        "approval_url": "" if user.pk in row.writers else link_to(APPROVE, case, user),
        "issue_url": link_to("issue_decision", case, user) if row.state == "approved" else "",
        "return_url": link_to(RETURN, case, user),
    }
    return render(request, "decisions/sent.html", context)


@require_POST
def preview(request: HttpRequest, number: str) -> HttpResponse:
    """The letter as it would be with what is being typed. Nothing is saved; the page itself was logged as read."""
    case = access.case_for(user_of(request), number)
    if case is None:
        raise deny(request, f"decision:{number}")
    action = action_or_404(request, WRITE, case)
    row = open_decision(case)
    if row is None:
        raise Http404("no draft")
    form = action.form(request.POST)
    form.is_valid()
    with suppress(Refused):  # the form says it when it is sent; the letter is shown without it
        write_into(row, form.cleaned_data)
    return render(request, "decisions/preview.html", {"preview": draftpage.preview(row, sources.gather(case))})


def pdf(request: HttpRequest, number: str) -> HttpResponse:
    """The saved draft on paper, by the renderer of the real letter."""
    case = case_or_404(request, number, "decision:pdf")
    action_or_404(request, WRITE, case)
    row = open_decision(case)
    if row is None:
        return redirect(f"{reverse('case', args=[case.number])}?fane=afgoerelse")
    content = render_pdf(sources.compose(row, sources.gather(case), clock.today()))
    headers = {
        "Content-Disposition": f'inline; filename="udkast-{case.number}.pdf"',
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "private, no-store",
    }
    return HttpResponse(content, content_type="application/pdf", headers=headers)


def approval(request: HttpRequest, number: str) -> HttpResponse:
    """What the approver reads: the letter itself, what stands in the way, and two ways to answer."""
    case = case_or_404(request, number, "decision:approval")
    action_or_404(request, APPROVE, case)
    outcome = None
    if request.method == "POST":
        name = RETURN if request.POST.get("do") == "return" else APPROVE
        outcome = act(request, name, case)
        if outcome.done:
            tell(request, "Udkastet er sendt tilbage." if name == RETURN else "Afgørelsen er godkendt og kan sendes.")
            return redirect(f"{reverse('case', args=[case.number])}?fane=afgoerelse")
    row = open_decision(case)
    if row is None or row.letter is None:
        return redirect(f"{reverse('case', args=[case.number])}?fane=afgoerelse")
    return _approval_page(request, case, row, outcome)


def _approval_page(request: HttpRequest, case: Case, row: Decision, outcome: Outcome | None) -> HttpResponse:
    user = user_of(request)
    findings = outcome.findings if outcome and outcome.findings else _before(case, APPROVE)
    must_confirm = any((finding.rule, finding.subject) == ("E-13", CONFIRM) for finding in findings)
    returning = request.POST.get("do") == "return"
    form = ReturnDecisionInput(request.POST if returning else None)
    context = _head(request, case) | {
        "row": row,
        "state": DECISION_STATES[row.state],
        "letter": row.letter,
        "letter_url": letter_url(case, row.letter, user),
        "wrote_it": user.pk in row.writers,
        "open_to_answer": row.state == "to_approve",
        "findings": shown.findings(findings, case, user),
        "problems": [s for sentences in outcome.errors.values() for s in sentences] if outcome and not returning else [],
        "confirm": ApproveInput(request.POST or None)[CONFIRMED] if must_confirm else None,
        "form": form,
        "return_run": new_run(),
        "effects": action_named(APPROVE).effects,
        "issue_url": link_to("issue_decision", case, user) if row.state == "approved" else "",
    }
    return render(request, "decisions/approval.html", context, status=outcome.status if outcome else 200)
