"""Consent (samtykke): what we ask to be allowed, what has been allowed, and the way to take it back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from cases.dossier import dossier_of
from cases.http import act, new_run, tell
from cases.models import Case
from cases.road import UNDER_WAY
from flexcase.base import clock
from flexcase.base.display.dates import weekday_date
from portal.frame import back_to_case, own_case_or_404, page
from resourceprofile.actions.consent import GiveConsent, RefuseConsent, WithdrawConsent
from resourceprofile.consents import MEANINGS
from resourceprofile.facts import ProfileFacts
from resourceprofile.models import Consent, ConsentQuestion
from resourceprofile.models.consent import Covered

#: The button that was pressed, what it does, which field of the action it fills, and what is said afterwards.
BUTTONS: dict[str, tuple[type[GiveConsent | RefuseConsent | WithdrawConsent], str, str]] = {
    "yes": (GiveConsent, "scope", "Tak. Du får et brev om, hvad du har sagt ja til."),
    "no": (RefuseConsent, "scope", "Vi henter ikke oplysningerne. Du får et brev om, hvad det betyder."),
    "withdraw": (
        WithdrawConsent,
        "consent",
        "Du har trukket dit samtykke tilbage. Vi henter ikke mere på det. Du får et brev om det.",
    ),
}


def consent(request: HttpRequest, number: str) -> HttpResponse:
    """The citizen's own yes, no, or no longer. Each is one press; none needs a reason."""
    case = own_case_or_404(request, number, "consent")
    problems: list[str] = []
    pressed = next((name for name in BUTTONS if name in request.POST), None)
    if request.method == "POST" and pressed:
        action, field, told = BUTTONS[pressed]
        given = QueryDict(mutable=True)
        given[field] = request.POST[pressed]
        outcome = act(request, action.name, case, given=given)
        if outcome.done:
            tell(request, _(told))
            return redirect("portal_consent", case.number)
        problems = [sentence for found in outcome.errors.values() for sentence in found]
        problems = problems or [_("Din sag er gået videre. Ring til os, hvis du vil ændre noget.")]
    context = {
        "questions": _questions(case),
        "given": [_shown(row) for row in _in_force(case)],
        "problems": problems,
        "run": new_run(),
        **back_to_case(case),
    }
    return page(request, "consent", case, context, status=422 if problems else 200)


def _questions(case: Case) -> list[dict[str, Any]]:
    if case.state not in UNDER_WAY:
        return []
    waiting = [asked.no for asked in dossier_of(case).of(ProfileFacts).unanswered_consents]
    rows = ConsentQuestion.objects.filter(case=case, no__in=waiting).select_related("case__key").order_by("no")
    return [{**_shown(row), "answer_by": weekday_date(row.answer_by)} for row in rows]


def _in_force(case: Case) -> list[Consent]:
    rows = Consent.objects.filter(case=case, withdrawn_on=None).select_related("case__key").order_by("no")
    return [row for row in rows if row.expires_on is None or row.expires_on >= clock.today()]


def _shown(row: Covered) -> dict[str, Any]:
    meaning = MEANINGS[row.scope]
    return {
        "row": row,
        "named": meaning.named,
        "sources": row.named_sources() or meaning.sources,
        "information": meaning.information,
    }
