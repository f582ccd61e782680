"""One action on many cases: asked for on a page, then watched case by case."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse

from cases import access
from cases.action import Action
from cases.action import action as action_named
from cases.http import blank_form, deny, log_shown, new_run, typed_form, user_of
from cases.letters.specimen import specimen
from cases.models import BulkRun, Case, User
from cases.outcome import Outcome, OutcomeKind
from cases.worklists import bulk

#: Cases whose names are shown before the button is pressed.
NAMED = 25


@dataclass(frozen=True)
class Selection:
    """What the action is to be done to: picked cases, or all of a list."""

    cases: list[Case]
    #: The list that was shown, as in its address; and whether the cases are all of it.
    listing: str = ""
    whole: bool = False

    @property
    def problem(self) -> str:
        """Why nothing can be done to it, in words; empty when something can."""
        if not self.cases:
            return "Der er ikke valgt nogen sager, som du har adgang til. Sæt kryds ved mindst én sag i listen."
        if len(self.cases) > bulk.MOST:
            return f"Listen har flere end {bulk.MOST} sager. Filtrér den, så der højst er {bulk.MOST}, og vælg igen."
        return ""


def ask(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks what the action asks, once for all the cases; then they are written down and a worker begins."""
    user = user_of(request)
    action = next((one for one in bulk.offered(user) if one.slug == slug), None)
    if action is None:
        raise deny(request, f"bulk:{slug}")
    selection = _selection(user, request.POST if request.method == "POST" else request.GET)
    if problem := selection.problem:
        if request.method == "POST":
            return render(request, "cases/bulk.html", _context(action, selection), status=422)
        messages.warning(request, problem)
        return redirect(f"{reverse('worklist')}?{selection.listing}")
    log_shown(request, selection.cases[:NAMED], "bulk")
    first = selection.cases[0]
    if request.method != "POST":
        form = blank_form(action, first, user, {})
        return render(request, "cases/bulk.html", _context(action, selection, form, new_run()))
    form = typed_form(action, first, request, Outcome(OutcomeKind.INVALID))
    if not form.is_valid():
        return render(request, "cases/bulk.html", _context(action, selection, form, request.POST.get("run")), status=422)
    whole_list = selection.listing if selection.whole else ""
    try:
        begun = bulk.start(user, action.name, _typed(form), selection.cases, _run_id(request), whole_list, selection.listing)
    except BulkRun.DoesNotExist:
        raise Http404("that id belongs to something else") from None
    return redirect("bulk_run", begun.pk)


def _run_id(request: HttpRequest) -> UUID:
    try:
        return UUID(request.POST.get("run", ""))
    except ValueError:
        return new_run()


def _typed(form: forms.Form) -> dict[str, Any]:
    """What was typed, as the action is to be given it for each case."""
    return {bound.name: bound.data for bound in form if bound.data is not None}


def _selection(user: User, sent: QueryDict) -> Selection:
    """Picked numbers (``sag``), all of a list (``alle`` and ``liste``), or what an earlier run did not do (``fra``)."""
    listing = sent.get("liste", "").replace("\0", "")[:600]
    whole = bool(listing and sent.get("alle"))
    if whole:
        cases = bulk.all_of(user, listing)
    elif earlier := _own_run(user, sent.get("fra", "")):
        cases = bulk.picked(user, bulk.refused(earlier).values_list("case__number", flat=True))
    else:
        cases = bulk.picked(user, sent.getlist("sag"))
    return Selection(list(cases.select_related("citizen", "unit").order_by("number")[: bulk.MOST + 1]), listing, whole)


def _own_run(user: User, pk: str) -> BulkRun | None:
    try:
        return BulkRun.objects.filter(pk=UUID(pk), user=user).first()
    except ValueError:
        return None


def _context(action: Action, selection: Selection, form: forms.Form | None = None, run: Any = None) -> dict[str, Any]:
    return {
        "section": "cases",
        "action": action,
        "form": form,
        "run": run,
        "selection": selection,
        "named": selection.cases[:NAMED],
        "several": len(selection.cases) > 1,
        "others": max(0, len(selection.cases) - NAMED),
        "specimen": specimen(action, selection.cases[:NAMED]) if form else None,
        "happens": [{"icon": "check", "text": text} for text in action.effects],
        "back_url": f"{reverse('worklist')}?{selection.listing}",
    }


def watch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """How far a run has come; when it is over, what was not done and why. A browser with scripts asks again by itself."""
    user = user_of(request)
    begun = _own_run(user, str(pk))
    if begun is None:
        raise deny(request, f"bulk:{pk}")
    progress = bulk.progress(begun)
    refused = [] if progress.running else list(bulk.refused(begun))
    theirs = access.visible(Case.objects.filter(pk__in=[item.case_id for item in refused]), user)
    seen = set(theirs.values_list("pk", flat=True))
    log_shown(request, [item.case for item in refused if item.case_id in seen], "bulk")
    action = action_named(begun.action)
    again = {"fra": begun.pk, "liste": begun.came_from or begun.listing}
    context = {
        "section": "cases",
        "begun": begun,
        "action": action,
        "progress": progress,
        "rows": [{"item": item, "case": item.case if item.case_id in seen else None} for item in refused],
        "again_url": f"{reverse('bulk', args=[action.slug])}?{urlencode(again)}" if action.bulk else "",
        "back_url": f"{reverse('worklist')}?{begun.came_from or begun.listing}",
    }
    part = getattr(request, "htmx", False)
    return render(request, "cases/bulk_progress.html" if part else "cases/bulk_run.html", context)
