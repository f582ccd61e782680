"""Aktindsigt asked for twice: what was left out of the first answer is not given by the second by oversight."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from cases.act import Actor
from cases.letters.sheet import sheet_pdf
from cases.models import AccessRequest, Case, Document, User
from cases.outcome import Outcome
from cases.papers.uploads import store
from cases.runner import run
from flexcase.base import outbox
from tests.cases.conftest import DAY

NUMBER = "1"


@pytest.fixture
def do(case: Case, aase: User) -> Callable[..., Outcome]:
    def perform(action: str, **given: Any) -> Outcome:
        outcome = run(action, Actor.of(aase), given, case=case)
        assert outcome.done, outcome
        outbox.drain()
        return outcome

    return perform


@pytest.fixture
def papers(case: Case, do: Callable[..., Outcome]) -> list[str]:
    """Two documents; the keys under which letters enclose them."""
    for title in ("Internt udkast", "Udtalelse"):
        file = store(case.key, sheet_pdf(title, DAY, case.number, {"Om": "Noget om sagen."}))
        do("add_document", kind="other", title=title, file=file, dated="2026-07-01")
    return [str(paper.pk) for paper in Document.objects.filter(case=case).order_by("no")]


def given_by(no: int) -> list[str]:
    letter = AccessRequest.objects.select_related("letter").get(no=no).letter
    assert letter is not None
    return list(letter.enclosures)


@pytest.mark.parametrize("open_at_once", [True, False])
def test_asking_twice_opens_nothing(papers: list[str], do: Callable[..., Outcome], open_at_once: bool) -> None:
    do("request_access", channel="phone")
    if open_at_once:
        do("request_access", channel="phone")
    do("withhold_document", document=NUMBER, ground="internal", why="Det er vores egne overvejelser.")
    do("decide_access")
    if not open_at_once:
        do("request_access", channel="phone")
    do("decide_access")
    left_out, given = papers
    for no in (1, 2):
        assert left_out not in given_by(no) and given in given_by(no)


def test_what_is_released_is_given(papers: list[str], do: Callable[..., Outcome]) -> None:
    do("request_access", channel="phone")
    do("withhold_document", document=NUMBER, ground="internal", why="Det er vores egne overvejelser.")
    do("decide_access")
    do("request_access", channel="phone")
    do("release_document", document=NUMBER)
    do("decide_access")
    assert set(papers) <= set(given_by(2))
