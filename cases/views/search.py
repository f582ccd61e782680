"""The search, reached from every page: people and cases, notes, documents, employers; only what the reader may see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from cases.http import deny, log_shown, user_of
from cases.models import Case, Role, User
from cases.models.search import FoundIn
from cases.search import people, query
from cases.search.snippet import shown
from flexcase.law import cpr

#: Hits of each group on the first page, and on a page of one group.
FEW, PAGE = 5, 25
LONGEST = 200
PEOPLE = "sager"
GROUPS = {PEOPLE: "Personer og sager", "notater": "Notater", "dokumenter": "Dokumenter", "arbejdsgivere": "Arbejdsgivere"}
FOUND_IN = {"notater": FoundIn.NOTE, "dokumenter": FoundIn.DOCUMENT, "arbejdsgivere": FoundIn.EMPLOYER}


@dataclass(frozen=True)
class Group:
    """What was found in one kind of thing, and where there is more of it."""

    key: str
    title: str
    hits: Sequence[dict[str, Any]]
    cases: Sequence[Case]
    more_url: str = ""


def page(request: HttpRequest) -> HttpResponse:
    """Look up what was typed. Whose names were shown is logged.

    The box sends what is typed in the body: a CPR number in an address would stay in the browser's history.
    """
    user = user_of(request)
    if user.role == Role.CITIZEN:
        raise deny(request, "search")
    sent = request.POST if request.method == "POST" else request.GET
    text = " ".join(sent.get("q", "").replace("\0", "")[:LONGEST].split())
    secret = bool(cpr.PERHAPS.search(text))
    if request.method == "POST" and text and not secret:
        return redirect(_address(q=text))  # so that one can come back to the list
    if known := people.numbered(text, user):
        return redirect("case", known.number)
    only = sent.get("i", "")
    words = query.read("" if secret else text)
    chosen = [only] if only in GROUPS and not secret else list(GROUPS)
    look = partial(_group, text, user, words, sent.get("efter", ""), len(chosen) == 1)
    groups = [group for key in (chosen if text else ()) if (group := look(key)).hits]
    named = {case.pk: case for group in groups for case in group.cases}
    if len(named) == 1 and [group.key for group in groups] == [PEOPLE] and not sent.get("efter"):
        return redirect("case", next(iter(named.values())).number)
    log_shown(request, named.values(), "search")
    context = {"section": "cases", "search_query": text, "groups": groups, "mute": words.mute, "secret": secret}
    all_url = _address(q=text) if len(chosen) == 1 else ""
    return render(request, "cases/search.html", context | {"all_url": all_url, "only": GROUPS.get(only, "")})


def _address(**asked: str) -> str:
    return f"{reverse('search')}?{urlencode(asked)}"


def _group(text: str, user: User, words: query.Words, after: str, alone: bool, key: str) -> Group:
    """One more than is shown is looked up, to know whether there are more."""
    size = PAGE if alone else FEW
    after = after if alone else ""
    if key == PEOPLE:
        return _people(text, user, after, size, alone)
    rows = query.found(words, user, FOUND_IN[key], after, size + 1)
    rows, more = rows[:size], len(rows) > size
    said = shown(rows, words)
    hits = [{"row": row, "url": _case_url(row.case) + row.place, "said": said[row.pk]} for row in rows]
    next_key = {"efter": query.key_of(rows[-1])} if more and alone else {}
    return Group(key, GROUPS[key], hits, [row.case for row in rows], _address(q=text, i=key, **next_key) if more else "")


def _people(text: str, user: User, after: str, size: int, alone: bool) -> Group:
    found = people.of_cpr(text, user)
    if found is None:
        found = people.named(text, user, after, size + 1)
    cases, more = found[:size], len(found) > size
    hits = [{"case": case, "url": _case_url(case)} for case in cases]
    next_key = {"efter": people.key_of(cases[-1])} if more and alone else {}
    return Group(PEOPLE, GROUPS[PEOPLE], hits, cases, _address(q=text, i=PEOPLE, **next_key) if more else "")


def _case_url(case: Case) -> str:
    return reverse("case", args=[case.number])
