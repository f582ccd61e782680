"""What every page of Min sag begins with: the citizen's own case or nothing, the menu, the way back."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.http import case_or_404, deny, user_of
from cases.models import Case, Letter, Role
from portal.actions import TellSomethingNew


def citizen_or_404(request: HttpRequest, what: str) -> None:
    """Min sag belongs to citizens. Staff have the desk, and nobody reads a case as if they were its citizen."""
    if user_of(request).role != Role.CITIZEN:
        raise deny(request, what)


def own_case_or_404(request: HttpRequest, number: str, what: str) -> Case:
    """The citizen's own case, and a line in the read log; otherwise 404 and a line in the log of denials."""
    citizen_or_404(request, f"{what}:{number}")
    return case_or_404(request, number, what)


def page(request: HttpRequest, template: str, case: Case | None, context: dict[str, Any], *, status: int = 200) -> HttpResponse:
    """A page of Min sag, with the menu of its case. What a citizen reads is kept by no cache."""
    shown = {"case": case, "portal_menu": menu(case) if case else [], "back_url": "", "back_text": "", **context}
    response = render(request, f"portal/{template}.html", shown, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def menu(case: Case) -> list[dict[str, str]]:
    """The pages of a case, in every page's menu."""
    news = [{"label": _("Fortæl os noget nyt"), "url": reverse("portal_news", args=[case.number])}]
    return [
        {"label": _("Din sag"), "url": case_url(case)},
        {"label": _("Dine breve"), "url": reverse("portal_letters", args=[case.number])},
        *(news if takes_news(case) else ()),
        {"label": _("Se, hvem der har læst din sag"), "url": reverse("portal_readers", args=[case.number])},
    ]


def takes_news(case: Case) -> bool:
    """Whether the citizen can still tell us something on Min sag. A case withdrawn or handed on takes nothing more."""
    return TellSomethingNew().open_in(case.state)


def case_url(case: Case) -> str:
    """Where the case itself stands."""
    return reverse("portal_case", args=[case.number])


def back_to_case(case: Case) -> dict[str, str]:
    """The way back that most pages have."""
    return {"back_url": case_url(case), "back_text": _("Din sag")}


def letters_of(case: Case) -> list[Letter]:
    """Every letter that the citizen has been sent, newest first. What is being written or goes to others is not among them."""
    sent = Letter.objects.filter(case=case, recipient=Letter.Recipient.CITIZEN, state__in=("issued", "delivered"))
    return list(sent.select_related("case__key", "delivery").order_by("-issued_on", "-pk"))
