"""The two times a citizen is asked: the description for udtalelse (P-07), and the partshøring (P-08).

The page shows the words of the letter that was sent. What the citizen answers is recorded by the same actions that
staff use for a letter or a call.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from cases.action import action as action_named
from cases.dossier import dossier_of
from cases.http import act, new_run, tell, user_of
from cases.letters.letter import from_snapshot
from cases.models import Case, Letter
from cases.outcome import Outcome
from cases.road import BEFORE_DECISION
from cases.writing import drafts
from decisions.facts import DecisionFacts
from decisions.models import Hearing
from flexcase.base import clock
from portal.asks import answer_by
from portal.forms import HearingAnswer, NewsForm, StatementAnswer
from portal.frame import back_to_case, own_case_or_404, page
from portal.views.news import news_page
from resourceprofile.models import StatementRound

AnswerForm = HearingAnswer | StatementAnswer


@dataclass(frozen=True)
class Question:
    """One thing that the citizen was asked, and the answer if it has come."""

    action: str
    form: type[AnswerForm]
    page: str
    template: str
    no: int
    #: Which field of the action names the question.
    about: str
    letter: Letter
    last_day: date
    answered_on: date | None
    answer: str
    #: Whether an answer can still be given here. A late one is taken as well, as long as nothing is decided.
    open: bool
    #: Whether later words are added to the answer. Otherwise they are told as something new.
    adds: bool = False

    @property
    def late(self) -> bool:
        """Whether the last day is past."""
        return clock.today() > self.last_day

    def has(self, answer: str) -> bool:
        """Whether these words have come already, from another press of the button."""
        return self.answered_on is not None and answer in self.answer

    def given(self, form: AnswerForm) -> QueryDict:
        """What the action takes. The channel and the number are the page's own, never the browser's."""
        given = QueryDict(mutable=True)
        given[self.about] = str(self.no)
        given["channel"] = Case.Channel.PORTAL
        given[form.text_field] = form.answer
        if form.nothing and "no_remarks" in action_named(self.action).inputs.base_fields:
            given["no_remarks"] = "on"
        return given


def hearing(request: HttpRequest, number: str) -> HttpResponse:
    """The partshøring: what we will give weight to, the papers, and the answer."""
    case = own_case_or_404(request, number, "hearing")
    return _answer(request, case, _newest_hearing(case))


def statement(request: HttpRequest, number: str) -> HttpResponse:
    """The description of the citizen, and what the citizen says to it."""
    case = own_case_or_404(request, number, "statement")
    return _answer(request, case, _newest_round(case))


def _newest_hearing(case: Case) -> Question | None:
    row = Hearing.objects.filter(case=case).exclude(state="lapsed").select_related("case__key", "letter").last()
    if row is None:
        return None
    fact = next(fact for fact in dossier_of(case).of(DecisionFacts).hearings if fact.no == row.no)
    return Question(
        action="record_hearing_response",
        form=HearingAnswer,
        page="portal_hearing",
        template="hearing",
        no=row.no,
        about="hearing",
        letter=row.letter,
        last_day=fact.response_due,
        answered_on=row.answered_on,
        answer=row.answer,
        open=row.state in {"sent", "expired"} and (case.state in BEFORE_DECISION or row.complaint_id is not None),
        adds=True,
    )


def _newest_round(case: Case) -> Question | None:
    row = StatementRound.objects.filter(case=case).select_related("case__key", "letter").order_by("no").last()
    if row is None:
        return None
    return Question(
        action="record_profile_statement",
        form=StatementAnswer,
        page="portal_statement",
        template="statement",
        no=row.no,
        about="round",
        letter=row.letter,
        last_day=row.answer_by,
        answered_on=row.answered_on,
        answer=row.remarks,
        open=row.answered_on is None and case.state in BEFORE_DECISION,
    )


def _answer(request: HttpRequest, case: Case, question: Question | None) -> HttpResponse:
    if question is None:
        return page(request, "not_asked", case, back_to_case(case))
    if request.method != "POST":
        kept, draft = drafts.kept(user_of(request), case, question.action)
        form = question.form(initial=kept)
        return _page(request, case, question, form, draft.saved_at if draft else None)
    form = question.form(request.POST)
    if form.is_valid():
        if question.has(form.answer):
            return redirect(question.page, case.number)
        if question.answered_on is not None and not question.adds:
            return _elsewhere(request, case, form.answer)
        outcome = act(request, question.action, case, given=question.given(form))
        if outcome.done:
            tell(request, _("Tak. Vi har fået dit svar."))
            return redirect(question.page, case.number)
        for sentence in _why_not(outcome):
            form.add_error(None, sentence)
    return _page(request, case, question, form, None)


def _elsewhere(request: HttpRequest, case: Case, words: str) -> HttpResponse:
    """Words that came after the answer, from another tab: not lost, and not mistaken for the answer."""
    why = _("Du har allerede svaret. Tryk på »Send«, så får vi også det, du har skrevet nu.")
    return news_page(request, case, NewsForm(initial={"text": words}), why=why, status=409)


def _why_not(outcome: Outcome) -> list[str]:
    sentences = [sentence for found in outcome.errors.values() for sentence in found]
    return sentences or [_("Din sag er gået videre, mens du skrev. Ring til os, så skriver vi dit svar ned.")]


def _page(request: HttpRequest, case: Case, question: Question, form: AnswerForm, saved_at: object) -> HttpResponse:
    row = question.letter
    sent = row.state in {"issued", "delivered"}
    context = {
        "question": question,
        "letter": from_snapshot(row.kind, row.version, row.snapshot),
        "letter_url": reverse("letter", args=[case.number, row.pk]) if sent else "",
        "due": answer_by(question.last_day, clock.today()),
        "form": form,
        "field": form[form.text_field],
        "run": request.POST.get("run") or new_run(),
        "saved_at": saved_at,
        "autosave_url": reverse("draft", args=[case.number, action_named(question.action).slug]),
        "news_url": reverse("portal_news", args=[case.number]),
        **back_to_case(case),
    }
    return page(request, question.template, case, context, status=422 if form.errors else 200)
