"""The skånehensyn as the citizen reads them: one press says that they fit, a few words say what is wrong."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from cases.http import act, new_run, tell, user_of
from cases.models import Case
from cases.outcome import Outcome
from cases.writing import drafts
from flexcase.base.display.dates import day_month
from portal.forms import NeedsForm, NewsForm
from portal.frame import back_to_case, own_case_or_404, page, takes_news
from portal.views.news import news_page
from resourceprofile.actions.needs import ConfirmAccommodations, DisputeAccommodations, seen
from resourceprofile.models import Accommodation
from resourceprofile.sources import needs_of

Area, Source = Accommodation.Area, Accommodation.Source
#: Where something is needed, in the citizen's words.
AREAS = {
    Area.WORK: gettext_lazy("På arbejdet"),
    Area.TRANSPORT: gettext_lazy("På vej til og fra arbejde"),
    Area.HOME: gettext_lazy("Hjemme og i fritiden"),
}
#: Where we know it from.
SOURCES = {
    Source.CONVERSATION: gettext_lazy("Det sagde du til os %(day)s."),
    Source.TRIAL: gettext_lazy("Det viste din arbejdsprøvning %(day)s."),
    Source.DOCTOR: gettext_lazy("Det skrev en læge %(day)s."),
    Source.HEALTH_COORDINATOR: gettext_lazy("Det sagde sundhedskoordinatoren %(day)s."),
    Source.CITIZEN: gettext_lazy("Det sagde du til os %(day)s."),
}


@dataclass(frozen=True)
class Need:
    """One skånehensyn: its words, where we know it from, and what the citizen has said to it."""

    text: str
    source: str
    said: str


def needs(request: HttpRequest, number: str) -> HttpResponse:
    """What must be shown consideration for, by where it is needed; and the citizen's answer."""
    case = own_case_or_404(request, number, "needs")
    standing = [row for row in needs_of(case) if row.ended_on is None]
    if request.method != "POST":
        kept, draft = drafts.kept(user_of(request), case, DisputeAccommodations.name)
        return _page(request, case, standing, NeedsForm(initial=kept), draft.saved_at if draft else None)
    form = NeedsForm(request.POST)
    if not standing or not _open(case):
        return news_page(
            request, case, NewsForm(initial={"text": request.POST.get("words", "")}), why=_too_late(case), status=409
        )
    if form.is_valid():
        outcome, told = _answer(request, case, form)
        if outcome.done:
            tell(request, told)
            return redirect("portal_needs", case.number)
        for sentence in _why_not(outcome):
            form.add_error(None, sentence)
    return _page(request, case, standing, form, None)


def _open(case: Case) -> bool:
    return case.state in ConfirmAccommodations.when


def _too_late(case: Case) -> str:
    if takes_news(case):
        return _("Din sag er gået videre. Tryk på »Send«, så får vi det, du har skrevet.")
    return _("Din sag er slut her, så vi kan ikke tage imod det, du har skrevet. Det står herunder, så du kan kopiere det.")


def _answer(request: HttpRequest, case: Case, form: NeedsForm) -> tuple[Outcome, str]:
    given = QueryDict(mutable=True)
    given["channel"] = Case.Channel.PORTAL
    if form.fits:
        given["seen"] = form.cleaned_data["seen"]
        return act(request, ConfirmAccommodations.name, case, given=given), _("Tak. Vi har skrevet, at du siger, det passer.")
    given["words"] = form.cleaned_data["words"]
    told = _("Tak. Din sagsbehandler ser på det, du har skrevet, og retter det eller svarer dig.")
    return act(request, DisputeAccommodations.name, case, given=given), told


def _why_not(outcome: Outcome) -> list[str]:
    sentences = [sentence for found in outcome.errors.values() for sentence in found]
    return sentences or [_("Din sag er gået videre, mens du skrev. Ring til os, så skriver vi dit svar ned.")]


def _page(request: HttpRequest, case: Case, standing: list[Accommodation], form: NeedsForm, saved_at: object) -> HttpResponse:
    waiting = [row for row in standing if not row.settled]
    context = {
        "areas": [(label, _shown(row for row in standing if row.area == area)) for area, label in AREAS.items()],
        "any": bool(standing),
        "fits": not waiting,
        "disputed": any(row.disputed_on for row in waiting),
        "open": _open(case) and bool(standing),
        "seen": seen(standing),
        "form": form,
        "run": request.POST.get("run") or new_run(),
        "saved_at": saved_at,
        "autosave_url": reverse("draft", args=[case.number, DisputeAccommodations().slug]),
        "news_url": reverse("portal_news", args=[case.number]) if takes_news(case) else "",
        **back_to_case(case),
    }
    return page(request, "needs", case, context, status=422 if form.errors else 200)


def _shown(rows: Iterable[Accommodation]) -> list[Need]:
    return [_need(row) for row in rows]


def _need(row: Accommodation) -> Need:
    first = row.confirms or row
    said = ""
    if row.disputed_on is not None:
        said = _("Du skrev %(day)s, at noget ikke passer.") % {"day": day_month(row.disputed_on)}
    elif row.source == Source.CITIZEN:
        said = _("Du sagde %(day)s, at det passer.") % {"day": day_month(row.dated)}
    elif row.confirmed_by_citizen:
        said = _("Du har sagt, at det passer.")
    return Need(row.text, SOURCES[Source(first.source)] % {"day": day_month(first.dated)}, said)
