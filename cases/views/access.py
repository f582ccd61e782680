"""The answer to aktindsigt, made ready: what becomes of every paper, the letter as the citizen gets it, what is struck."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST

from cases.action import action as action_named
from cases.actions.access import answer_to
from cases.casepage import shown
from cases.http import act, action_or_404, blank_form, case_or_404, log_read, new_run, tell, typed_form, user_of
from cases.letters.render import render_pdf
from cases.models import AccessRequest, Case, Struck, Withheld
from cases.outcome import Outcome
from cases.papers import akt
from cases.papers.akt import Akt
from cases.papers.bundle import Unbindable
from cases.papers.copies import copy_of, named, pages
from cases.papers.enclosing import NotInTime, with_papers
from cases.papers.strike import NotThere
from cases.papers.striking import picture, said
from cases.views.papers import file_answer
from flexcase.base import clock
from flexcase.base.crypto import Unreadable
from flexcase.base.files import FileMissing
from flexcase.base.outbox import Failed, TryAgain

ANSWER, STRIKE, CLEAR = "decide_access", "strike_passage", "clear_passage"
#: What a paper raises that cannot be shown as pages.
DAMAGED = (FileMissing, Unreadable, Unbindable)


def answer(request: HttpRequest, number: str) -> HttpResponse:
    """Every paper with what becomes of it, and the button that sends the answer."""
    case = _case(request, number, ANSWER)
    if request.method == "POST":
        outcome = act(request, ANSWER, case)
        if outcome.done:
            tell(request, "Svaret på aktindsigt er på vej til borgeren.")
            return redirect("case", number)
        return _answer_page(request, case, outcome)
    return _answer_page(request, case, None)


def _case(request: HttpRequest, number: str, action: str) -> Case:
    case = case_or_404(request, number, "action:aktindsigt")
    action_or_404(request, action, case)
    return case


def waiting(case: Case) -> AccessRequest | None:
    """The request that is answered next."""
    row = AccessRequest.objects.filter(case=case, state="asked").order_by("no").first()
    if row is not None:
        row.case = case
    return row


def _answer_page(request: HttpRequest, case: Case, outcome: Outcome | None) -> HttpResponse:
    row = waiting(case)
    left_out, struck = _withheld(row), Struck.by_paper(row)
    papers = [
        {
            "no": no,
            "key": paper.key,
            "title": paper.title,
            "dated": paper.dated,
            "left_out": left_out.get(paper.row.pk),
            "struck": len(struck.get(paper.row.pk, ())),
        }
        for no, paper in enumerate(akt.gather(case), 1)
    ]
    context = _head(case, request, f"{reverse('case', args=[case.number])}?fane=dokumenter#fane") | {
        "row": row,
        "papers": papers,
        "problems": [sentence for sentences in outcome.errors.values() for sentence in sentences] if outcome else [],
        "withhold_url": shown.action_url("withhold_document", case),
        "release_url": shown.action_url("release_document", case) if left_out else "",
        "happens": [{"icon": "check", "text": text} for text in action_named(ANSWER).effects],
        "ask_url": shown.action_url("request_access", case),
    }
    return render(request, "cases/access/answer.html", context, status=outcome.status if outcome else 200)


def _withheld(row: AccessRequest | None) -> dict[Any, Withheld]:
    return {one.paper: one for one in Withheld.objects.filter(request=row).select_related("request__case__key")}


def _head(case: Case, request: HttpRequest, back: str) -> dict[str, Any]:
    return {
        "section": "cases",
        "case": case,
        "head": shown.case_head(case),
        "facts": shown.case_facts(case, user_of(request).role),
        "back_url": back,
        "run": new_run(),
    }


def letter(request: HttpRequest, number: str) -> HttpResponse:
    """The whole answer as the citizen gets it, before it is sent: the letter, and the copies of the papers."""
    case = _case(request, number, ANSWER)
    row = waiting(case)
    if row is None:
        return redirect("access", number)
    left_out, struck, papers = _withheld(row), Struck.by_paper(row), akt.gather(case)
    content = answer_to(row, clock.today(), papers, left_out, struck)
    given = [(f"Akt {no}", paper.row) for no, paper in enumerate(papers, 1) if paper.row.pk not in left_out]
    try:
        return file_answer(with_papers(render_pdf(content), given, struck), "application/pdf", f"svar-{case.number}.pdf")
    except (Failed, TryAgain) as problem:
        told = {"problem": str(problem), "late": isinstance(problem, NotInTime)}
        return render(request, "cases/access/damaged.html", told, status=409)


def passages(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """One page of a paper: its picture with what is struck, its words, and the form that strikes more."""
    case = _case(request, number, STRIKE)
    row, paper = waiting(case), _paper(case, key)
    if row is None:
        return redirect("access", number)
    action, outcome = action_named(STRIKE), None
    if request.method == "POST":
        outcome = act(request, STRIKE, case)
        if outcome.done:
            tell(request, "Der er streget over i den kopi, som borgeren får.")
            return redirect(f"{reverse('access_passages', args=[number, key])}?side={_side(request)}")
        form = typed_form(action, case, request, outcome)
    else:
        form = blank_form(action, case, user_of(request), {"document": key, "page": _side(request)})
    struck = Struck.by_paper(row).get(paper.row.pk, [])
    context = _head(case, request, reverse("access", args=[number])) | {
        "title": paper.title,
        "key": key,
        "replace_url": f"{shown.action_url('replace_document', case)}?document={key}" if key.isdecimal() else "",
        "form": form,
        "fields": [field for field in form if field.name not in {"document", "left", "top", "width", "height"}],
        "edges": [form[name] for name in ("left", "top", "width", "height")],
        "action": action,
        "struck": [
            {"row": one, "where": one.passage.where, "what": one.words, "ground": one.get_ground_display(), "run": new_run()}
            for one in struck
        ],
        **_page_of(paper, _side(request)),
    }
    return render(request, "cases/access/passages.html", context, status=outcome.status if outcome else 200)


def _page_of(paper: Akt, side: int) -> dict[str, Any]:
    """What the page says and how many there are; nothing when the paper cannot be read."""
    try:
        found = said(pages(paper.row))
    except DAMAGED as problem:
        return {"side": 0, "late": isinstance(problem, Unbindable) and problem.late}
    count = len(found.texts)
    side = min(side, count)
    return {
        "side": side,
        "count": count,
        "words": found.texts[side - 1],
        "sides": range(1, count + 1),
        "unread": found.unread,
    }


def _side(request: HttpRequest) -> int:
    """The page that is looked at; the first, if the address says nothing sensible."""
    told = request.GET.get("side", "")
    return max(int(told), 1) if told.isdecimal() and len(told) < 6 else 1


def _paper(case: Case, key: str) -> Akt:
    found = next((paper for paper in akt.gather(case) if paper.key == key), None)
    if found is None:
        raise Http404("no such paper")
    return found


@require_POST
def clear(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """Takes a struck passage back."""
    case = _case(request, number, CLEAR)
    outcome = act(request, CLEAR, case)
    tell(request, "Overstregningen er fjernet." if outcome.done else "Overstregningen var fjernet i forvejen.")
    return redirect("access_passages", number, key)


def page_picture(request: HttpRequest, number: str, key: str, side: int) -> HttpResponse:
    """A page as a picture, black where something is struck. Opening it is logged as opening the paper."""
    case = _case(request, number, STRIKE)
    paper = _paper(case, key)
    log_read(user_of(request), case, f"document:{key}")
    struck = Struck.by_paper(waiting(case)).get(paper.row.pk, [])
    try:
        content = picture(pages(paper.row), side, [one.passage for one in struck])
    except (*DAMAGED, NotThere):
        raise Http404("no such page") from None
    return file_answer(content, "image/png", f"side-{side}.png")


def copy(request: HttpRequest, number: str, key: str) -> HttpResponse:
    """The copy of one paper as the citizen gets it."""
    case = _case(request, number, STRIKE)
    paper = _paper(case, key)
    log_read(user_of(request), case, f"document:{key}")
    passages = [one.passage for one in Struck.by_paper(waiting(case)).get(paper.row.pk, [])]
    try:
        content, media_type = copy_of(paper.row, passages)
    except (*DAMAGED, NotThere) as problem:
        late = isinstance(problem, Unbindable) and problem.late
        return render(request, "cases/access/damaged.html", {"problem": named(paper.row, passages), "late": late}, status=409)
    return file_answer(content, media_type or "application/pdf", f"kopi-{key}-{case.number}")
