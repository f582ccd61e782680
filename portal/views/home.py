"""Min sag: what is asked of the citizen, where the case stands, whom to call."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from cases.dossier import load
from cases.facts import CaseFacts
from cases.http import log_read, user_of
from cases.letters import wording
from cases.models import Case, Event
from cases.road import CASE_ROAD, UNDER_WAY
from flexcase.base import clock
from flexcase.base.display.dates import day_month
from flexcase.law.rule import Dossier
from portal.asks import asks
from portal.decided import countdown, newest_decision
from portal.frame import case_url, citizen_or_404, letters_of, own_case_or_404, page, takes_news
from portal.road import ENDED, closed_undecided, steps
from resourceprofile.facts import ProfileFacts


def home(request: HttpRequest) -> HttpResponse:
    """The citizen's only case, or the list of them, newest first; or a kind sentence where there is none."""
    citizen_or_404(request, "portal")
    user = user_of(request)
    found = list(
        Case.objects.visible_to(user)
        .select_related("citizen__key", "key", "unit", "caseworker")
        .order_by("-received_on", "-number")
    )
    for one in found:
        log_read(user, one, "case")
    dossiers = load(found)
    if len(found) == 1:
        return _case_page(request, found[0], dossiers[found[0].pk])
    rows = [_row(one, dossiers[one.pk]) for one in found]
    return page(request, "cases" if rows else "nothing", None, {"rows": rows, "name": user.first_name})


def case(request: HttpRequest, number: str) -> HttpResponse:
    """One case."""
    found = own_case_or_404(request, number, "case")
    return _case_page(request, found, load([found])[found.pk])


def _row(case: Case, dossier: Dossier) -> dict[str, Any]:
    waiting = asks(case, dossier)
    return {
        "url": case_url(case),
        "label": _("Sag fra %(day)s") % {"day": day_month(case.received_on)},
        "note": waiting[0].title if waiting else case.regime.citizen_road[case.state],
        "waiting": bool(waiting),
    }


def _case_page(request: HttpRequest, case: Case, dossier: Dossier) -> HttpResponse:
    waiting = asks(case, dossier)
    letters = letters_of(case)
    decision = newest_decision(letters)
    worker, profile = case.caseworker, dossier.of(ProfileFacts)
    context = {
        "name": case.citizen.first_name,
        "ask": waiting[0] if waiting else None,
        "also": waiting[1:],
        "calm": _calm(case, dossier),
        "steps": steps(case, dossier),
        "worker": str(worker) if worker else case.unit.name,
        "phone": (worker.phone if worker else "") or settings.MUNICIPALITY_PHONE,
        "helpers": wording.helpers(case.regime)[1:],  # the first is the caseworker, who stands above them
        "letters": len(letters),
        "decision": decision,
        "countdown": countdown(decision, dossier.today) if decision else None,
        "may_withdraw": CASE_ROAD.allows("withdraw", case.state),
        "may_ask_now": _ask_now(case, dossier),
        "consents": bool(profile.consents or profile.unanswered_consents),
        "needs": bool(profile.standing_needs),
        "may_tell": takes_news(case),
    }
    return page(request, "case", case, context)


def _ask_now(case: Case, dossier: Dossier) -> str:
    """The words of the link to a decision on the present basis; none when the case is over."""
    if case.state not in UNDER_WAY:
        return ""
    asked = dossier.of(CaseFacts).present_basis_on is not None
    return _("Du har bedt om en afgørelse nu. Fortryd") if asked else _("Bed om en afgørelse nu")


def _calm(case: Case, dossier: Dossier) -> str:
    """What is said when nothing is asked; a case that is over says how it ended."""
    if case.state == "withdrawn":
        withdrawn = Event.objects.filter(case=case, kind="application_withdrawn").last()
        day = day_month(withdrawn.happened_on if withdrawn else clock.today())
        return _("Du trak din ansøgning tilbage %(day)s. Du kan altid søge igen.") % {"day": day}
    if case.state == "transferred":
        return _("En anden kommune har din sag nu. Den kan svare på dine spørgsmål.")
    if closed_undecided(case, dossier):
        return _("Vi har lukket sagen uden en afgørelse. Du kan læse hvorfor i »Dine breve«.")
    if case.state in ENDED:
        return ""
    return _("Du skal ikke gøre noget nu. Vi arbejder med din sag.")
